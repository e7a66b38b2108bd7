package org.ridgeless.kernel.interrupt;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinWorkerThread;
import org.ridgeless.kernel.cell.CellInterrupted;
import org.ridgeless.kernel.cell.CellScope;
import org.ridgeless.kernel.cell.Scopes;

/**
 * The one call site that all woven polls of a session share. At rest it does nothing and the compiler removes it; while
 * cells are being stopped it throws in their threads.
 */
public final class Interruption {

    private static final MethodType VOID = MethodType.methodType(void.class);

    private final MethodHandle nothing = MethodHandles.zero(void.class);
    private final MethodHandle check;
    private final MutableCallSite site = new MutableCallSite(VOID);
    private final Set<CellScope> stopping = ConcurrentHashMap.newKeySet();
    private final Set<Thread> borrowed = ConcurrentHashMap.newKeySet();

    /** A class loader whose classes are stopped by one interruption. */
    public interface Owner {

        Interruption interruption();
    }

    public Interruption() {
        try {
            check = MethodHandles.lookup().bind(this, "check", VOID);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        site.setTarget(nothing);
    }

    /** Links a poll in the code of a cell; called by the virtual machine. */
    public static CallSite link(MethodHandles.Lookup caller, String name, MethodType type) {
        return ((Owner) caller.lookupClass().getClassLoader()).interruption().site;
    }

    private void check() {
        Thread current = Thread.currentThread();
        CellScope scope = Scopes.find(current);
        if (scope != null && stopping.contains(scope) || borrowed.contains(current)) {
            throw new CellInterrupted();
        }
        if (scope == null && current instanceof ForkJoinWorkerThread) {
            throw new CellInterrupted();
        }
    }

    /** Threads of earlier cells that work for a cell that is being stopped; replaces the last list of them. */
    void alsoStop(List<Thread> threads) {
        borrowed.retainAll(threads);
        borrowed.addAll(threads);
    }

    public synchronized void begin(CellScope scope) {
        if (stopping.add(scope)) {
            site.setTarget(check);
            MutableCallSite.syncAll(new MutableCallSite[] {site});
        }
    }

    synchronized void end(CellScope scope) {
        if (stopping.remove(scope) && stopping.isEmpty()) {
            site.setTarget(nothing);
            MutableCallSite.syncAll(new MutableCallSite[] {site});
            borrowed.clear();
        }
    }
}
