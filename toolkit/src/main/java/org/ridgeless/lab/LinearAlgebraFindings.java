package org.ridgeless.lab;

import java.util.List;
import org.ridgeless.kernel.cli.Finding;
import org.ridgeless.linalg.openblas.OpenBlas;

/** What {@code lab doctor} says about the libraries below the toolkit. */
final class LinearAlgebraFindings {
    private LinearAlgebraFindings() {}

    static List<Finding> all() {
        return List.of(lapack(), engines(), nd4j());
    }

    /** Loads the native library, so that what is said is what a notebook would find. */
    private static Finding lapack() {
        try {
            if (OpenBlas.works() || OpenBlas.isSwitchedOff()) {
                return Finding.good("large matrices", OpenBlas.account());
            }
            return Finding.note(
                    "large matrices",
                    OpenBlas.account(),
                    "decompositions are three to eight times slower than with it, and one of some kinds runs at a time");
        } catch (IllegalStateException e) {
            return Finding.bad("large matrices", e.getMessage(), "start Java without it, or with on or off");
        }
    }

    private static Finding engines() {
        String second = nd4jIsPresent() ? ", ND4J (net.on(Nd.engine()))" : "";
        return Finding.good("engines", "fused, plain" + second);
    }

    /** Looks without loading: starting ND4J takes seconds. */
    private static boolean nd4jIsPresent() {
        return LinearAlgebraFindings.class.getResource("/org/nd4j/linalg/factory/Nd4j.class") != null;
    }

    private static Finding nd4j() {
        return nd4jIsPresent()
                ? Finding.good("ND4J", "present, loaded on first use")
                : Finding.note("ND4J", "absent", "only needed for its engine and for exchange with INDArray");
    }
}
