package org.ridgeless.notebooks.jupyter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Programs started by tests: their output goes to a file, and none of them outlives its test. */
final class Launch {

    private final ProcessBuilder builder;
    private final Path log;

    private Launch(ProcessBuilder builder, Path log) {
        this.builder = builder;
        this.log = log;
    }

    static Launch of(List<String> command) {
        try {
            Path log = Files.createTempFile("launch", ".log");
            log.toFile().deleteOnExit();
            return new Launch(
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Launch with(Map<String, String> environment) {
        builder.environment().putAll(environment);
        return this;
    }

    Launch in(Path folder) {
        builder.directory(folder.toFile());
        return this;
    }

    /** Runs to the end; fails, with what was printed, unless the exit status is 0. */
    String run(Duration limit) {
        Process process = start();
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                stop(process);
                throw new AssertionError("not finished after " + limit.toSeconds() + " s: " + describe());
            }
            if (process.exitValue() != 0) {
                throw new AssertionError("exit status " + process.exitValue() + ": " + describe());
            }
            return printed();
        } catch (InterruptedException e) {
            stop(process);
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + describe(), e);
        }
    }

    /** Starts a server and waits until what it printed shows that it is ready. */
    Process startAndAwait(Predicate<String> ready, Duration limit) throws InterruptedException {
        Process process = start();
        long end = System.nanoTime() + limit.toNanos();
        while (!ready.test(printed())) {
            if (!process.isAlive() || System.nanoTime() > end) {
                stop(process);
                throw new AssertionError("not ready: " + describe());
            }
            Thread.sleep(50);
        }
        return process;
    }

    String printed() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process start() {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String describe() {
        return String.join(" ", builder.command()) + "\n" + printed();
    }
}
