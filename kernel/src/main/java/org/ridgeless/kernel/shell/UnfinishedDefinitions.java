package org.ridgeless.kernel.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;

/** The definitions of a cell that refer to something that is not defined yet, perhaps because its name is misspelt. */
final class UnfinishedDefinitions {

    private final JShell jshell;
    private final List<DeclarationSnippet> definitions = new ArrayList<>();

    UnfinishedDefinitions(JShell jshell) {
        this.jshell = jshell;
    }

    void add(SnippetEvent event) {
        boolean unfinished =
                event.status() == Status.RECOVERABLE_DEFINED || event.status() == Status.RECOVERABLE_NOT_DEFINED;
        if (unfinished && event.causeSnippet() == null && event.snippet() instanceof DeclarationSnippet definition) {
            definitions.add(definition);
        }
    }

    /** A remark on each definition that is still unfinished. */
    List<String> notices() {
        return definitions.stream()
                .filter(definition -> isUnfinished(jshell.status(definition)))
                .map(this::notice)
                .toList();
    }

    private static boolean isUnfinished(Status status) {
        return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
    }

    private String notice(DeclarationSnippet definition) {
        String missing = jshell.unresolvedDependencies(definition).collect(Collectors.joining(", "));
        String verb = definition instanceof MethodSnippet ? "() cannot be called" : " cannot be used";
        return "Note: " + definition.name() + verb + " until there is " + missing + ".";
    }
}
