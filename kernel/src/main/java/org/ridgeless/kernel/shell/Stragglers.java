package org.ridgeless.kernel.shell;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/** Threads that an interrupted cell started, and that are still at work when the cell's own thread has ended. */
final class Stragglers {

    private static final long LOOK_MILLIS = 5;
    private static final long PATIENCE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2000;
    private static final String CELL_PACKAGE = "REPL.";

    private Stragglers() {}

    static boolean isCellCode(StackTraceElement frame) {
        return frame.getClassName().startsWith(CELL_PACKAGE);
    }

    /** Stops them, and returns to rest once the last one has ended; true if that was at once. */
    static boolean stop(CellScope scope, Interruption interruption) {
        interruption.begin(scope);
        long begin = System.nanoTime();
        boolean atWork = stopAll(scope);
        while ((atWork || partsAreQueued())
                && (System.nanoTime() - begin) / 1_000_000 <= PATIENCE_MILLIS
                && pause(LOOK_MILLIS)) {
            atWork = stopAll(scope);
        }
        if (atWork) {
            scope.abandon();
            watch(scope, interruption);
            return false;
        }
        interruption.end(scope);
        return true;
    }

    /** Parts of a parallel stream that nobody has begun yet; each ends at its first poll if it begins now. */
    private static boolean partsAreQueued() {
        ForkJoinPool pool = ForkJoinPool.commonPool();
        return pool.hasQueuedSubmissions() || pool.getQueuedTaskCount() > 0;
    }

    private static boolean stopAll(CellScope scope) {
        List<Thread> threads = Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> belongsTo(scope, entry))
                .map(Map.Entry::getKey)
                .toList();
        threads.forEach(Thread::interrupt);
        return !threads.isEmpty();
    }

    private static boolean belongsTo(CellScope scope, Map.Entry<Thread, StackTraceElement[]> entry) {
        Thread thread = entry.getKey();
        if (!scope.sawTheStartOf(thread) && !(thread instanceof ForkJoinWorkerThread) && !scope.isAbandoned(thread)) {
            return false;
        }
        for (StackTraceElement frame : entry.getValue()) {
            if (isCellCode(frame)) {
                return true;
            }
        }
        return false;
    }

    private static void watch(CellScope scope, Interruption interruption) {
        Thread watcher = new Thread(() -> awaitLast(scope, interruption), "stragglers");
        watcher.setDaemon(true);
        watcher.start();
    }

    private static void awaitLast(CellScope scope, Interruption interruption) {
        long millis = LOOK_MILLIS;
        while (stopAll(scope) && pause(millis)) {
            millis = Math.min(2 * millis, LONGEST_PAUSE_MILLIS);
        }
        interruption.end(scope);
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
