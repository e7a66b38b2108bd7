package org.ridgeless.kernel.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import org.ridgeless.kernel.source.CodeUnit;

/**
 * The definitions of a cell that refer to something that is not defined yet, perhaps because its name is misspelt. JShell counts calls
 * with wrong arguments among them, for another method of the name may come.
 */
public final class UnfinishedDefinitions {

    private final JShell jshell;
    private final Map<DeclarationSnippet, CodeUnit> definitions = new LinkedHashMap<>();

    public UnfinishedDefinitions(JShell jshell) {
        this.jshell = jshell;
    }

    public void add(SnippetEvent event, CodeUnit unit) {
        if (isUnfinished(event.status())
                && event.causeSnippet() == null
                && event.snippet() instanceof DeclarationSnippet definition) {
            definitions.put(definition, unit);
        }
    }

    /** A definition with what the compiler has against it. */
    public record Faulty(DeclarationSnippet definition, CodeUnit unit, List<Diag> diagnostics) {}

    /** A definition that nothing missing explains: no later one can be counted on to make it right. */
    public Optional<Faulty> faulty() {
        return definitions.entrySet().stream()
                .filter(entry -> isUnfinished(jshell.status(entry.getKey()))
                        && jshell.unresolvedDependencies(entry.getKey())
                                .findAny()
                                .isEmpty())
                .map(entry -> new Faulty(
                        entry.getKey(),
                        entry.getValue(),
                        jshell.diagnostics(entry.getKey()).toList()))
                .findFirst();
    }

    /** A remark on each definition that is still unfinished. */
    public List<String> notices() {
        return definitions.keySet().stream()
                .filter(definition -> isUnfinished(jshell.status(definition)))
                .map(definition -> "Note: " + remark(jshell, definition))
                .toList();
    }

    public static boolean isUnfinished(Status status) {
        return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
    }

    /** What a definition waits for. */
    static String remark(JShell jshell, DeclarationSnippet definition) {
        String missing = jshell.unresolvedDependencies(definition).collect(Collectors.joining(", "));
        String verb = definition instanceof MethodSnippet ? "() cannot be called" : " cannot be used";
        return definition.name()
                + verb
                + (missing.isEmpty() ? ", for it has errors." : " until there is " + missing + ".");
    }
}
