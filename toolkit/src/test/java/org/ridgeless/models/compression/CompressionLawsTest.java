package org.ridgeless.models.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

class CompressionLawsTest {
    private static double[][] gaussian(int n, int m, int seed) {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(seed).stream());
        double[][] points = new double[n][];
        Arrays.setAll(points, i -> normal.samples(m).toArray());
        return points;
    }

    /** (1 + z₁ + z₂)² has the coefficients 1, 2, 2, 1, 2, 1: summed over all monomials they make the power. */
    @Test
    void monomialsAreAllThoseOfThePower() {
        Monomials monomials = Monomials.upTo(3, 2);
        assertThat(monomials.count()).isEqualTo(10);
        assertThat(monomials.at(2, 5)).containsExactlyInAnyOrder(1, 2, 5, 4, 10, 25, 8, 20, 50, 125);
        assertThat(monomials.at(2, 5)[0]).isEqualTo(1);
        assertThat(monomials.at(0, 0)).containsOnlyOnce(1);
    }

    /** C(m + k, k), from Pascal's triangle. */
    @ParameterizedTest
    @CsvSource({"0, 7, 1", "1, 7, 8", "4, 3, 35", "3, 4, 35", "2, 10, 66", "5, 1, 6"})
    void monomialsAreCountedByBinomials(int order, int dimension, int count) {
        assertThat(Atoms.enough(order, dimension)).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12})
    void theKernelIsAnnihilated(int rows) {
        List<double[]> vectors = new ArrayList<>(Arrays.asList(gaussian(rows + 1, rows, 3)));
        requireAnnihilated(vectors, rows);
        // Two vectors that are parallel, and one that is 0.
        vectors.set(rows, Vectors.scale(vectors.get(0), -3));
        requireAnnihilated(vectors, rows);
        vectors.set(0, new double[rows]);
        requireAnnihilated(vectors, rows);
    }

    private static void requireAnnihilated(List<double[]> vectors, int rows) {
        double[] v = Kernel.of(vectors);
        double[] sum = new double[rows];
        for (int j = 0; j <= rows; j++) {
            Vectors.addScaled(sum, v[j], vectors.get(j));
        }
        assertThat(sum).containsOnly(new double[] {0}, within(1e-13 * Vectors.largest(v)));
        assertThat(Arrays.stream(v).anyMatch(x -> x == 1)).isTrue();
    }

    /** What is kept is some of the points, none of them twice. */
    @Test
    void theAtomsThatAreLeftArePointsOfTheCloud() {
        double[][] points = gaussian(200, 2, 5);
        for (double[] atom : Atoms.of(points).matching(2).points()) {
            assertThat(Arrays.stream(points).filter(x -> Arrays.equals(x, atom)).count())
                    .isEqualTo(1);
        }
    }

    /** x → ux + s moves the atoms with the points and leaves their weights. */
    @ParameterizedTest
    @CsvSource({"0x1p-100, 0", "0x1p100, 0", "-2, 0", "1, 4096"})
    void unitsAndOriginsDoNotChooseTheAtoms(double unit, double shift) {
        // On a grid of 1/1024, so that the move rounds nothing.
        double[][] points = Arrays.stream(gaussian(60, 1, 2))
                .map(x -> new double[] {Math.rint(1024 * x[0]) / 1024})
                .toArray(double[][]::new);
        double[][] moved = Arrays.stream(points)
                .map(x -> new double[] {unit * x[0] + shift})
                .toArray(double[][]::new);
        Atoms few = Atoms.of(points).matching(3);
        Atoms other = Atoms.of(moved).matching(3);
        for (int k = 0; k < few.count(); k++) {
            assertThat(other.points()[k][0]).isEqualTo(unit * few.points()[k][0] + shift);
            assertThat(other.weights()[k]).isCloseTo(few.weights()[k], within(1e-9));
        }
    }

    /** A weight of two is a point twice. */
    @Test
    void weightsCountPoints() {
        Atoms weighted = Atoms.of(new double[][] {{1}, {4}}, new double[] {2, 1});
        Atoms repeated = Atoms.of(new double[][] {{1}, {1}, {4}}, new double[] {1, 1, 1});
        assertThat(weighted.sum(x -> x[0] * x[0])).isEqualTo(18);
        assertThat(repeated.sum(x -> x[0] * x[0])).isEqualTo(18);
        assertThat(weighted.momentDistance(repeated, 5)).isZero();
        assertThat(weighted.momentDistance(Atoms.of(new double[][] {{1}, {4}}, new double[] {1, 1}), 0))
                .isEqualTo(1);
    }

    /** Coordinates run from −1 to 1 over the box of the first: one end moved to the other changes the mean by 2w. */
    @Test
    void momentDistancesAreInUnitsOfTheBox() {
        Atoms one = Atoms.of(new double[] {10}, new double[] {30});
        Atoms other = Atoms.of(new double[] {10}, new double[] {10});
        assertThat(one.momentDistance(other, 1)).isEqualTo(1);
        assertThat(one.momentDistance(one, 4)).isZero();
    }

    @Test
    void orderZeroKeepsTheMassOnOnePoint() {
        Atoms one = Atoms.of(gaussian(50, 3, 1)).matching(0);
        assertThat(one.count()).isEqualTo(1);
        assertThat(one.weights()[0]).isCloseTo(1, within(1e-14));
    }

    /** Atoms are what they were, whatever is done to the arrays they came from or gave. */
    @Test
    void atomsDoNotChange() {
        double[][] points = {{1}, {4}};
        double[] weights = {2, 1};
        Atoms atoms = Atoms.of(points, weights);
        points[0][0] = 100;
        weights[1] = -1;
        atoms.points()[1][0] = 7;
        atoms.weights()[0] = 9;
        assertThat(atoms.sum(x -> x[0])).isEqualTo(6);
    }

    /** At its own outputs a network does not move, and a small step falls by the squared gradient of weights p. */
    @Test
    void neuronsMoveDownhillInTheMetricOfTheirWeights() {
        WeightedNeurons net =
                WeightedNeurons.of(Atoms.of(new double[][] {{1, 2, 0.3}, {-0.5, -1, 0}}, new double[] {0.25, 0.75}));
        double[] x = {-1, 0.2, 0.9};
        assertThat(net.step(0.3, x, net.outputs(x)).outputs(x)).containsExactly(net.outputs(x));
        // f(0) = ¼ tanh 0.3 by hand.
        assertThat(net.outputs(0)[0]).isCloseTo(0.25 * Math.tanh(0.3), within(1e-16));
        double[] y = {0.3, -0.1, 0.5};
        double slope = (loss(net.step(1e-6, x, y), x, y) - loss(net, x, y)) / 1e-6;
        double half = (loss(net.step(5e-7, x, y), x, y) - loss(net, x, y)) / 5e-7;
        assertThat(slope).isNegative();
        assertThat(half).isCloseTo(slope, within(1e-4 * Math.abs(slope)));
    }

    private static double loss(WeightedNeurons net, double[] x, double[] y) {
        return Vectors.squares(Vectors.subtract(net.outputs(x), y)) / (2 * x.length);
    }

    @Test
    void interruptedCompressionReturnsNothing() {
        Atoms all = Atoms.of(gaussian(50, 2, 1));
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> all.matching(1)).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void stepsThatAreNotStepsAreRefused() {
        WeightedNeurons net = WeightedNeurons.of(Atoms.of(new double[] {1, 2, 0.3}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> net.step(Double.NaN, new double[] {1}, new double[] {1}))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> net.step(0.1, new double[] {1}, new double[] {1, 2}))
                .withMessageContaining("1 inputs and 2 targets");
    }
}
