package org.ridgeless.kernel.report;

import java.util.Optional;
import java.util.Set;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.ridgeless.kernel.source.SourcePlaces;

/** Says so when a definition has cost a variable its value. */
public final class RedefinitionNotice {

    private RedefinitionNotice() {}

    public static Optional<String> of(SnippetEvent event, Set<String> kept, SourcePlaces places) {
        if (event.causeSnippet() == null
                || !(event.snippet() instanceof VarSnippet variable)
                || event.previousStatus() != Status.VALID
                || kept.contains(variable.name())) {
            return Optional.empty();
        }
        if (event.status() == Status.VALID && event.isSignatureChange()) {
            return Optional.of("Note: " + variable.name() + " was reset, because what it depends on was redefined"
                    + again(variable, places));
        }
        if (event.status() == Status.REJECTED || event.status() == Status.RECOVERABLE_NOT_DEFINED) {
            return Optional.of("Note: " + variable.name() + " is gone, because what it depends on was redefined"
                    + again(variable, places));
        }
        return Optional.empty();
    }

    private static String again(VarSnippet variable, SourcePlaces places) {
        return places.cell(variable.id())
                .map(cell -> "; run cell " + cell + " again, which made it.")
                .orElse(".");
    }
}
