package org.ridgeless.kernel.shell;

import java.util.Optional;
import org.ridgeless.kernel.cell.CellScope;
import org.ridgeless.kernel.cell.Scopes;
import org.ridgeless.kernel.extension.KernelSession;

/** The session that the calling code belongs to. */
public final class CurrentSession {

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private CurrentSession() {}

    /**
     * The session of the cell whose code is running on this thread.
     *
     * @throws IllegalStateException outside a cell
     */
    public static KernelSession get() {
        return find().orElseThrow(() ->
                new IllegalStateException("this works only in the cell of a notebook; no cell is running here"));
    }

    static Optional<KernelSession> find() {
        return Scopes.current().map(CellScope::session).or(CurrentSession::fromStack);
    }

    private static Optional<KernelSession> fromStack() {
        return WALKER.walk(
                frames -> frames.map(frame -> frame.getDeclaringClass().getClassLoader())
                        .filter(ReplClassLoader.class::isInstance)
                        .<KernelSession>map(loader -> ((ReplClassLoader) loader).session())
                        .findFirst());
    }
}
