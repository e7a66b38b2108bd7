package org.ridgeless.kernel.shell;

import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.ridgeless.kernel.cell.CellFailure;
import org.ridgeless.kernel.cell.CellInterrupted;
import org.ridgeless.kernel.cell.CellScope;
import org.ridgeless.kernel.cell.MemoryReserve;
import org.ridgeless.kernel.cell.Scopes;
import org.ridgeless.kernel.interrupt.Patience;

/**
 * The thread that runs the code of the cells, the same one from cell to cell unless it had to be abandoned in a
 * computation that cannot be stopped.
 */
final class CellThread {

    private static final long LOOK_MILLIS = 10;
    private static final long ASLEEP_MILLIS = 1000;

    private final ReplClassLoader loader;
    private final ThreadGroup group;
    private Worker worker;
    private Task current;

    CellThread(ReplClassLoader loader, Function<Throwable, CellFailure> report) {
        this.loader = loader;
        group = new CellThreadGroup(report);
    }

    /** How a piece of code ended: with a value, a throwable, or not at all. */
    record Outcome(Object value, Throwable thrown, boolean abandoned) {}

    /** Whether the calling thread is the one that runs cells. */
    synchronized boolean isCurrent() {
        return worker != null && worker.thread == Thread.currentThread();
    }

    /** Runs {@code body} for a cell and waits for its end, or until an interrupt of the cell has proved futile. */
    Outcome run(CellScope scope, Callable<Object> body) {
        if (isCurrent()) {
            return call(body);
        }
        Task task = new Task(scope, body);
        Worker mine = submit(task);
        while (!task.endedWithin(ASLEEP_MILLIS)) {
            if (scope.isInterrupted()) {
                return stop(mine, task);
            }
            if (!mine.thread.isAlive() && task.outcome == null) {
                return replace(mine);
            }
        }
        return task.outcome;
    }

    /** Nothing but a want of memory ends the thread of the cells. */
    private synchronized Outcome replace(Worker dead) {
        worker = worker == dead ? null : worker;
        return new Outcome(null, new OutOfMemoryError("the thread that ran the cell has ended"), false);
    }

    private synchronized Worker submit(Task task) {
        if (worker == null) {
            worker = new Worker(group, loader);
        }
        current = task;
        worker.queue.add(task);
        return worker;
    }

    private Outcome stop(Worker mine, Task task) {
        loader.interruption().begin(task.scope);
        Patience patience = new Patience(mine.thread);
        do {
            mine.thread.interrupt();
            if (task.endedWithin(LOOK_MILLIS)) {
                return task.outcome;
            }
        } while (!patience.isExhausted());
        return abandon(task);
    }

    private synchronized Outcome abandon(Task task) {
        task.scope.abandon(worker.thread);
        worker = null;
        return new Outcome(null, null, true);
    }

    /** Wakes the cell's thread, and whoever waits for it, to see that the cell is to stop. */
    synchronized void interrupt(CellScope scope) {
        Task task = current;
        if (task != null && task.scope == scope) {
            if (worker != null && worker.running == task) {
                worker.thread.interrupt();
            }
            task.wake();
        }
    }

    synchronized void close() {
        if (worker != null) {
            worker.queue.add(Task.END);
        }
    }

    private static Outcome call(Callable<Object> body) {
        try {
            return new Outcome(body.call(), null, false);
        } catch (Throwable thrown) {
            MemoryReserve.releaseFor(thrown);
            return new Outcome(null, thrown, false);
        }
    }

    private static final class Task {

        static final Task END = new Task(null, () -> null);

        final CellScope scope;
        final Callable<Object> body;
        private boolean woken;
        private volatile Outcome outcome;

        Task(CellScope scope, Callable<Object> body) {
            this.scope = scope;
            this.body = body;
        }

        void end(Outcome result) {
            outcome = result;
            wake();
        }

        synchronized void wake() {
            woken = true;
            notifyAll();
        }

        synchronized boolean endedWithin(long millis) {
            try {
                if (outcome == null && !woken) {
                    wait(millis);
                }
            } catch (InterruptedException e) {
                // Whoever interrupts the waiting thread means the cell.
                scope.interrupt();
            }
            woken = false;
            return outcome != null;
        }
    }

    private static final class Worker implements Runnable {

        final LinkedBlockingQueue<Task> queue = new LinkedBlockingQueue<>();
        final Thread thread;
        volatile Task running;

        Worker(ThreadGroup group, ReplClassLoader loader) {
            thread = new Thread(group, this, "cell");
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            thread.start();
        }

        @Override
        public void run() {
            for (Task task = next(); task != Task.END; task = next()) {
                running = task;
                Thread.interrupted();
                Scopes.enter(task.scope);
                Outcome outcome =
                        task.scope.isInterrupted() ? new Outcome(null, new CellInterrupted(), false) : call(task.body);
                running = null;
                task.end(outcome);
                if (task.scope.isAbandoned()) {
                    return;
                }
            }
        }

        private Task next() {
            while (true) {
                try {
                    return queue.take();
                } catch (InterruptedException e) {
                    // An interrupt that came after its cell had ended.
                    continue;
                }
            }
        }
    }
}
