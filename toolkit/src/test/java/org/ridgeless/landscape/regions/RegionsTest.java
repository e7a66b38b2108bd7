package org.ridgeless.landscape.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.random.Seeds;

class RegionsTest {
    @ParameterizedTest
    @CsvSource({"6,2,12", "8,3,58", "10,3,92", "7,4,84", "9,4,186", "3,3,8", "2,4,4"})
    void theNumberOfActivationPatternsIsThatOfCover(int points, int dimension, int count) {
        ActivationPatterns patterns = ActivationPatterns.of(gaussian(points, dimension));
        assertThat(ActivationPatterns.coverCount(points, dimension)).isEqualTo(count);
        assertThat(patterns.all()).hasSize(count);
        // A second route: whatever random directions find is among them, and they find nearly everything.
        assertThat(patterns.all()).contains(patterns.sample(100_000, Seeds.of(1)));
        assertThat(patterns.sample(100_000, Seeds.of(1)).length).isBetween((int) (0.9 * count), count);
    }

    @Test
    void rowsInSpecialPositionAreRefusedByName() {
        assertThatThrownBy(() -> ActivationPatterns.of(new double[] {1, 0}, new double[] {2, 0}, new double[] {0, 1})
                        .all())
                .hasMessageContaining("general position")
                .hasMessageContaining("row 1");
        assertThatThrownBy(() -> ActivationPatterns.of(new double[] {1, 0}, new double[] {2}))
                .hasMessageContaining("row 1 has 1");
    }

    @ParameterizedTest
    @CsvSource({"3,2,7", "5,2,16", "8,2,37", "12,2,79", "6,3,42"})
    void theRegionsOfAReluLayerAreThoseOfZaslavsky(int units, int dimension, int count) {
        HyperplaneArrangement arrangement = HyperplaneArrangement.gaussian(units, dimension, Seeds.of(2));
        assertThat(HyperplaneArrangement.zaslavskyCount(units, dimension)).isEqualTo(count);
        assertThat(arrangement.regions()).isEqualTo(count);
        assertThat(arrangement.regionsHit(20_000, 2, Seeds.of(3))).isLessThanOrEqualTo(count);
    }

    @Test
    void thereAreSixteenPosetsOnFourPointsAndSixtyThreeOnFive() {
        assertThat(Poset.all(1)).hasSize(1);
        assertThat(Poset.all(2)).hasSize(2);
        assertThat(Poset.all(3)).hasSize(5);
        assertThat(Poset.all(4)).hasSize(16);
        assertThat(Poset.all(5)).hasSize(63);
    }

    @Test
    void theAntichainIsASumOfReluUnitsAndTheChainHasOneRegionMoreThanPoints() {
        assertThat(Poset.antichain(5).upSets()).hasSize(32);
        assertThat(Poset.chain(5).upSets()).hasSize(6);
        assertThat(Poset.antichain(5).linearExtensions()).isEqualTo(120);
        assertThat(Poset.chain(5).linearExtensions()).isEqualTo(1);
        // The region of a point of the antichain is the set of its positive coordinates.
        assertThat(Poset.antichain(3).region(1, -1, 2)).isEqualTo(0b101);
    }

    @Test
    void everyUpSetIsARegionOfThePosetNeuron() {
        for (Poset poset : Poset.all(4)) {
            assertThat(RegionSampling.regionsHit(poset, 20_000, Seeds.of(4))).isEqualTo(poset.upSets().length);
        }
    }

    @Test
    void linearExtensionsAreTheOrderedPermutations() {
        for (Poset poset : Poset.all(4)) {
            assertThat(poset.linearExtensions()).isEqualTo(orderedPermutations(poset, new double[4], 0, 0));
        }
    }

    @Test
    void theNewtonPolygonOfASumIsTheMinkowskiSum() {
        NewtonPolygon square =
                NewtonPolygon.of(new long[] {0, 0}, new long[] {1, 0}, new long[] {0, 1}, new long[] {1, 1});
        NewtonPolygon segment = NewtonPolygon.of(new long[] {0, 0}, new long[] {2, 3}, new long[] {4, 6});
        assertThat(segment.vertexCount()).isEqualTo(2);
        assertThat(square.plus(segment).vertexCount()).isEqualTo(6);
        assertThat(square.plus(segment).value(0.3, -2))
                .isCloseTo(square.value(0.3, -2) + segment.value(0.3, -2), within(1e-14));
        assertThat(square.max(segment).value(0.3, 2)).isEqualTo(Math.max(square.value(0.3, 2), segment.value(0.3, 2)));
    }

    @Test
    void aCircularOrderIsRefused() {
        assertThatThrownBy(() -> Poset.chain(3).with(2, 0)).hasMessageContaining("contradicts");
    }

    private static long orderedPermutations(Poset poset, double[] place, int next, int used) {
        if (next == poset.size()) {
            return poset.orders(place) ? 1 : 0;
        }
        long count = 0;
        for (int p = 0; p < poset.size(); p++) {
            if ((used >> p & 1) == 0) {
                double[] longer = place.clone();
                longer[next] = p;
                count += orderedPermutations(poset, longer, next + 1, used | 1 << p);
            }
        }
        return count;
    }

    private static double[][] gaussian(int rows, int columns) {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(11).stream());
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            Arrays.setAll(row, i -> normal.sample());
        }
        return matrix;
    }

    /** A polygon in a unit as large as numbers allow has the same vertices; beyond it is an error and no other polygon. */
    @Test
    void polygonsOfLargeExponentsKeepTheirVertices() {
        long[][] octagon = {{1, 0}, {2, 0}, {3, 1}, {3, 2}, {2, 3}, {1, 3}, {0, 2}, {0, 1}, {1, 1}, {2, 2}};
        for (long unit : new long[] {1, 1L << 31, 1L << 40, 1L << 60}) {
            long[][] large = new long[octagon.length][];
            for (int i = 0; i < large.length; i++) {
                large[i] = new long[] {octagon[i][0] * unit, octagon[i][1] * unit};
            }
            NewtonPolygon polygon = NewtonPolygon.of(large);
            assertThat(polygon.vertexCount()).isEqualTo(8);
            assertThat(polygon.max(polygon).vertexCount()).isEqualTo(8);
            if (unit < 1L << 60) {
                assertThat(polygon.plus(polygon).vertexCount()).isEqualTo(8);
            } else {
                assertThatThrownBy(() -> polygon.plus(polygon).plus(polygon)).isInstanceOf(ArithmeticException.class);
            }
        }
    }

    @Test
    void anArrangementIsOfHyperplanesInOneSpace() {
        assertThatThrownBy(HyperplaneArrangement::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got none");
        assertThatThrownBy(() -> HyperplaneArrangement.of(new double[] {1})).hasMessageContaining("got [1.0]");
        assertThatThrownBy(() -> HyperplaneArrangement.of(new double[] {1, 0}, new double[] {1, 2, 0}))
                .hasMessageContaining("got [1.0, 2.0, 0.0]");
        assertThatThrownBy(() -> HyperplaneArrangement.of(new double[] {Double.NaN, 0}))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> HyperplaneArrangement.gaussian(0, 2, Seeds.of(1)))
                .hasMessageContaining("got 0 in 2");
    }
}
