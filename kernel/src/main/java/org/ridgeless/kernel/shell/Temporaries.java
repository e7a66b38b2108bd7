package org.ridgeless.kernel.shell;

import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.VarSnippet;

/**
 * The values of expressions, called {@code $1, $2, …} as JShell calls them. A value becomes a variable when a cell first asks for
 * it, for each variable makes every later compilation slower; and large values would stay in memory for ever.
 */
final class Temporaries {

    private static final int CELLS_KEPT = 2;
    private static final int SMALL_KEPT = 16;
    private static final int SHORT_TEXT = 1000;
    private static final Pattern NAME = Pattern.compile("\\$\\d+\\b");

    private final JShell jshell;
    private final Map<String, Object> values;
    private final Deque<Temporary> large = new ArrayDeque<>();
    private final Deque<Temporary> small = new ArrayDeque<>();
    private int cell;

    /**
     * One value.
     *
     * @param source the expression, if it has no variable yet
     * @param snippet its variable, in a class that holds it
     */
    private record Temporary(String name, String source, VarSnippet snippet, Class<?> holder, int cell) {}

    /** @param values by name, for those that have no variable yet */
    Temporaries(JShell jshell, Map<String, Object> values) {
        this.jshell = jshell;
        this.values = values;
    }

    /** Adds the value of a variable that JShell has made. */
    void add(VarSnippet snippet, Class<?> holder, Object value) {
        queue(value).add(new Temporary(snippet.name(), null, snippet, holder, cell));
    }

    /** Keeps the value of an expression under a name. */
    void keep(String name, String source, Object value) {
        if (value != null) {
            values.put(name, value);
            queue(value).add(new Temporary(name, source, null, null, cell));
        }
    }

    private Deque<Temporary> queue(Object value) {
        return isSmall(value) ? small : large;
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

    /** The declarations that some code needs for the values that it names. */
    List<String> declarationsFor(String code) {
        if (code.indexOf('$') < 0) {
            return List.of();
        }
        return NAME.matcher(code)
                .results()
                .map(MatchResult::group)
                .distinct()
                .flatMap(name -> kept(name).stream())
                .map(this::declaration)
                .toList();
    }

    private Optional<Temporary> kept(String name) {
        return Stream.concat(small.stream(), large.stream())
                .filter(one -> one.name().equals(name) && values.containsKey(name))
                .findFirst();
    }

    private String declaration(Temporary temporary) {
        String found = jshell.sourceCodeAnalysis()
                .analyzeType(temporary.source(), temporary.source().length());
        String type = found == null ? "Object" : found;
        return type + " " + temporary.name() + " = (" + type + ") " + CellValues.class.getName() + ".temporary(\""
                + temporary.name() + "\");";
    }

    /** Says that a value has become a variable. */
    void declared(VarSnippet snippet, Class<?> holder) {
        Object value = values.remove(snippet.name());
        for (Deque<Temporary> queue : List.of(small, large)) {
            queue.removeIf(one -> one.name().equals(snippet.name()));
        }
        add(snippet, holder, value);
    }

    /** Called at the end of each cell. */
    void release() {
        cell++;
        while (!large.isEmpty() && large.peek().cell() + CELLS_KEPT <= cell) {
            clear(large.remove());
        }
        while (small.size() > SMALL_KEPT) {
            drop(small.remove());
        }
    }

    private void drop(Temporary temporary) {
        values.remove(temporary.name());
        if (temporary.snippet() != null) {
            jshell.drop(temporary.snippet());
        }
    }

    private void clear(Temporary temporary) {
        try {
            if (temporary.holder() != null) {
                Field field =
                        temporary.holder().getDeclaredField(temporary.snippet().name());
                field.setAccessible(true);
                field.set(null, null);
            }
            drop(temporary);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // A later definition has taken its place.
            return;
        }
    }
}
