package org.ridgeless.kernel.interrupt;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ridgeless.kernel.cell.CellScope;

/** Stops each statement of a cell that takes longer than it may. Without a limit it costs nothing. */
public final class StatementLimit implements AutoCloseable {

    private final Optional<Duration> limit;
    private final Consumer<CellScope> stop;
    private final ScheduledExecutorService clock;

    /** @param stop stops what runs for a cell */
    public StatementLimit(Optional<Duration> limit, Consumer<CellScope> stop) {
        this(limit, stop, limit.isEmpty() ? null : Executors.newSingleThreadScheduledExecutor(StatementLimit::thread));
    }

    public StatementLimit(Optional<Duration> limit, Consumer<CellScope> stop, ScheduledExecutorService clock) {
        this.limit = limit;
        this.stop = stop;
        this.clock = clock;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "statement limit");
        thread.setDaemon(true);
        return thread;
    }

    public <T> T watch(CellScope scope, Supplier<T> statement) {
        if (limit.isEmpty()) {
            return statement.get();
        }
        Duration length = limit.get();
        Callable<Void> end = () -> {
            scope.expire(length);
            stop.accept(scope);
            return null;
        };
        Future<Void> alarm = clock.schedule(end, length.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return statement.get();
        } finally {
            alarm.cancel(false);
        }
    }

    @Override
    public void close() {
        if (clock != null) {
            clock.shutdownNow();
        }
    }
}
