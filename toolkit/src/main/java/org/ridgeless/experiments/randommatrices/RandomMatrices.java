package org.ridgeless.experiments.randommatrices;

import java.util.stream.Stream;
import org.ridgeless.experiments.Experiment;

/** The experiments of this package. */
public final class RandomMatrices {
    private RandomMatrices() {}

    /** Every experiment at teaching size. */
    public static Stream<Experiment<?>> all() {
        return Stream.of(SketchedInverse.study(), SparseClustering.study(), Balancedness.study());
    }
}
