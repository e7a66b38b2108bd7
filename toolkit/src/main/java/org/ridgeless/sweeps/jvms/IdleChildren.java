package org.ridgeless.sweeps.jvms;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ridgeless.sweeps.cells.Recipe;

/** Children that have finished a job and wait some seconds for the next of the same study, because a start takes long. */
final class IdleChildren {
    private static final long PATIENCE_SECONDS = 10;
    private static final Deque<Child> IDLE = new ArrayDeque<>();

    private IdleChildren() {}

    /** A child that waits, or else a new one. */
    static Child take(List<String> command, Recipe recipe) throws IOException {
        synchronized (IDLE) {
            for (Iterator<Child> each = IDLE.iterator(); each.hasNext(); ) {
                Child child = each.next();
                if (child.serves(command, recipe)) {
                    each.remove();
                    return child;
                }
            }
        }
        return Child.start(command, recipe);
    }

    /** Takes a child back; one that may be in the middle of a cell ends. */
    static void give(Child child, boolean ending) {
        if (ending) {
            child.kill();
            return;
        }
        synchronized (IDLE) {
            IDLE.add(child);
        }
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(() -> {
            boolean unused;
            synchronized (IDLE) {
                unused = IDLE.remove(child);
            }
            if (unused) {
                child.kill();
            }
        });
    }
}
