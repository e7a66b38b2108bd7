package org.ridgeless.experiments.geometry;

import java.util.stream.Stream;
import org.ridgeless.experiments.Experiment;

/** The experiments of this package. */
public final class Geometry {
    private Geometry() {}

    /** Every experiment at teaching size. */
    public static Stream<Experiment<?>> all() {
        return Stream.of(ConvexReluOptimum.study());
    }
}
