package org.ridgeless.experiments.generalization;

import java.util.stream.Stream;
import org.ridgeless.experiments.Experiment;

/** The experiments of this package. */
public final class Generalization {
    private Generalization() {}

    /** Every experiment at teaching size. */
    public static Stream<Experiment<?>> all() {
        return Stream.of(RidgelessStability.study(), LipschitzBounds.study());
    }
}
