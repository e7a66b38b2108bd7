package org.ridgeless.sweeps;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.ridgeless.sweeps.cells.Plain;

/** How numbers come from a cell: their names, and the function that gives them. */
final class Measured {
    private interface Body {
        /** @param before what the neighbour on an axis has handed on; null if there is none */
        Object at(Cell cell, Object before) throws Exception;
    }

    private final List<String> names;
    private final Body body;
    private final ClassLoader loader;

    private Measured(List<String> names, Body body, ClassLoader loader) {
        this.names = names;
        this.body = body;
        this.loader = loader;
    }

    /** @param loader finds the classes of what is measured */
    static Measured of(Measures several, List<String> names, ClassLoader loader) {
        return new Measured(names, (cell, before) -> checked(several.at(cell), names), loader);
    }

    /** The value of such a cell is a list: the numbers, and the state for the next cell. */
    @SuppressWarnings("unchecked")
    static <S> Measured of(Continuation<S> continuation, List<String> names) {
        Body body = (cell, before) -> {
            if (before == Passage.BROKEN) {
                throw new IllegalStateException("the cell before it failed");
            }
            // It may go on in place, in an array of weights for example; what the neighbour has brought stands.
            Step<S> step = continuation.at(cell, (S) Plain.copy(before));
            return List.of(checked(step.numbers(), names), step.state());
        };
        return new Measured(names, body, continuation.getClass().getClassLoader());
    }

    /** These numbers and then those of the other. */
    Measured and(Measured other) {
        List<String> all = new ArrayList<>(names);
        for (String name : other.names) {
            if (all.contains(name)) {
                throw new IllegalArgumentException("the sweep measures \"" + name + "\" already");
            }
            all.add(name);
        }
        Body both = (cell, before) -> DoubleStream.concat(
                        DoubleStream.of(numbers(body.at(cell, null))),
                        DoubleStream.of(numbers(other.body.at(cell, null))))
                .toArray();
        return new Measured(List.copyOf(all), both, loader);
    }

    List<String> names() {
        return names;
    }

    Object at(Cell cell, Object before) throws Exception {
        return body.at(cell, before);
    }

    /** Where the classes of what is measured are found. */
    ClassLoader loader() {
        return loader;
    }

    /** The numbers in the value of a cell. */
    static double[] numbers(Object value) {
        return value instanceof List<?> list ? (double[]) list.get(0) : (double[]) value;
    }

    /** What the value of a cell hands on. */
    static Object state(Object value) {
        return ((List<?>) value).get(1);
    }

    private static double[] checked(double[] row, List<String> names) {
        if (row.length != names.size()) {
            throw new IllegalArgumentException(row.length + " numbers for the " + names.size() + " names " + names);
        }
        return row;
    }
}
