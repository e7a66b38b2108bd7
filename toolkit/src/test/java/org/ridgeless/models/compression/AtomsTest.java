package org.ridgeless.models.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.random.Seeds;

class AtomsTest {
    private static double[][] gaussian(int n, int m, int seed) {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(seed).stream());
        double[][] points = new double[n][];
        Arrays.setAll(points, i -> normal.samples(m).toArray());
        return points;
    }

    /** C(m + k, k): 2,000 points in three dimensions keep their second moments on ten of them. */
    @Test
    void fewAtomsCarryAllMoments() {
        int[][] cases = {{1, 0, 1}, {1, 3, 4}, {2, 2, 6}, {3, 2, 10}, {3, 3, 20}};
        for (int[] c : cases) {
            Atoms all = Atoms.of(gaussian(2000, c[0], 7));
            Atoms few = all.matching(c[1]);
            assertThat(Atoms.enough(c[1], c[0])).isEqualTo(c[2]);
            assertThat(few.count()).isEqualTo(c[2]);
            assertThat(all.momentDistance(few, c[1])).isLessThan(1e-11);
            assertThat(Arrays.stream(few.weights()).min().orElseThrow()).isPositive();
            assertThat(Vectors.sum(few.weights())).isCloseTo(1, within(1e-12));
        }
    }

    /** Moments up to order k are those of every polynomial, wherever the points lie and in whatever unit. */
    @Test
    void polynomialsHaveTheirSumsAnywhere() {
        for (double unit : new double[] {1e-9, 1, 1e9}) {
            double[][] points = gaussian(300, 2, 3);
            for (double[] x : points) {
                x[0] = unit * (x[0] + 50);
                x[1] = unit * (x[1] - 20);
            }
            Atoms all = Atoms.of(points);
            Atoms few = all.matching(2);
            double exact = all.sum(x -> x[0] * x[1] - 3 * x[1] * x[1]);
            assertThat(few.sum(x -> x[0] * x[1] - 3 * x[1] * x[1]) / exact).isCloseTo(1, within(1e-11));
        }
    }

    @Test
    void pointsOnALineNeedNoMoreThanTheLineDoes() {
        double[][] line = new double[50][];
        Arrays.setAll(line, i -> new double[] {i, 2 * i + 1});
        Atoms few = Atoms.of(line).matching(2);
        assertThat(few.count()).isLessThanOrEqualTo(6);
        assertThat(Atoms.of(line).momentDistance(few, 2)).isLessThan(1e-12);
    }

    @Test
    void cellsKeepTheirMomentsEach() {
        Atoms all = Atoms.of(gaussian(1000, 1, 5));
        Atoms few = all.matchingInCells(8, 1);
        assertThat(few.count()).isBetween(9, 16);
        assertThat(all.momentDistance(few, 1)).isLessThan(1e-12);
        double rough = all.matching(1).sum(x -> Math.exp(x[0])) - all.sum(x -> Math.exp(x[0]));
        double fine = few.sum(x -> Math.exp(x[0])) - all.sum(x -> Math.exp(x[0]));
        assertThat(Math.abs(fine)).isLessThan(Math.abs(rough) / 4);
    }

    /** With equal weights the motion is gradient descent of a network of 1/N of each neuron, N times faster. */
    @Test
    void weightedNeuronsMoveAsTheNetworkTheyAre() {
        double[][] neurons = {{0.5, 1, -0.2}, {-1, 0.3, 0.4}, {0.7, -0.6, 0.1}};
        double[] x = {-1, 0.2, 0.9};
        double[] y = {0.3, -0.1, 0.5};
        Data data =
                Data.regression(new double[][] {{-1, 1}, {0.2, 1}, {0.9, 1}}, new double[][] {{0.3}, {-0.1}, {0.5}});
        // Weights of a network of two inputs, the second of which is 1: those of all units at one input, then at the
        // other.
        double[] w = {1, 0.3, -0.6, -0.2, 0.4, 0.1, 0.5 / 3, -1.0 / 3, 0.7 / 3};
        double[] g =
                Risk.of(Nets.tanh(2, 3, 1).withParameters(w), data, Loss.SQUARE).gradient(w);
        WeightedNeurons net = WeightedNeurons.of(Atoms.of(neurons));
        assertThat(net.outputs(x))
                .containsExactly(Nets.tanh(2, 3, 1).withParameters(w).outputs(data.flatInputs(), 3), within(1e-15));
        double[][] moved = neurons.clone();
        for (int j = 0; j < 3; j++) {
            moved[j] = new double[] {
                neurons[j][0] - 0.1 * g[6 + j], neurons[j][1] - 0.1 * 3 * g[j], neurons[j][2] - 0.1 * 3 * g[3 + j]
            };
        }
        assertThat(net.step(0.1, x, y).outputs(x))
                .containsExactly(WeightedNeurons.of(Atoms.of(moved)).outputs(x), within(1e-15));
    }

    /** Two halves of a neuron are one. */
    @Test
    void splitNeuronsTrainAlike() {
        double[] x = {-1, 0.2, 0.9};
        double[] y = {0.3, -0.1, 0.5};
        var whole = WeightedNeurons.of(Atoms.of(new double[][] {{1, 2, 3}, {1, -1, 0}}, new double[] {0.5, 0.5}));
        var split = WeightedNeurons.of(Atoms.of(
                new double[][] {{1, 2, 3}, {1, -1, 0}, {1, 2, 3}}, new double[] {0.2, 0.5, 0.3}));
        for (int k = 0; k < 5; k++) {
            whole = whole.step(0.3, x, y);
            split = split.step(0.3, x, y);
        }
        assertThat(split.outputs(x)).containsExactly(whole.outputs(x), within(1e-14));
    }

    @Test
    void refusesWhatHasNoMeaning() {
        Atoms two = Atoms.of(new double[][] {{1}, {2}});
        assertThatIllegalArgumentException().isThrownBy(() -> two.matching(-1)).withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> two.matchingInCells(0, 1));
        assertThatIllegalArgumentException().isThrownBy(Atoms::of);
        assertThatIllegalArgumentException().isThrownBy(() -> Atoms.of(new double[][] {{1}, {Double.NaN}}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Atoms.of(new double[][] {{1}, {2}}, new double[] {1, 0}))
                .withMessageContaining("above 0");
        assertThatIllegalArgumentException().isThrownBy(() -> WeightedNeurons.of(two));
    }
}
