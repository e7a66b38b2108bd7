package org.ridgeless.kernel.shell;

import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Deque;
import jdk.jshell.JShell;
import jdk.jshell.VarSnippet;

/**
 * The variables {@code $1, $2, …} that JShell makes for the values of expressions. Large values would stay in memory for
 * ever; they are let go two cells later. Of the small ones the latest stay, not all of them, since the compiler imports
 * each variable into each cell.
 */
final class Temporaries {

    private static final int CELLS_KEPT = 2;
    private static final int SMALL_KEPT = 16;
    private static final int SHORT_TEXT = 1000;

    private final JShell jshell;
    private final Deque<Temporary> large = new ArrayDeque<>();
    private final Deque<Temporary> small = new ArrayDeque<>();
    private int cell;

    private record Temporary(VarSnippet snippet, Class<?> holder, int cell) {}

    Temporaries(JShell jshell) {
        this.jshell = jshell;
    }

    void add(VarSnippet snippet, Class<?> holder, Object value) {
        (isSmall(value) ? small : large).add(new Temporary(snippet, holder, cell));
    }

    private static boolean isSmall(Object value) {
        return value == null
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum
                || value instanceof Class
                || value instanceof String text && text.length() <= SHORT_TEXT;
    }

    /** Called at the end of each cell. */
    void release() {
        cell++;
        while (!large.isEmpty() && large.peek().cell() + CELLS_KEPT <= cell) {
            clear(large.remove());
        }
        while (small.size() > SMALL_KEPT) {
            jshell.drop(small.remove().snippet());
        }
    }

    private void clear(Temporary temporary) {
        try {
            Field field =
                    temporary.holder().getDeclaredField(temporary.snippet().name());
            field.setAccessible(true);
            field.set(null, null);
            jshell.drop(temporary.snippet());
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // A later definition has taken its place.
            return;
        }
    }
}
