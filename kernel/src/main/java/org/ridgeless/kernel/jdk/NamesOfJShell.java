package org.ridgeless.kernel.jdk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;

/**
 * Types of cells whose names JShell's own code around statements uses, so that no statement compiles any more. Seen on JDK 17, for
 * {@code Object} and {@code Throwable}; JDK 25 writes them with their package.
 */
public final class NamesOfJShell {

    private static final Set<String> SUSPECTS = Set.of("Object", "Throwable");
    private static final String PROBE = "int $probe = 0;";

    private NamesOfJShell() {}

    /** Takes a type back that makes every later statement wrong; returns its name. */
    public static Optional<String> takenBack(JShell jshell, List<SnippetEvent> events) {
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null
                    && event.snippet() instanceof TypeDeclSnippet type
                    && event.status() == Status.VALID
                    && SUSPECTS.contains(type.name())
                    && !isFine(jshell)) {
                jshell.drop(type);
                return Optional.of(type.name());
            }
        }
        return Optional.empty();
    }

    private static boolean isFine(JShell jshell) {
        List<Snippet> made =
                jshell.eval(PROBE).stream().map(SnippetEvent::snippet).toList();
        boolean fine = made.stream().allMatch(snippet -> jshell.status(snippet) == Status.VALID);
        made.stream().filter(snippet -> jshell.status(snippet).isActive()).forEach(jshell::drop);
        return fine;
    }
}
