package org.ridgeless.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * The same work in two threads at once. Its seconds are those of the thread that takes longer, by the clock on the wall without the time in
 * which that thread was ready to run and other processes had its core.
 */
final class TwoThreads implements Runnable {
    private static final Path COUNTERS = Path.of("/proc/thread-self/schedstat");

    private final Runnable half;
    private double seconds;

    TwoThreads(Runnable half) {
        this.half = half;
    }

    @Override
    public void run() {
        CompletableFuture<Double> other = CompletableFuture.supplyAsync(this::measured);
        double mine = measured();
        seconds = Math.max(mine, other.join());
    }

    /** Of the last run. */
    double seconds() {
        return seconds;
    }

    private double measured() {
        double ready = readySeconds();
        long start = System.nanoTime();
        half.run();
        return (System.nanoTime() - start) / 1e9 - (readySeconds() - ready);
    }

    /** Zero where the system does not count it. */
    private static double readySeconds() {
        if (!Files.isReadable(COUNTERS)) {
            return 0;
        }
        try {
            return Long.parseLong(Files.readString(COUNTERS).split(" ")[1]) / 1e9;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
