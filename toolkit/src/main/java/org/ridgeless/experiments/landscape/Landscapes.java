package org.ridgeless.experiments.landscape;

import java.util.stream.Stream;
import org.ridgeless.experiments.Experiment;

/** The experiments of this package. */
public final class Landscapes {
    private Landscapes() {}

    /** Every experiment at teaching size. */
    public static Stream<Experiment<?>> all() {
        return Stream.of(DegenerateMinima.study());
    }
}
