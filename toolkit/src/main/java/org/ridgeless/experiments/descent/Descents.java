package org.ridgeless.experiments.descent;

import java.util.stream.Stream;
import org.ridgeless.experiments.Experiment;

/** The experiments of this package. */
public final class Descents {
    private Descents() {}

    /** Every experiment at teaching size. */
    public static Stream<Experiment<?>> all() {
        return Stream.of(
                CalibrationCurvature.study(),
                LogTimeMargin.study(),
                Normalizations.study(),
                SquareLossNorms.study(),
                WeightSymmetry.study());
    }
}
