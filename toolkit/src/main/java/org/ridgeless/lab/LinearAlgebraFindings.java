package org.ridgeless.lab;

import java.util.List;
import org.ridgeless.kernel.cli.Finding;
import org.ridgeless.linalg.lapack.Provider;

/** What {@code lab doctor} says about the libraries below the toolkit. */
final class LinearAlgebraFindings {
    private LinearAlgebraFindings() {}

    static List<Finding> all() {
        return List.of(lapack(), engines(), nd4j());
    }

    private static Finding lapack() {
        try {
            String other = Provider.nativeIsAvailable()
                    ? "; a native one is present: RIDGELESS_LAPACK=native uses it, faster for large matrices"
                    : "";
            return Finding.good("LAPACK", Provider.name() + other);
        } catch (IllegalStateException e) {
            return Finding.bad("LAPACK", e.getMessage(), "unset RIDGELESS_LAPACK or set it to java");
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
