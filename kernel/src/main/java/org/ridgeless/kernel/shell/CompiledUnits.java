package org.ridgeless.kernel.shell;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * Statements and variables that have run, as they were compiled. JShell compiles a text that runs again up to four times, to find for a
 * variable that nothing has changed and to set it once more. So a text runs again as it was compiled, until something is defined that
 * may give it another meaning: a method, a type, an import, or a variable that it names.
 */
final class CompiledUnits {

    private static final int MOST = 500;

    private final Map<String, Compiled> units = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Compiled> eldest) {
            return size() > MOST;
        }
    };

    private final Set<String> valued = new HashSet<>();

    /**
     * A unit as it was compiled.
     *
     * @param classes the names of all of its classes, first the one that runs
     */
    record Compiled(Snippet snippet, List<String> classes) {

        private boolean declares(String name) {
            return snippet instanceof VarSnippet variable && variable.name().equals(name);
        }
    }

    /** @param isLast whether the unit is the last one of its cell, whose value is shown */
    Optional<Compiled> find(String source, boolean isLast) {
        return Optional.ofNullable(units.get(key(source, isLast)));
    }

    private static String key(String source, boolean isLast) {
        return (isLast ? "+" : "-") + source;
    }

    /** Whether the text is an expression with a value. */
    boolean hasValue(String source) {
        return valued.contains(source);
    }

    /** Notes a unit that has just run to its end. */
    void ran(String source, boolean isLast, List<SnippetEvent> events, List<String> classes) {
        List<SnippetEvent> own =
                events.stream().filter(event -> event.causeSnippet() == null).toList();
        if (own.size() != 1 || own.get(0).status() != Status.VALID) {
            return;
        }
        if (own.get(0).snippet().subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
            // Its value is in a variable that keeps it; the next time it is handed over, as those of other expressions
            // are.
            if (valued.size() == MOST) {
                valued.clear();
            }
            valued.add(source);
        } else if (!classes.isEmpty() && isKept(source, own.get(0))) {
            units.put(key(source, isLast), new Compiled(own.get(0).snippet(), classes));
        }
    }

    /** The kernel itself declares again what refers to the value of a cell, and variables of types that cannot be written. */
    private static boolean isKept(String source, SnippetEvent event) {
        boolean isStatement = !(event.snippet() instanceof DeclarationSnippet);
        boolean isVariable = event.snippet() instanceof VarSnippet variable
                && variable.typeName().indexOf('&') < 0;
        return (isStatement || isVariable) && source.indexOf('$') < 0;
    }

    /** Notes what has been defined. */
    void defined(List<SnippetEvent> events) {
        for (SnippetEvent event : events) {
            if (event.snippet() instanceof VarSnippet variable) {
                forget(variable.name(), event);
            } else if (event.snippet() instanceof PersistentSnippet) {
                units.clear();
                valued.clear();
            }
        }
    }

    /** A variable that stays where it is may still be set by something else. */
    private void forget(String name, SnippetEvent event) {
        boolean isWhereItWas = event.status() == Status.OVERWRITTEN
                || event.status() == Status.VALID && event.causeSnippet() == null && !event.isSignatureChange();
        Predicate<String> names = isWhereItWas ? text -> false : naming(name);
        valued.removeIf(names);
        units.entrySet().removeIf(unit -> unit.getValue().declares(name) || names.test(unit.getKey()));
    }

    private static Predicate<String> naming(String name) {
        return Pattern.compile("(?<![\\p{L}\\p{N}_$])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_$])")
                .asPredicate();
    }
}
