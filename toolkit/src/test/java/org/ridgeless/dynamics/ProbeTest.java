package org.ridgeless.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;

class ProbeTest {
    private static final Data DATA = Data.separable(20, 3).gap(0.3).seed(1);
    private static final Net NET = Nets.tanh(3, 5, 1).biased().seed(2);
    private static final Descent DESCENT =
            Descent.of(NET, DATA).loss(Loss.LOGISTIC).rate(0.1);

    /** Inputs (1, 0), (2, 0), (−1, 0), (0, 5), labels +1. */
    private static Data points() {
        return Data.of(new double[][] {{1, 0}, {2, 0}, {-1, 0}, {0, 5}}, new double[] {1, 1, 1, 1});
    }

    private static double[] start(Net net, Data data, Loss loss, Probe probe, int columns) {
        Run run = Descent.of(net, data).loss(loss).rate(0.1).record(probe).run(0);
        assertThat(run.ending()).isEqualTo(Ending.COMPLETED);
        return IntStream.range(0, columns)
                .mapToDouble(j -> run.values(probe, j)[0])
                .toArray();
    }

    @Test
    void theTestErrorCountsMarginsUpToZero() {
        Net net = Nets.linear(2, 1).withParameters(1, 0);
        // Of the outputs 1, 2, −1, 0 two are no success.
        double[] error = start(net, points().range(0, 2), Loss.LOGISTIC, Probe.testError(points()), 1);
        assertThat(error).containsExactly(0.5);
        assertThat(start(net, points().range(0, 2), Loss.LOGISTIC, Probe.error(), 1))
                .containsExactly(0);
    }

    @Test
    void stableRanksAreThoseOfTheSingularValues() {
        // W_1 = diag(3, 1) has (9 + 1)/9; a row has 1.
        Net net = Nets.linear(2, 2, 1).withParameters(3, 0, 0, 1, 5, -7);
        double[] ranks = start(net, points(), Loss.LOGISTIC, Probe.stableRanks(), 2);
        assertThat(ranks).containsExactly(new double[] {10.0 / 9, 1}, within(1e-14));
    }

    @Test
    void kernelEigenvaluesOfALinearNetworkAreThoseOfTheCovariance() {
        Data data = Data.regression(new double[][] {{3, 0}, {0, 2}, {0, 0}}, new double[][] {{1}, {2}, {0}});
        double[] eigenvalues = start(Nets.linear(2, 1).seed(1), data, Loss.SQUARE, Probe.kernelEigenvalues(3), 3);
        assertThat(eigenvalues).containsExactly(new double[] {9.0 / 3, 4.0 / 3, 0}, within(1e-14));
    }

    @Test
    void kernelEigenvaluesHaveTheMomentsOfGradientsByDifferences() {
        int n = DATA.samples();
        double[][] gradients = new double[NET.parameterCount()][];
        double h = 1e-5;
        for (int p = 0; p < gradients.length; p++) {
            double[] w = NET.parameters();
            w[p] += h;
            double[] above = NET.withParameters(w).outputs(DATA.flatInputs(), n);
            w[p] -= 2 * h;
            double[] below = NET.withParameters(w).outputs(DATA.flatInputs(), n);
            gradients[p] = new double[n];
            Arrays.setAll(gradients[p], i -> (above[i] - below[i]) / (2 * h));
        }
        double trace = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double entry = 0;
                for (double[] gradient : gradients) {
                    entry += gradient[i] * gradient[j] / n;
                }
                trace += i == j ? entry : 0;
                squares += entry * entry;
            }
        }
        double[] eigenvalues = start(NET, DATA, Loss.LOGISTIC, Probe.kernelEigenvalues(n), n);
        assertThat(Arrays.stream(eigenvalues).sum()).isCloseTo(trace, within(1e-8 * trace));
        assertThat(Arrays.stream(eigenvalues).map(v -> v * v).sum()).isCloseTo(squares, within(1e-8 * squares));
        assertThat(IntStream.range(1, n).filter(k -> eigenvalues[k] > eigenvalues[k - 1]))
                .isEmpty();
    }

    @Test
    void twoProbesUnderOneNameAreRefused() {
        Data other = Data.separable(20, 3).gap(0.3).seed(2);
        assertThatThrownBy(() -> DESCENT.record(Probe.testError(DATA), Probe.testError(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"test error\"");
        assertThatThrownBy(() -> DESCENT.record(Probe.kernelEigenvalues(3)).record(Probe.kernelEigenvalues(5)))
                .hasMessageContaining("\"tangent kernel\"");
        assertThatThrownBy(() -> DESCENT.record(Probe.named("own", s -> 1), Probe.named("own", s -> 2)))
                .hasMessageContaining("\"own\"");
        assertThatThrownBy(() -> DESCENT.record(Probe.loss(), Probe.named("loss", State::logLoss)))
                .hasMessageContaining("\"loss\"");
        assertThatThrownBy(() -> DESCENT.record(Probe.loss(), Probe.logLoss().called("loss")))
                .hasMessageContaining("\"loss\"");
    }

    @Test
    void twoOfOneKindAreRecordedUnderTheirOwnNames() {
        Data far = points();
        Net net = Nets.linear(2, 1).withParameters(1, 0);
        Probe near = Probe.testError(far.range(0, 2));
        Probe all = Probe.testError(far).called("far error");
        Run run = Descent.of(net, far)
                .loss(Loss.LOGISTIC)
                .rate(0.1)
                .record(near, all)
                .run(0);
        assertThat(run.values(near)).containsExactly(0);
        assertThat(run.values(all)).containsExactly(0.5);
        assertThat(run.toString()).contains("[test error, far error]");
    }

    @Test
    void theSameProbeTwiceIsOne() {
        Probe own = Probe.named("own", State::step);
        Data same = Data.separable(20, 3).gap(0.3).seed(1);
        Run run = DESCENT.record(Probe.loss(), Probe.loss(), own, Probe.testError(DATA), Probe.kernelEigenvalues(2))
                .record(own, Probe.testError(same), Probe.kernelEigenvalues(2))
                .run(3);
        assertThat(run.toString()).contains("[loss, own, test error, tangent kernel]");
        assertThat(run.values(Probe.testError(same))).hasSize(4);
        // A name is enough to read what a lambda recorded.
        assertThat(run.values(Probe.named("own", s -> Double.NaN))).containsExactly(0, 1, 2, 3);
    }

    @Test
    void whatWasRecordedOfOneDataSetIsNotReadAsThatOfAnother() {
        Run run = DESCENT.record(Probe.testError(DATA), Probe.kernelEigenvalues(3))
                .run(3);
        Data other = Data.separable(20, 3).gap(0.3).seed(2);
        assertThatThrownBy(() -> run.values(Probe.testError(other))).hasMessageContaining("another \"test error\"");
        assertThatThrownBy(() -> run.values(Probe.kernelEigenvalues(5), 4))
                .hasMessageContaining("another \"tangent kernel\"");
    }
}
