package org.ridgeless.kernel.cell;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinWorkerThread;

/** Which cell a thread belongs to: the one whose code started it, however long it lives. */
public final class Scopes {

    private static final InheritableThreadLocal<CellScope> OWNER = new InheritableThreadLocal<>();
    private static final Set<CellScope> RUNNING = ConcurrentHashMap.newKeySet();

    private Scopes() {}

    public static Optional<CellScope> current() {
        return Optional.ofNullable(find(Thread.currentThread()));
    }

    /** The cell of the current thread, or null; for the hot paths. */
    public static CellScope find(Thread current) {
        // Workers of a shared pool outlive the cell in which they happened to start, and work for the running one.
        if (current instanceof ForkJoinWorkerThread && RUNNING.size() == 1) {
            for (CellScope scope : RUNNING) {
                return scope;
            }
        }
        return OWNER.get();
    }

    public static void enter(CellScope scope) {
        OWNER.set(scope);
    }

    static void leave() {
        OWNER.remove();
    }

    public static void started(CellScope scope) {
        RUNNING.add(scope);
    }

    public static void ended(CellScope scope) {
        RUNNING.remove(scope);
    }
}
