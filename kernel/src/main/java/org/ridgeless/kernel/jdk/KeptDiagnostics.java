package org.ridgeless.kernel.jdk;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * What JShell keeps of code that the compiler had something to say about: each diagnostic refers to its compilation, some
 * megabytes, and JShell holds it until the shell is closed, with no method to let go of it. So the lists are emptied
 * inside JShell; where the process allows no agent, they stay.
 */
public final class KeptDiagnostics {

    private static final List<String> LISTS = List.of("diagnostics", "syntheticDiags");

    private final JShell jshell;
    private final Tidying tidying;
    private final List<Snippet> snippets = new ArrayList<>();

    public KeptDiagnostics(JShell jshell, Tidying tidying) {
        this.jshell = jshell;
        this.tidying = tidying;
    }

    public void add(Snippet snippet) {
        if (jshell.diagnostics(snippet).findAny().isPresent()) {
            snippets.add(snippet);
        }
    }

    /** Forgets the diagnostics of the snippets that were added; to be called when they have been reported. */
    public void release() {
        if (!snippets.isEmpty()) {
            List<Snippet> reported = List.copyOf(snippets);
            snippets.clear();
            tidying.soon(internals -> reported.forEach(snippet -> empty(internals, snippet)));
        }
    }

    private static void empty(JdkInternals internals, Snippet snippet) {
        LISTS.stream()
                .flatMap(list -> internals.value(snippet, list).stream())
                .filter(List.class::isInstance)
                .forEach(diagnostics -> ((List<?>) diagnostics).clear());
    }
}
