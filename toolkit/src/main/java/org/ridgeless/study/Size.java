package org.ridgeless.study;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much work an experiment does. */
public enum Size {
    /** A second or so: every path is walked, but few checks can decide. */
    TINY,
    /** At most half a minute on two cores: the default. */
    TEACHING,
    /** Large enough to be shown in a paper. */
    PAPER;

    /**
     * The size of that name in lower case.
     *
     * @param name tiny, teaching or paper
     * @return the size
     * @throws IllegalArgumentException if there is no such size, with those there are
     */
    public static Size of(String name) {
        // Each look at an option of an experiment comes by here.
        for (Size size : ALL) {
            if (size.label.equals(name)) {
                return size;
            }
        }
        throw new IllegalArgumentException("no size \"" + name + "\"; there are "
                + Arrays.stream(ALL).map(Size::label).collect(Collectors.joining(", ")));
    }

    private static final Size[] ALL = values();

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in lower case. */
    public String label() {
        return label;
    }
}
