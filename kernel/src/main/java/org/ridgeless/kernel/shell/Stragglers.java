package org.ridgeless.kernel.shell;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Predicate;

/** Threads that an interrupted cell started, and that are still at work when the cell's own thread has ended. */
final class Stragglers {

    private static final long LOOK_MILLIS = 5;
    private static final long PATIENCE_MILLIS = 100;
    private static final long SHORTEST_WATCH_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 2000;
    private static final String CELL_PACKAGE = "REPL.";

    private Stragglers() {}

    static boolean isCellCode(StackTraceElement frame) {
        return frame.getClassName().startsWith(CELL_PACKAGE);
    }

    /** Stops them, returns once the last one has ended or proved stubborn, and goes on to watch in the background. */
    static void stop(CellScope scope, Interruption interruption) {
        interruption.begin(scope);
        long begin = System.nanoTime();
        List<Thread> threads = stopAll(scope, interruption);
        while ((!threads.isEmpty() || partsAreQueued())
                && (System.nanoTime() - begin) / 1_000_000 <= PATIENCE_MILLIS
                && pause(LOOK_MILLIS)) {
            threads = stopAll(scope, interruption);
        }
        if (threads.isEmpty()) {
            interruption.end(scope);
            scope.endOfThreads();
        } else {
            scope.abandon();
        }
        watch(scope, interruption);
    }

    /** Parts of a parallel stream that nobody has begun yet; each ends at its first poll if it begins now. */
    private static boolean partsAreQueued() {
        ForkJoinPool pool = ForkJoinPool.commonPool();
        return pool.hasQueuedSubmissions() || pool.getQueuedTaskCount() > 0;
    }

    private static List<Thread> stopAll(CellScope scope, Interruption interruption) {
        List<Thread> threads = atWork(scope, thread -> thread instanceof ForkJoinWorkerThread);
        interruption.alsoStop(threads);
        threads.forEach(Thread::interrupt);
        return threads;
    }

    private static List<Thread> atWork(CellScope scope, Predicate<Thread> others) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> belongsTo(scope, entry.getKey(), entry.getValue(), others))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean belongsTo(
            CellScope scope, Thread thread, StackTraceElement[] trace, Predicate<Thread> others) {
        boolean mayWorkForIt = scope.sawTheStartOf(thread) || scope.isAbandoned(thread) || others.test(thread);
        // The outermost frame of a cell is that of the task that a pool of an earlier cell was given.
        for (int i = trace.length - 1; i >= 0; i--) {
            if (isCellCode(trace[i])) {
                return mayWorkForIt || scope.defined(trace[i].getClassName());
            }
        }
        return false;
    }

    private static void watch(CellScope scope, Interruption interruption) {
        Thread watcher = new Thread(() -> awaitLast(scope, interruption), "stragglers");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** Looks some times even where nothing is at work: a task that was queued in time may begin late. */
    private static void awaitLast(CellScope scope, Interruption interruption) {
        long millis = LOOK_MILLIS;
        // The workers of the common pool may be at work for the next cell by now.
        List<Thread> threads = atWork(scope, thread -> false);
        while (millis < SHORTEST_WATCH_MILLIS || !threads.isEmpty()) {
            interruption.alsoStop(threads);
            threads.forEach(Thread::interrupt);
            if (threads.stream().anyMatch(Stragglers::mayGoOn)) {
                interruption.begin(scope);
            } else {
                // A deadlock may last for ever; the loops of later cells need not be slow for it.
                interruption.end(scope);
            }
            if (!pause(millis)) {
                break;
            }
            millis = Math.min(2 * millis, LONGEST_PAUSE_MILLIS);
            threads = atWork(scope, thread -> false);
        }
        interruption.end(scope);
    }

    private static boolean mayGoOn(Thread thread) {
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TERMINATED -> false;
            default -> true;
        };
    }

    private static boolean pause(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
