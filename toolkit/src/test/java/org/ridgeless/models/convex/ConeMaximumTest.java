package org.ridgeless.models.convex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConeMaximumTest {

    /** Two points that are nearly opposite leave a cone of the given angle, in which the maximum is at an edge. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.1, 1e-3, 1e-5, 1e-7})
    void theMaximumOverAConeOfThePlaneIsThatOfItsNearerEdge(double angle) {
        double[][] inputs = {{0, 1}, {Math.sin(angle), -Math.cos(angle)}};
        BitSet both = new BitSet();
        both.set(0, 2);
        // The directions at angles from 0 to the given one are active on both points.
        double[] z = {0.7, 0.2};
        double gx = 0.2 * Math.sin(angle);
        double gy = 0.7 - 0.2 * Math.cos(angle);
        double atEdge = gx * Math.cos(angle) + gy * Math.sin(angle);
        assertThat(ConeMaximum.bound(inputs, both, z, 1)).isCloseTo(atEdge, within(1e-13));
        assertThat(ConeMaximum.bound(inputs, both, z, -1)).isCloseTo(0, within(1e-13));
    }
}
