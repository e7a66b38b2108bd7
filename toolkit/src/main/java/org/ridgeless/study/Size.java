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

    /** The size of that name in lower case. */
    public static Size of(String name) {
        return Arrays.stream(values())
                .filter(size -> size.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no size \"" + name + "\"; there are "
                        + Arrays.stream(values()).map(Size::label).collect(Collectors.joining(", "))));
    }

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in lower case. */
    public String label() {
        return label;
    }
}
