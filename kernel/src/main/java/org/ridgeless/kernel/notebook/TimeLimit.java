package org.ridgeless.kernel.notebook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.cell.CellOutput;
import org.ridgeless.kernel.cell.CellResult;
import org.ridgeless.kernel.shell.JavaShell;

/** Evaluates cells and interrupts the one that takes too long. */
final class TimeLimit implements AutoCloseable {
    private final JavaShell shell;
    private final Optional<Duration> limit;
    private final ScheduledExecutorService clock;

    TimeLimit(JavaShell shell, Optional<Duration> limit) {
        this.shell = shell;
        this.limit = limit;
        this.clock = limit.isEmpty()
                ? null
                : Executors.newSingleThreadScheduledExecutor(task -> {
                    Thread thread = new Thread(task, "cell-time-limit");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    CellResult evaluate(String code, CellOutput output) {
        if (limit.isEmpty()) {
            return shell.evaluate(code, output);
        }
        AtomicBoolean expired = new AtomicBoolean();
        Future<?> alarm = clock.schedule(
                () -> {
                    expired.set(true);
                    shell.interrupt();
                },
                limit.get().toMillis(),
                TimeUnit.MILLISECONDS);
        CellResult result = shell.evaluate(code, output);
        alarm.cancel(false);
        return expired.get() && !result.ok() ? tooLong(result) : result;
    }

    private CellResult tooLong(CellResult result) {
        String message = "the cell took longer than " + limit.get().toMillis() / 1000.0 + " s and was interrupted";
        CellError error = new CellError("TimeLimitExceeded", message, List.of("TimeLimitExceeded: " + message), 0);
        return new CellResult(
                result.status(), result.number(), Optional.empty(), Optional.of(error), result.duration());
    }

    @Override
    public void close() {
        if (clock != null) {
            clock.shutdownNow();
        }
    }
}
