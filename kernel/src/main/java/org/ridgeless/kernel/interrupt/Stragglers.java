package org.ridgeless.kernel.interrupt;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Predicate;
import org.ridgeless.kernel.cell.CellScope;

/** Threads that an interrupted cell started, and that are still at work when the cell's own thread has ended. */
public final class Stragglers {

    private static final long LOOK_MILLIS = 5;
    private static final long PATIENCE_MILLIS = 100;
    private static final long SHORTEST_WATCH_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 2000;
    private static final String CELL_PACKAGE = "REPL.";

    private Stragglers() {}

    public static boolean isCellCode(StackTraceElement frame) {
        return frame.getClassName().startsWith(CELL_PACKAGE);
    }

    /** Stops them, returns once the last one has ended or proved stubborn, and goes on to watch in the background. */
    public static void stop(CellScope scope, Interruption interruption) {
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
        } else {
            scope.abandon();
        }
        watch(scope, Set.copyOf(threads), interruption);
    }

    /** Parts of a parallel stream that nobody has begun yet; each ends at its first poll if it begins now. */
    private static boolean partsAreQueued() {
        ForkJoinPool pool = ForkJoinPool.commonPool();
        return pool.hasQueuedSubmissions() || pool.getQueuedTaskCount() > 0;
    }

    private static List<Thread> stopAll(CellScope scope, Interruption interruption) {
        return interrupt(
                atWork(
                        scope,
                        thread -> thread instanceof ForkJoinWorkerThread
                                || scope.sawTheStartOf(thread)
                                || scope.isAbandoned(thread)),
                interruption);
    }

    private static List<Thread> interrupt(List<Thread> threads, Interruption interruption) {
        interruption.alsoStop(threads);
        threads.forEach(Thread::interrupt);
        return threads;
    }

    /** Threads with code of cells: those asked for, and those whose task is the scope's own. */
    private static List<Thread> atWork(CellScope scope, Predicate<Thread> asked) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> isAtWork(scope, asked.test(entry.getKey()), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isAtWork(CellScope scope, boolean asked, StackTraceElement[] trace) {
        // The outermost frame of a cell is that of the task that a pool of an earlier cell was given.
        for (int i = trace.length - 1; i >= 0; i--) {
            if (isCellCode(trace[i])) {
                return asked || scope.defined(trace[i].getClassName());
            }
        }
        return false;
    }

    private static void watch(CellScope scope, Set<Thread> stubborn, Interruption interruption) {
        Thread watcher = new Thread(() -> awaitLast(scope, stubborn, interruption), "stragglers");
        watcher.setDaemon(true);
        watcher.start();
    }

    /**
     * Looks some times even where nothing is at work: a task that was queued in time may begin late. By now the thread of the cells
     * and those of pools may be at work for the next cell, so that only stubborn ones and the scope's own tasks count.
     */
    private static void awaitLast(CellScope scope, Set<Thread> stubborn, Interruption interruption) {
        long millis = LOOK_MILLIS;
        Set<Thread> left = stubborn;
        List<Thread> threads = atWork(scope, left::contains);
        while (millis < SHORTEST_WATCH_MILLIS || !threads.isEmpty()) {
            left = Set.copyOf(threads);
            interrupt(threads, interruption);
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
            threads = atWork(scope, left::contains);
        }
        interruption.alsoStop(List.of());
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
