package org.ridgeless.display;

import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How far a computation is. Shown by the first {@link ProgressSinkProvider} that answers, else on a terminal, else nowhere;
 * at most five times a second, and not at all in the first half second. Any thread may advance it.
 *
 * <pre>{@code
 * try (var progress = Progress.start("sweep", cells)) { ...; progress.advance(); ... }
 * }</pre>
 */
public final class Progress implements AutoCloseable {
    private static final long QUIET_NANOS = 500_000_000L;
    private static final long INTERVAL_NANOS = 200_000_000L;
    private static final long DRAWING_NANOS = 3_000_000_000L;
    private static final double NANOS = 1e9;

    private final String label;
    private final long total;
    private final Optional<ProgressSink> sink;
    private final LongSupplier clock;
    private final long start;
    private final AtomicLong done = new AtomicLong();
    private final ReentrantLock showing = new ReentrantLock();
    private long shownAt;
    private boolean shown;
    private Supplier<Optional<Displayable>> picture = Optional::empty;
    private long drawnAt;

    /** @param clock tells nanoseconds */
    Progress(String label, long total, Optional<ProgressSink> sink, LongSupplier clock) {
        if (total < 0) {
            throw new IllegalArgumentException("a computation has 0 or more parts, got " + total);
        }
        this.label = label;
        this.total = total;
        this.sink = sink;
        this.clock = clock;
        start = clock.getAsLong();
        shownAt = start + QUIET_NANOS - INTERVAL_NANOS;
        drawnAt = start;
    }

    /**
     * Draws what has come out by now, too, every three seconds at most, where pictures can be shown.
     *
     * @param drawing is called by a thread that computes; what is empty is not shown
     * @return this
     */
    public Progress drawing(Supplier<Optional<Displayable>> drawing) {
        picture = drawing;
        return this;
    }

    /**
     * Starts to watch a computation of so many parts.
     *
     * @param label what is computed
     * @param total parts, ≥ 1
     * @return the watch, which shows nothing where nobody looks
     */
    public static Progress start(String label, long total) {
        return new Progress(label, total, findSink(label), System::nanoTime);
    }

    /** One more part is done. */
    public void advance() {
        advance(1);
    }

    /**
     * So many more parts are done.
     *
     * @param parts ≥ 0; several threads may call it at a time
     */
    public void advance(long parts) {
        done.addAndGet(parts);
        // Whoever finds the display busy goes on computing.
        if (sink.isPresent() && showing.tryLock()) {
            try {
                long now = clock.getAsLong();
                if (now - shownAt >= INTERVAL_NANOS) {
                    shownAt = now;
                    shown = true;
                    draw(now);
                    sink.get().show(label, total == 0 ? 1 : (double) done.get() / total, status(now));
                }
            } finally {
                showing.unlock();
            }
        }
    }

    /** How many parts are done. */
    public long done() {
        return done.get();
    }

    @Override
    public void close() {
        showing.lock();
        try {
            if (shown) {
                double seconds = (clock.getAsLong() - start) / NANOS;
                String end = done.get() >= total ? "done" : "stopped at " + done.get() + " of " + total;
                sink.orElseThrow().close(label, end + " after " + Numbers.show(seconds) + " s");
                shown = false;
            }
        } finally {
            showing.unlock();
        }
    }

    private void draw(long now) {
        if (sink.orElseThrow().showsPictures() && now - drawnAt >= DRAWING_NANOS) {
            try {
                picture.get().ifPresent(sink.orElseThrow()::picture);
            } catch (RuntimeException e) {
                // A figure that cannot be drawn is no reason to stop what it is about.
                picture = Optional::empty;
            }
            drawnAt = clock.getAsLong();
        }
    }

    private String status(long now) {
        long parts = done.get();
        double seconds = (now - start) / NANOS;
        String left = parts == 0 ? "" : String.format(", %.0f s left", seconds * (total - parts) / parts);
        return parts + " of " + total + left;
    }

    private static Optional<ProgressSink> findSink(String label) {
        var providers = ServiceLoader.load(ProgressSinkProvider.class, ProgressSinkProvider.class.getClassLoader())
                .iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return TerminalProgress.ifInteractive();
                }
                Optional<ProgressSink> sink = providers.next().open(label);
                if (sink.isPresent()) {
                    return sink;
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                // An adapter to a kernel that is not on the class path: the next one may fit.
                continue;
            }
        }
    }
}
