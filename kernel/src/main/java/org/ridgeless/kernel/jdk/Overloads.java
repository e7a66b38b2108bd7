package org.ridgeless.kernel.jdk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import org.ridgeless.kernel.source.CellParser;
import org.ridgeless.kernel.source.CodeUnit;
import org.ridgeless.kernel.source.MethodText;

/**
 * Methods of one name that call each other. JShell puts each method into a class of its own, where it hides the others of its name,
 * and puts into one class only those that it compiles together: the one that is defined, and each whose body has a name in it that
 * it defines. So once one of them calls another, all of them are made to have the name in their bodies. JShell never forgets that a
 * definition has had a name, so it suffices to define a method once with the name added, and then as it is. Seen on JDK 17 and 25; the
 * latter puts them together where the one that is defined calls another, but not where it is called.
 */
public final class Overloads {

    private final JShell jshell;
    private final CellParser parser;
    /** The names of methods that have to be together. */
    private final Set<String> names = new HashSet<>();
    /** The methods that JShell knows to have their name in their bodies. */
    private final Set<String> bound = new HashSet<>();
    /** What stands for methods that the cell has not come to. */
    private final Set<String> announcements = new HashSet<>();

    public Overloads(JShell jshell, CellParser parser) {
        this.jshell = jshell;
        this.parser = parser;
    }

    /** What defines a unit of a cell. */
    public interface Definition<E extends Exception> {
        List<SnippetEvent> run() throws E;
    }

    /** Runs the definition of a unit, so that it sees the methods of its name that are there, and they see it. */
    public <E extends Exception> List<SnippetEvent> define(CodeUnit unit, Definition<E> definition) throws E {
        List<SnippetEvent> besides = new ArrayList<>();
        boolean mayHaveOthers = jshell.methods().anyMatch(other -> unit.source().contains(other.name()));
        if (mayHaveOthers) {
            MethodText.of(parser, unit.source()).ifPresent(method -> putTogether(method, besides));
        }
        List<SnippetEvent> events = definition.run();
        if (isRefused(events) || isFaulty(events)) {
            Optional<MethodText> method = MethodText.of(parser, unit.source()).filter(MethodText::namesItself);
            if (method.isPresent() && announce(method.get(), unit, besides)) {
                besides.addAll(events);
                events = definition.run();
            }
        }
        settle(events, besides);
        besides.removeIf(event -> event.causeSnippet() == null);
        return Stream.concat(events.stream(), besides.stream()).toList();
    }

    /** Called when a cell has ended, perhaps before it came to all of its methods. */
    public void cellEnded() {
        if (!announcements.isEmpty()) {
            jshell.methods()
                    .filter(method -> announcements.contains(method.source()))
                    .toList()
                    .forEach(jshell::drop);
            announcements.clear();
        }
    }

    private void putTogether(MethodText method, List<SnippetEvent> events) {
        List<MethodSnippet> others =
                named(method, other -> !isAgain(method, other)).toList();
        if (!others.isEmpty() && (method.namesItself() || others.stream().anyMatch(this::namesItself))) {
            names.add(method.name());
        }
        if (names.contains(method.name())) {
            others.forEach(other -> bind(other, events));
        }
    }

    private void bind(MethodSnippet method, List<SnippetEvent> events) {
        if (bound.add(method.name() + "(" + method.parameterTypes() + ")") && !namesItself(method)) {
            MethodText.of(parser, method.source())
                    .ifPresent(text -> events.addAll(jshell.eval(text.with(mention(text.name())))));
            events.addAll(jshell.eval(method.source()));
        }
    }

    /**
     * Alone, a method is wrong for itself where a call meets it and not another one. Those that are there come to one that has been
     * there before, and those that the cell has further down can be there already.
     */
    private boolean announce(MethodText method, CodeUnit unit, List<SnippetEvent> events) {
        String cell = String.join("\n", unit.lines());
        List<MethodText> later = parser.read(cell).pieces().stream()
                .filter(CellParser.Piece::isDefinition)
                .flatMap(piece -> MethodText.of(parser, cell.substring(piece.begin(), piece.end())).stream())
                .filter(other -> other.name().equals(method.name()))
                .filter(other ->
                        named(other, one -> isAgain(other, one)).findAny().isEmpty())
                .toList();
        later.forEach(other -> announce(other, events));
        return !later.isEmpty();
    }

    private void announce(MethodText method, List<SnippetEvent> events) {
        String source = method.doing(mention(method.name()) + "throw new java.lang.IllegalStateException(\""
                + method.name() + "(" + method.parameterTypes() + ") is defined further down in this cell\");");
        names.add(method.name());
        announcements.add(source);
        events.addAll(jshell.eval(source));
    }

    /** Code that does nothing and has a name in it. */
    private static String mention(String name) {
        return " class $Mention { Object " + name + "; Object get() { return " + name + "; } } ";
    }

    /**
     * A method that waits for something when another one of its name comes is put into one class with that one, and not compiled.
     * JDK 17 then refuses what it waits for, unless the other one has the name in its body.
     */
    private void settle(List<SnippetEvent> events, List<SnippetEvent> besides) {
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null
                    && event.status() == Status.VALID
                    && event.snippet() instanceof MethodSnippet method
                    && events.stream().anyMatch(other -> isLeftWaiting(other, method.name()))) {
                names.add(method.name());
                bind(method, besides);
            }
        }
    }

    private static boolean isLeftWaiting(SnippetEvent event, String name) {
        return event.causeSnippet() != null
                && event.status() == Status.RECOVERABLE_NOT_DEFINED
                && event.snippet() instanceof MethodSnippet method
                && method.name().equals(name);
    }

    private Stream<MethodSnippet> named(MethodText method, Predicate<MethodSnippet> isMeant) {
        return jshell.methods()
                .filter(other -> other.name().equals(method.name()))
                .filter(isMeant);
    }

    private static boolean isAgain(MethodText method, MethodSnippet other) {
        return method.isDefinedAgain(other.name(), other.parameterTypes());
    }

    private boolean namesItself(MethodSnippet method) {
        return MethodText.of(parser, method.source())
                .filter(MethodText::namesItself)
                .isPresent();
    }

    private static boolean isRefused(List<SnippetEvent> events) {
        return events.stream().anyMatch(event -> event.causeSnippet() == null && event.status() == Status.REJECTED);
    }

    /** Whether a method is wrong, without anything missing that would explain it. */
    private boolean isFaulty(List<SnippetEvent> events) {
        return events.stream()
                .anyMatch(event -> event.causeSnippet() == null
                        && event.status() == Status.RECOVERABLE_DEFINED
                        && event.snippet() instanceof MethodSnippet method
                        && jshell.unresolvedDependencies(method).findAny().isEmpty());
    }
}
