package org.ridgeless.kernel.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.ridgeless.kernel.source.CodeUnit;

/**
 * The definitions of a cell that refer to something that is not defined yet, perhaps because its name is misspelt. JShell counts calls
 * with wrong arguments among them, for another method of the name may come.
 */
public final class UnfinishedDefinitions {

    private final JShell jshell;
    private final NameHints hints;
    private final Map<DeclarationSnippet, CodeUnit> definitions = new LinkedHashMap<>();
    private final Map<DeclarationSnippet, String> broken = new LinkedHashMap<>();

    public UnfinishedDefinitions(JShell jshell, NameHints hints) {
        this.jshell = jshell;
        this.hints = hints;
    }

    public void add(SnippetEvent event, CodeUnit unit) {
        if (isUnfinished(event.status())
                && event.causeSnippet() == null
                && event.snippet() instanceof DeclarationSnippet definition) {
            definitions.put(definition, unit);
        }
        fault(jshell, event).ifPresent(message -> broken.put((DeclarationSnippet) event.snippet(), message));
    }

    /** What the compiler has, since something else was redefined, against a method or a type that was right before. */
    public static Optional<String> fault(JShell jshell, SnippetEvent event) {
        boolean wasRight = event.causeSnippet() != null && event.previousStatus() == Status.VALID;
        if (!wasRight
                || !isUnfinished(event.status())
                || !(event.snippet() instanceof DeclarationSnippet definition)
                || definition instanceof VarSnippet
                || jshell.unresolvedDependencies(definition).findAny().isPresent()) {
            return Optional.empty();
        }
        return error(jshell, definition);
    }

    private static Optional<String> error(JShell jshell, DeclarationSnippet definition) {
        return jshell.diagnostics(definition)
                .filter(Diag::isError)
                .map(CompilationReport::message)
                .findFirst();
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

    /** A remark on each definition that is still unfinished, or no longer right. */
    public List<String> notices() {
        Stream<String> waiting = definitions.keySet().stream()
                .filter(definition -> isUnfinished(jshell.status(definition)))
                .map(definition -> Stream.concat(
                                Stream.of("Note: " + remark(jshell, definition)), hints.missing(definition).stream())
                        .collect(Collectors.joining(" ")));
        Stream<String> refused = broken.entrySet().stream()
                .filter(entry -> isUnfinished(jshell.status(entry.getKey())))
                .map(entry -> "Note: " + entry.getKey().name()
                        + " no longer compiles, since what it depends on was redefined: " + entry.getValue() + ".");
        return Stream.concat(waiting, refused).toList();
    }

    public static boolean isUnfinished(Status status) {
        return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
    }

    /** What a definition waits for. */
    static String remark(JShell jshell, DeclarationSnippet definition) {
        String missing = jshell.unresolvedDependencies(definition).collect(Collectors.joining(", "));
        String verb = definition instanceof MethodSnippet ? "() cannot be called" : " cannot be used";
        if (!missing.isEmpty()) {
            return definition.name() + verb + " until there is " + missing + ".";
        }
        return definition.name()
                + verb
                + error(jshell, definition).map(message -> ": " + message + ".").orElse(", for it has errors.");
    }
}
