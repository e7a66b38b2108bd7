package org.ridgeless.kernel.jdk;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import jdk.jshell.JShell;

/**
 * What the compilers that JShell uses again and again keep of old compilations: for each argument whose type had to be
 * inferred, such as a lambda, javac notes the tree of the whole compilation, with the symbols of every snippet that it
 * imports, and forgets it only with the compiler itself. Memory and time of a cell would grow with the square of the
 * session. So the notes are thrown away now and then; where the process allows no agent, they stay.
 */
public final class KeptCompilations {

    /** Rarely enough that a short session never pays for loading the agent. */
    private static final int CELLS = 25;

    private static final String NOTES = "argumentTypeCache";
    private static final String KEEPER = "com.sun.tools.javac.comp.ArgumentAttr";

    private final JShell jshell;
    private final Tidying tidying;
    private int cells;

    public KeptCompilations(JShell jshell, Tidying tidying) {
        this.jshell = jshell;
        this.tidying = tidying;
    }

    public void cellEnded() {
        if (++cells % CELLS == 0) {
            tidying.soon(this::release);
        }
    }

    /**
     * Lets go of the compilers themselves: one that has failed half-way through a class, as with a string that is too long,
     * puts what it has of it into every later one (seen on JDK 17).
     */
    public void forget() {
        JdkInternals.open()
                .ifPresent(internals ->
                        contexts(internals).filter(Map.class::isInstance).forEach(kept -> ((Map<?, ?>) kept).clear()));
    }

    private Stream<Object> contexts(JdkInternals internals) {
        return internals.value(jshell, "taskFactory").stream()
                .flatMap(factory -> internals.value(factory, "javacTaskPool").stream())
                .flatMap(pool -> internals.value(pool, "options2Contexts").stream());
    }

    private void release(JdkInternals internals) {
        contexts(internals)
                .flatMap(KeptCompilations::elements)
                .flatMap(KeptCompilations::elements)
                .flatMap(context -> internals.value(context, "ht").stream())
                .flatMap(KeptCompilations::elements)
                .filter(part -> part.getClass().getName().equals(KEEPER))
                .flatMap(keeper -> internals.value(keeper, NOTES).stream())
                .filter(Map.class::isInstance)
                .forEach(notes -> ((Map<?, ?>) notes).clear());
    }

    private static Stream<?> elements(Object container) {
        Object elements = container instanceof Map<?, ?> map ? map.values() : container;
        return elements instanceof Collection<?> collection
                ? collection.stream().filter(Objects::nonNull)
                : Stream.empty();
    }
}
