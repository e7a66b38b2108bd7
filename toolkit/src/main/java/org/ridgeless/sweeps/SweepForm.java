package org.ridgeless.sweeps;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the results of a sweep are about: the names of its axes and measures, and whether it goes there and back. */
record SweepForm(String title, List<String> axes, List<String> measures, boolean back) {
    private static final Set<String> TAKEN = Set.of(
            "trial",
            "way",
            "status",
            "problem",
            "cell seed",
            "wall seconds",
            "CPU seconds",
            "cells",
            "95 % from",
            "95 % to");

    /** @throws IllegalArgumentException if two columns of a table of results would have the same name */
    static void requireColumns(List<String> axes, List<String> measures) {
        Set<String> names = new HashSet<>();
        for (String name : Stream.concat(axes.stream(), measures.stream()).toList()) {
            if (TAKEN.contains(name)) {
                throw new IllegalArgumentException("the results of a sweep have columns of their own: \"" + name
                        + "\" is none of a parameter or measure");
            }
            if (!names.add(name)) {
                throw new IllegalArgumentException(
                        "the results of a sweep have one column for each name, got \"" + name + "\" twice");
            }
        }
    }
}
