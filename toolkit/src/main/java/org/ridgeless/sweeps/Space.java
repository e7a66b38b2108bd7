package org.ridgeless.sweeps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All combinations of the values of some axes; the last axis runs fastest. Immutable. */
final class Space {
    static final Space EMPTY = new Space(Map.of());

    private final Map<String, Axis> axes;

    private Space(Map<String, Axis> axes) {
        this.axes = axes;
    }

    Space and(Axis axis) {
        if (axes.containsKey(axis.name())) {
            throw new IllegalArgumentException("the sweep has a parameter \"" + axis.name() + "\" already");
        }
        return with(axis);
    }

    /** The same with other values on an axis. */
    Space with(Axis axis) {
        Map<String, Axis> more = new LinkedHashMap<>(axes);
        more.put(axis.name(), axis);
        Space space = new Space(Collections.unmodifiableMap(more));
        space.size(1);
        return space;
    }

    Axis axis(String name) {
        Axis axis = axes.get(name);
        if (axis == null) {
            throw new IllegalArgumentException("no parameter \"" + name + "\"; the sweep has " + axes.keySet());
        }
        return axis;
    }

    Collection<Axis> axes() {
        return axes.values();
    }

    List<String> names() {
        return List.copyOf(axes.keySet());
    }

    /** The texts of the values on each axis. */
    Map<String, List<String>> texts() {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        axes.forEach((name, axis) -> texts.put(name, axis.texts()));
        return texts;
    }

    /** The number of places times the repetitions of each. */
    int size(long repetitions) {
        long size = repetitions;
        for (Axis axis : axes.values()) {
            size = Math.multiplyExact(size, (long) axis.size());
            if (size > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a sweep has at most " + Integer.MAX_VALUE
                        + " cells; this one would have "
                        + axes.values().stream()
                                .map(a -> a.size() + " values of " + a.name())
                                .toList()
                        + " and " + repetitions + " repetitions");
            }
        }
        return (int) size;
    }

    /** The cell at a place; places are numbered with the last axis running fastest. */
    Cell cell(int place, int trial, String way, long seed) {
        List<Axis> all = new ArrayList<>(axes.values());
        int[] chosen = new int[all.size()];
        int rest = place;
        for (int a = chosen.length - 1; a >= 0; a--) {
            chosen[a] = rest % all.get(a).size();
            rest /= all.get(a).size();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        for (int a = 0; a < chosen.length; a++) {
            values.put(all.get(a).name(), all.get(a).value(chosen[a]));
            texts.put(all.get(a).name(), all.get(a).text(chosen[a]));
        }
        return new Cell(values, texts, trial, way, seed);
    }

    /** How far the places of neighbours on an axis lie apart. */
    int stride(String name) {
        int stride = 1;
        boolean behind = false;
        for (Axis axis : axes.values()) {
            stride *= behind ? axis.size() : 1;
            behind |= axis.name().equals(name);
        }
        return stride;
    }
}
