package org.ridgeless.landscape.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.CancellationException;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

class CountingTest {
    private static double[][] gaussian(int rows, int columns) {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(11).stream());
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            Arrays.setAll(row, i -> normal.sample());
        }
        return matrix;
    }

    /** T. Cover's recursion: one more point adds the patterns of the others in one dimension less. */
    @Test
    void coversNumberObeysItsRecursion() {
        for (int n = 2; n < 40; n++) {
            for (int d = 2; d < 20; d++) {
                assertThat(ActivationPatterns.coverCount(n, d))
                        .isEqualTo(
                                ActivationPatterns.coverCount(n - 1, d) + ActivationPatterns.coverCount(n - 1, d - 1));
            }
            assertThat(ActivationPatterns.coverCount(n, 1)).isEqualTo(2);
            assertThat(ActivationPatterns.coverCount(n, n)).isEqualTo(1L << n);
        }
    }

    /** Python's whole numbers; beyond 2⁶³ − 1 there is no long. */
    @ParameterizedTest
    @CsvSource({"63, 40, 9084948294905169096", "62, 62, 4611686018427387904", "60, 30, 576460752303423488"})
    void largeCountsAreExact(int points, int dimension, long count) {
        assertThat(ActivationPatterns.coverCount(points, dimension)).isEqualTo(count);
        assertThat(HyperplaneArrangement.zaslavskyCount(points - 1, dimension - 1))
                .isEqualTo(count / 2);
        assertThatThrownBy(() -> ActivationPatterns.coverCount(64, 40)).isInstanceOf(ArithmeticException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivationPatterns.coverCount(0, 3))
                .withMessageContaining("0 and 3");
    }

    /** Patterns see directions of rows alone: positive factors and maps of the space change none of them. */
    @Test
    void patternsDoNotDependOnCoordinates() {
        double[][] rows = gaussian(7, 3);
        BitSet[] patterns = ActivationPatterns.of(rows).all();
        double[][] mapped = new double[7][];
        for (int i = 0; i < 7; i++) {
            double[] x = Vectors.scale(rows[i], Math.pow(10, 20 * i - 60));
            mapped[i] = new double[] {2 * x[0] + x[1], 3 * x[1] - x[2], x[2]};
        }
        assertThat(ActivationPatterns.of(mapped).all()).containsExactly(patterns);
        // −u is active exactly where u is not, so that patterns come in pairs.
        for (BitSet pattern : patterns) {
            BitSet opposite = (BitSet) pattern.clone();
            opposite.flip(0, 7);
            assertThat(patterns).contains(opposite);
        }
        assertThat(ActivationPatterns.of(rows).pattern(rows[4]).get(4)).isTrue();
        rows[0][0] = 1e9;
        assertThat(ActivationPatterns.of(mapped).all()).containsExactly(patterns);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1, 1e200})
    void theDirectionIsOrthogonalToItsRowsInAnyUnit(double unit) {
        double[][] rows = gaussian(4, 5);
        for (double[] row : rows) {
            Arrays.setAll(row, i -> unit * row[i]);
        }
        double[] u = OrthogonalDirection.to(rows, 0, 1, 2, 3);
        assertThat(Vectors.norm(u)).isCloseTo(1, within(1e-15));
        for (double[] row : rows) {
            assertThat(Vectors.dot(row, u) / unit).isCloseTo(0, within(1e-14));
        }
        rows[3] = Vectors.addScaled(Vectors.scale(rows[0], 2), -1, rows[1]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OrthogonalDirection.to(rows, 0, 1, 2, 3))
                .withMessageContaining("dependent");
    }

    /** Three lines through one point cut the plane into six, in general position into seven. */
    @Test
    void regionsOfLinesAreCounted() {
        assertThat(HyperplaneArrangement.of(new double[] {1, 0, 0}, new double[] {0, 1, 0}, new double[] {1, 1, -1})
                        .regions())
                .isEqualTo(7);
        assertThat(HyperplaneArrangement.of(new double[] {1, 0, -3}, new double[] {0, 1, 2})
                        .regions())
                .isEqualTo(4);
        // Points on the line: m of them leave m + 1 pieces.
        assertThat(HyperplaneArrangement.of(new double[] {1, 0}, new double[] {1, -1}, new double[] {2, 5})
                        .regions())
                .isEqualTo(4);
        assertThat(HyperplaneArrangement.zaslavskyCount(0, 4)).isEqualTo(1);
        assertThat(HyperplaneArrangement.zaslavskyCount(3, 2)).isEqualTo(7);
    }

    /** A square and a diamond: the sum is an octagon, whose area is that of both and twice their mixed area. */
    @Test
    void theSumOfSquareAndDiamondIsAnOctagon() {
        NewtonPolygon square = NewtonPolygon.of(
                new long[] {0, 0},
                new long[] {2, 0},
                new long[] {1, 1},
                new long[] {2, 2},
                new long[] {0, 2},
                new long[] {1, 0});
        NewtonPolygon diamond =
                NewtonPolygon.of(new long[] {1, 0}, new long[] {0, 1}, new long[] {2, 1}, new long[] {1, 2});
        NewtonPolygon sum = square.plus(diamond);
        assertThat(square.vertices()).isDeepEqualTo(new long[][] {{0, 0}, {2, 0}, {2, 2}, {0, 2}});
        assertThat(sum.vertexCount()).isEqualTo(8);
        assertThat(sum.vertices()).isDeepEqualTo(diamond.plus(square).vertices());
        assertThat(area(square)).isEqualTo(4);
        assertThat(area(diamond)).isEqualTo(2);
        assertThat(area(square.plus(square))).isEqualTo(16);
        // Mixed area by counting: |A + B| = |A| + |B| + 2 V(A, B).
        assertThat(area(sum)).isEqualTo(4 + 2 + 8);
        assertThat(NewtonPolygon.regionsOfSum(square, diamond, 1000)).isEqualTo(8);
        assertThat(square.max(diamond).vertices()).isDeepEqualTo(square.vertices());
        assertThat(sum.toString()).startsWith("Newton polygon [[");
    }

    private static double area(NewtonPolygon polygon) {
        long[][] v = polygon.vertices();
        long twice = 0;
        for (int i = 0; i < v.length; i++) {
            long[] next = v[(i + 1) % v.length];
            twice += v[i][0] * next[1] - v[i][1] * next[0];
        }
        // Positive, as the vertices run counter-clockwise.
        return twice / 2.0;
    }

    @Test
    void whatIsNoPolygonIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(NewtonPolygon::of);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewtonPolygon.of(new long[] {1, 2, 3}))
                .withMessageContaining("[1, 2, 3]");
        assertThat(NewtonPolygon.of(new long[] {3, 4}, new long[] {3, 4}).vertexCount())
                .isEqualTo(1);
    }

    /** The grid of 2 × n has as many linear extensions as there are standard tableaux: E. Catalan's numbers. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 5", "4, 14", "5, 42"})
    void extensionsOfTheTwoRowedGridAreCatalansNumbers(int n, long catalan) {
        Poset grid = Poset.antichain(2 * n);
        for (int i = 0; i < n; i++) {
            grid = i + 1 < n ? grid.with(i, i + 1).with(n + i, n + i + 1) : grid;
            grid = grid.with(i, n + i);
        }
        assertThat(grid.linearExtensions()).isEqualTo(catalan);
        // Its up-sets are pairs of lengths that do not cross: C(n + 2, 2) of them.
        assertThat(grid.upSets()).hasSize((n + 1) * (n + 2) / 2);
    }

    /** Complements of up-sets are the up-sets of the reversed order; reversing changes no count. */
    @Test
    void reversedOrdersHaveTheComplements() {
        for (Poset poset : Poset.all(4)) {
            Poset reversed = Poset.antichain(4);
            int covers = 0;
            for (int a = 0; a < 4; a++) {
                for (int b = 0; b < 4; b++) {
                    if (poset.covers(b, a)) {
                        reversed = reversed.with(b, a);
                        covers++;
                    }
                }
            }
            // The edges of the Hasse diagram say it all.
            assertThat(reversed.relations()).isEqualTo(poset.relations());
            assertThat(covers).isLessThanOrEqualTo(poset.relations());
            assertThat(Arrays.stream(poset.upSets())
                            .map(set -> 15 & ~set)
                            .sorted()
                            .toArray())
                    .containsExactly(reversed.upSets());
            assertThat(reversed.linearExtensions()).isEqualTo(poset.linearExtensions());
        }
    }

    @Test
    void relationsAreTransitive() {
        Poset poset = Poset.antichain(4).with(2, 3).with(0, 1).with(1, 2);
        assertThat(poset.less(0, 3)).isTrue();
        assertThat(poset.less(3, 0)).isFalse();
        assertThat(poset.covers(3, 0)).isFalse();
        assertThat(poset.covers(1, 0)).isTrue();
        assertThat(poset.relations()).isEqualTo(6);
        assertThat(poset.toString()).isEqualTo("poset on 4 points 0<1 1<2 2<3");
        assertThatIllegalArgumentException().isThrownBy(() -> poset.with(1, 1)).withMessageContaining("1 < 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Poset.antichain(21))
                .withMessageContaining("21");
        assertThatIllegalArgumentException().isThrownBy(() -> Poset.all(6)).withMessageContaining("6");
    }

    /** R. Stanley: the volume of the order polytope is e(P)/n!, and a uniform point lies in it so often. */
    @Test
    void uniformPointsLieInTheOrderPolytopeAsOftenAsStanleySays() {
        for (Poset poset : Poset.all(3)) {
            double volume = poset.orderPolytopeVolume();
            assertThat(volume).isCloseTo(poset.linearExtensions() / 6.0, within(1e-15));
            double error = Math.sqrt(volume * (1 - volume) / 10_000);
            assertThat(RegionSampling.orderPolytopeVolume(poset, 10_000, Seeds.of(5)))
                    .isCloseTo(volume, within(4 * error + 1e-15));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegionSampling.orderPolytopeVolume(Poset.chain(2), 0, Seeds.of(1)))
                .withMessageContaining("got 0");
    }

    /** f_P is max-plus: the neuron's value at its region is the largest sum, and f(cx) = c f(x) keeps the region. */
    @Test
    void theRegionIsTheUpSetOfTheLargestSum() {
        Poset poset = Poset.antichain(3).with(0, 1);
        double[] x = {2, -1, 0.5};
        // Up-sets are ∅, {1}, {0, 1} and each with 2: sums 0, −1, 1, 0.5, −0.5, 1.5.
        assertThat(poset.region(x)).isEqualTo(0b111);
        assertThat(poset.region(Vectors.scale(x, 1e-9))).isEqualTo(0b111);
        assertThat(poset.region(-2, 1, -1)).isEqualTo(0b010);
        assertThat(poset.region(-1, -1, -1)).isZero();
        assertThat(poset.orders(0.1, 0.2, 0)).isTrue();
        assertThat(poset.orders(0.3, 0.2, 0)).isFalse();
    }

    @Test
    void interruptedSamplingReturnsNothing() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> RegionSampling.regionsHit(Poset.chain(3), 10, Seeds.of(1)))
                    .isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> RegionSampling.orderPolytopeVolume(Poset.chain(3), 10, Seeds.of(1)))
                    .isInstanceOf(CancellationException.class);
            assertThatThrownBy(() ->
                            HyperplaneArrangement.gaussian(3, 2, Seeds.of(1)).regionsHit(10, 1, Seeds.of(2)))
                    .isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }
}
