package org.ridgeless.bounds.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class LowRankLayerTest {
    private static final LowRankLayer LAYER = LowRankLayer.of(PlanarFiltersTest.normals(200, 60, 1), 40);

    /** W = v uᵀ with unit vectors attains the largest singular value; no draw of W of that rank gets above. */
    @Test
    void oneInputGivesTheLengthOfTheGaussianVector() {
        LowRankLayer layer = LowRankLayer.of(new double[][] {{3, 4}}, 5);
        double[] norms = layer.draw(Seeds.of(3).stream());
        var normal = org.apache.commons.rng.sampling.distribution.ZigguratSampler.NormalizedGaussian.of(
                Seeds.of(3).stream());
        double length = org.ridgeless.linalg.Vectors.norm(normal.samples(5).toArray());
        assertThat(norms).hasSize(2);
        assertThat(norms[0]).isCloseTo(5 * length, within(1e-12));
        assertThat(norms[1]).isCloseTo(norms[0], within(1e-12));
    }

    /** NumPy prototype of another sample of the same size: 1.05, 3.84, 12.2, 19.7 at r = 1, 4, 16, 40. */
    @Test
    void complexityAtSomeRanksIsThatOfThePrototype() {
        double[] norms = LAYER.draw(Seeds.of(3).stream());
        int[] ranks = {1, 4, 16, 40};
        double[] prototype = {1.05, 3.84, 12.2, 19.7};
        for (int i = 0; i < ranks.length; i++) {
            assertThat(norms[ranks[i] - 1]).isCloseTo(prototype[i], within(0.06 * prototype[i]));
        }
    }

    @Test
    void theLimitIsTheMeanOfTheDrawsButForTheEdge() {
        double[] mean = new double[40];
        for (int i = 0; i < 40; i++) {
            double[] draw = LAYER.draw(Seeds.of(i).stream());
            for (int r = 0; r < 40; r++) {
                mean[r] += draw[r] / 40;
            }
        }
        double[] limit = LAYER.limit();
        for (int r = 0; r < 40; r++) {
            assertThat(mean[r]).isCloseTo(limit[r], within(0.01 * limit[r]));
        }
    }

    @Test
    void aLayerHasOutputs() {
        assertThatThrownBy(() -> LowRankLayer.of(new double[][] {{1}}, 0)).hasMessageContaining("got 0");
    }
}
