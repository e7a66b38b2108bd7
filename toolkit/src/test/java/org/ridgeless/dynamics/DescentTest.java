package org.ridgeless.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.margins.Stationarity;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Norm;
import org.ridgeless.nets.Risk;

class DescentTest {
    private static final Data DATA = Data.separable(20, 3).gap(0.3).seed(1);

    @Test
    void stepsAreThoseOfTheFormula() {
        Net net = Nets.tanh(3, 5, 1).biased().seed(2);
        Risk risk = Risk.of(net, DATA, Loss.LOGISTIC);
        double[] w = net.parameters();
        for (int t = 0; t < 7; t++) {
            double[] g = risk.gradient(w);
            for (int i = 0; i < w.length; i++) {
                w[i] -= 0.3 * g[i];
            }
        }
        double[] trained =
                Descent.of(net, DATA).loss(Loss.LOGISTIC).rate(0.3).run(7).net().parameters();
        assertThat(trained).containsExactly(w, within(1e-14));
    }

    @Test
    void aBatchOfEverythingIsTheWholeData() {
        Net net = Nets.relu(3, 5, 1).seed(2);
        Descent descent = Descent.of(net, DATA).loss(Loss.SQUARE).rate(0.1);
        double[] full = descent.run(30).net().parameters();
        double[] epochs = descent.epochs(20).run(30).net().parameters();
        assertThat(epochs).containsExactly(full, within(1e-12));
    }

    @Test
    void sameSeedSameRunAndOtherSeedOtherRun() {
        Descent sgd = Descent.of(Nets.relu(3, 5, 1).seed(2), DATA)
                .loss(Loss.LOGISTIC)
                .rate(0.1)
                .batch(4);
        double[] first = sgd.seed(5).run(50).net().parameters();
        assertThat(sgd.seed(5).run(50).net().parameters()).containsExactly(first);
        assertThat(sgd.seed(6).run(50).net().parameters()).isNotEqualTo(first);
    }

    @Test
    void replicasAreTheDescentsAloneWhateverTheThreads() {
        Descent[] descents = new Descent[5];
        for (int r = 0; r < descents.length; r++) {
            descents[r] = Descent.of(Nets.relu(3, 9, 1).seed(r), DATA)
                    .loss(Loss.LOGISTIC)
                    .rate(0.1 + 0.01 * r);
        }
        for (int threads : new int[] {1, 2, 7}) {
            Run[] runs = Replicas.of(descents).threads(threads).run(40);
            for (int r = 0; r < descents.length; r++) {
                assertThat(runs[r].net().parameters())
                        .containsExactly(descents[r].run(40).net().parameters());
            }
        }
    }

    @Test
    void differencesOfSquaredLayerNormsAreConservedByFlow() {
        Net net = Nets.relu(3, 8, 6, 1).seed(3);
        Descent small = Descent.of(net, DATA).loss(Loss.EXPONENTIAL);
        double coarse = drift(net, small.rate(2e-4).run(20_000).net());
        double fine = drift(net, small.rate(1e-4).run(40_000).net());
        assertThat(fine).isLessThan(1e-4);
        // Gradient descent breaks the law at first order in the step, gradient flow not at all.
        assertThat(coarse / fine).isCloseTo(2, within(0.1));
    }

    private static double drift(Net before, Net after) {
        double[] a = before.layerNorms();
        double[] b = after.layerNorms();
        double drift = 0;
        for (int k = 1; k < a.length; k++) {
            drift = Math.max(drift, Math.abs(b[k] * b[k] - b[0] * b[0] - a[k] * a[k] + a[0] * a[0]));
        }
        return drift / Math.abs(b[0] * b[0] - a[0] * a[0]);
    }

    @Test
    void linearNormGrowsLikeLogTimeOverTheLargestMargin() {
        MaxMargin oracle = MaxMargin.l2(DATA);
        Run run = Descent.of(Nets.linear(3, 1).seed(1), DATA)
                .loss(Loss.EXPONENTIAL)
                .rate(0.05)
                .lossScaled()
                .record(Probe.norm(Norm.FROBENIUS_PRODUCT), Probe.normalizedMargin(Norm.FROBENIUS_PRODUCT))
                .at(Times.at(30_000, 60_000))
                .run(60_000);
        double[] logT = run.logTimes();
        double[] rho = run.values(Probe.norm(Norm.FROBENIUS_PRODUCT));
        double[] margin = run.values(Probe.normalizedMargin(Norm.FROBENIUS_PRODUCT));
        assertThat(logT[2]).isGreaterThan(300);
        double slope = (rho[2] - rho[1]) / (logT[2] - logT[1]);
        assertThat(slope * oracle.margin()).isCloseTo(1, within(0.005));
        double constant = (oracle.margin() - margin[1]) * logT[1];
        assertThat((oracle.margin() - margin[2]) * logT[2]).isCloseTo(constant, within(0.02 * constant));
    }

    @Test
    void twoLayerNetworkReachesAStationaryPointOfTheMargin() {
        Data data = Data.separable(16, 3).gap(0.3).seed(4);
        Run run = Descent.of(Nets.relu(3, 20, 1).homogeneous().seed(1), data)
                .loss(Loss.EXPONENTIAL)
                .rate(0.2)
                .lossScaled()
                .keep(100_000)
                .record(Probe.normalizedMargin(Norm.FROBENIUS_PRODUCT), Probe.error())
                .run(150_000);
        double[] margin = run.values(Probe.normalizedMargin(Norm.FROBENIUS_PRODUCT));
        double[] error = run.values(Probe.error());
        long falls = IntStream.range(1, margin.length)
                .filter(i -> error[i - 1] == 0 && margin[i] < margin[i - 1] - 1e-9)
                .count();
        assertThat(falls).isZero();
        for (double cosine : Stationarity.cosines(run.at(100_000), run.net())) {
            assertThat(cosine).isGreaterThan(0.995);
        }
    }

    @Test
    void keptNetworksAreThoseOfTheirStep() {
        Descent descent =
                Descent.of(Nets.relu(3, 5, 1).seed(2), DATA).loss(Loss.LOGISTIC).rate(0.1);
        Run run = descent.keep(10, 20).run(30);
        assertThat(run.at(10).parameters())
                .containsExactly(descent.run(10).net().parameters());
        assertThat(run.at(30).parameters()).containsExactly(run.net().parameters());
        assertThatThrownBy(() -> run.at(11)).hasMessageContaining("11").hasMessageContaining("[10, 20]");
    }

    @Test
    void divergenceIsReportedWithItsStep() {
        Run run = Descent.of(Nets.linear(3, 1).seed(1), DATA)
                .loss(Loss.SQUARE)
                .rate(50)
                .record(Probe.loss())
                .run(1000);
        assertThat(run.diverged()).isTrue();
        assertThat(run.lastStep()).isBetween(10, 999);
        assertThat(run.toString()).contains("diverged").contains(String.valueOf(run.lastStep()));
        assertThat(run.values(Probe.loss())).hasSameSizeAs(run.steps());
    }

    @Test
    void aDivergenceInTheLastStepIsReported() {
        for (Descent descent : List.of(
                Descent.of(Nets.linear(3, 1).seed(1), DATA).loss(Loss.SQUARE).rate(50),
                Descent.of(Nets.linear(3, 1).seed(1), DATA)
                        .loss(Loss.SQUARE)
                        .rate(50)
                        .clip(1e300))) {
            int step = descent.run(1000).lastStep();
            Run run = descent.run(step);
            assertThat(run.diverged()).isTrue();
            assertThat(run.lastStep()).isEqualTo(step);
            assertThat(descent.run(step - 1).ending()).isEqualTo(Ending.COMPLETED);
        }
    }

    @Test
    void aLossThatOnlyItsLogarithmHoldsIsNoDivergence() {
        // exp(2000) at the start.
        Net net = Nets.linear(1, 1).withParameters(-2000);
        Data data = Data.of(new double[][] {{1}}, new double[] {1});
        Descent descent = Descent.of(net, data).loss(Loss.EXPONENTIAL).rate(0.1);
        assertThat(descent.run(0).diverged()).isTrue();
        assertThat(descent.lossScaled().run(3).ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void aProbeThatFailsOnInfiniteWeightsOrLossesIsNotBlamed() {
        Descent descent =
                Descent.of(Nets.linear(3, 1).seed(1), DATA).loss(Loss.SQUARE).at(Times.every(1));
        Run infinite =
                descent.rate(Double.MAX_VALUE).record(Probe.stableRanks()).run(5);
        assertThat(infinite.ending()).isEqualTo(Ending.DIVERGED);
        assertThat(infinite.lastStep()).isEqualTo(1);
        assertThat(infinite.values(Probe.stableRanks())).hasSize(1);
        Probe careful = Probe.named("careful", state -> {
            if (Double.isInfinite(state.lossValue())) {
                throw new ArithmeticException("too large");
            }
            return 0;
        });
        Run finite = descent.rate(50).record(careful).run(1000);
        assertThat(finite.ending()).isEqualTo(Ending.DIVERGED);
        assertThat(finite.lastStep()).isEqualTo(descent.rate(50).run(1000).lastStep());
    }

    @Test
    void aPerfectFitEndsALossScaledRunAsDone() {
        for (Loss loss : List.of(Loss.HINGE, Loss.smoothedHinge(0.5))) {
            Run run = Descent.of(Nets.linear(3, 1).seed(1), DATA)
                    .loss(loss)
                    .rate(0.01)
                    .lossScaled()
                    .record(Probe.loss(), Probe.margin())
                    .run(1_000_000);
            assertThat(run.ending()).isEqualTo(Ending.STOPPED);
            assertThat(run.partial()).isFalse();
            assertThat(run.toString()).contains("until the loss is 0");
            int[] steps = run.steps();
            assertThat(steps[steps.length - 1]).isEqualTo(run.lastStep()).isLessThan(1_000_000);
            assertThat(run.values(Probe.loss())[steps.length - 1]).isZero();
            assertThat(run.values(Probe.margin())[steps.length - 1]).isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void aLossOfZeroAtInfiniteWeightsIsNoFit() {
        Data data = Data.of(new double[][] {{1}}, new double[] {1});
        Run run = Descent.of(Nets.linear(1, 1).withParameters(Double.POSITIVE_INFINITY), data)
                .loss(Loss.EXPONENTIAL)
                .rate(0.1)
                .lossScaled()
                .run(3);
        assertThat(run.ending()).isEqualTo(Ending.DIVERGED);
    }

    @Test
    void anInterruptionCountsFromTheNextStep() {
        int[] moves = new int[1];
        Optimizer interrupting = Optimizer.custom("interrupting", (w, g, rate) -> {
            if (++moves[0] == 5) {
                Thread.currentThread().interrupt();
            }
        });
        Run run = Descent.of(Nets.linear(3, 1).seed(1), DATA)
                .loss(Loss.LOGISTIC)
                .rate(0.1)
                .optimizer(interrupting)
                .run(1000);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(run.lastStep()).isEqualTo(5);
    }

    @Test
    void theLookThroughALongScheduleCanBeInterrupted() {
        int[] asked = new int[1];
        Run run = Descent.of(Nets.linear(3, 1).seed(1), DATA)
                .loss(Loss.LOGISTIC)
                .rate(0.1)
                .schedule(t -> {
                    if (++asked[0] == 10) {
                        Thread.currentThread().interrupt();
                    }
                    return 1;
                })
                .run(1_000_000);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(run.lastStep()).isZero();
        assertThat(asked[0]).isLessThan(10_000);
    }

    @Test
    void whoNeedsAWholeRunGetsNoPart() {
        Descent descent = Descent.of(Nets.linear(3, 1).seed(1), DATA).loss(Loss.LOGISTIC);
        Run whole = descent.rate(0.1).run(10);
        assertThat(whole.complete("unused")).isSameAs(whole);
        Run stopped = descent.rate(0.1).stop(Stop.lossBelow(100)).run(10);
        assertThat(stopped.complete("unused")).isSameAs(stopped);
        Run failed = descent.rate(0.1)
                .record(Probe.named("bad", state -> {
                    throw new java.io.IOException("no such number");
                }))
                .run(10);
        assertThatThrownBy(() -> failed.complete("λ = 0.1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("λ = 0.1: Run, ended at step 0 (partial): the probe \"bad\" failed")
                .hasRootCauseInstanceOf(java.io.IOException.class);
    }

    @Test
    void anInterruptedRunIsNoErrorOfWhatWasAskedFor() {
        Run run = Descent.of(Nets.linear(3, 1).seed(1), DATA)
                .loss(Loss.LOGISTIC)
                .rate(0.1)
                .record(Probe.named("interrupting", state -> {
                    Thread.currentThread().interrupt();
                    return 1;
                }))
                .run(1000);
        assertThat(run.ending()).isEqualTo(Ending.INTERRUPTED);
        assertThatThrownBy(() -> run.complete("rate 0.1")).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThatThrownBy(() -> run.complete("rate 0.1")).isInstanceOf(CancellationException.class);
    }

    @Test
    void aBatchWithReplacementMayBeLargerThanTheData() {
        Data data = Data.of(new double[][] {{1, 2, 3}}, new double[] {1});
        Descent descent =
                Descent.of(Nets.tanh(3, 5, 1).seed(2), data).loss(Loss.LOGISTIC).rate(0.1);
        double[] whole = descent.run(20).net().parameters();
        double[] copies = descent.batch(8).run(20).net().parameters();
        assertThat(copies).containsExactly(whole, within(1e-14));
    }

    @Test
    void epochsGoThroughAllSamplesBeforeAnyComesAgainEvenInsideABatch() {
        // The gradient of −f is that of no weight: each step adds the inputs of its batch, here unit vectors.
        double[][] x = new double[5][5];
        for (int i = 0; i < x.length; i++) {
            x[i][i] = 1;
        }
        Loss linear = Loss.margin("linear", m -> -m, m -> -1, m -> 0);
        Descent descent = Descent.of(
                        Nets.linear(5, 1).withParameters(new double[5]), Data.of(x, new double[] {1, 1, 1, 1, 1}))
                .loss(linear)
                .rate(3)
                .epochs(3);
        // Five batches of three are three epochs; the second batch goes over the end of the first.
        assertThat(descent.run(5).net().parameters()).containsExactly(new double[] {3, 3, 3, 3, 3}, within(1e-12));
        int twice = 0;
        for (int seed = 0; seed < 30; seed++) {
            double[] one = descent.seed(seed).run(1).net().parameters();
            double[] two = descent.seed(seed).run(2).net().parameters();
            assertThat(Arrays.stream(two).sum()).isCloseTo(6, within(1e-12));
            assertThat(Arrays.stream(two).min().orElseThrow()).isCloseTo(1, within(1e-12));
            twice += IntStream.range(0, 5).anyMatch(i -> two[i] - one[i] > 1.5) ? 1 : 0;
        }
        assertThat(twice).isPositive();
    }

    @Test
    void interruptionLeavesAPartialRun() {
        Probe interrupting = Probe.named("interrupt", state -> {
            if (state.step() == 64) {
                Thread.currentThread().interrupt();
            }
            return state.step();
        });
        Run run = Descent.of(Nets.linear(3, 1).seed(1), DATA)
                .loss(Loss.LOGISTIC)
                .rate(0.1)
                .record(interrupting)
                .at(Times.every(64))
                .run(1000);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.partial()).isTrue();
        assertThat(run.ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(run.lastStep()).isBetween(64, 128);
    }

    @Test
    void aProbeThatThrowsEndsTheRunWithItsCause() {
        Probe bad = Probe.named("bad", state -> {
            if (state.step() > 5) {
                throw new java.io.IOException("no such number");
            }
            return 1;
        });
        Run run = Descent.of(Nets.linear(3, 1).seed(1), DATA)
                .loss(Loss.LOGISTIC)
                .rate(0.1)
                .record(Probe.loss(), bad)
                .at(Times.every(3))
                .run(10);
        assertThat(run.ending()).isEqualTo(Ending.PROBE_FAILED);
        assertThat(run.cause()).hasMessageContaining("bad").hasMessageContaining("step 6");
        assertThat(run.values(Probe.loss())).hasSize(2);
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        Descent descent = Descent.of(Nets.linear(3, 1), DATA);
        assertThatThrownBy(() -> descent.rate(0.1).run(1)).hasMessageContaining("needs a loss");
        assertThatThrownBy(() -> descent.loss(Loss.SQUARE).run(1)).hasMessageContaining("step size");
        assertThatThrownBy(() -> descent.rate(-1)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> descent.epochs(21))
                .hasMessageContaining("1 to 20")
                .hasMessageContaining("got 21");
        assertThatThrownBy(() -> descent.batch(0))
                .hasMessageContaining("at least 1")
                .hasMessageContaining("got 0");
        assertThatThrownBy(() -> descent.loss(Loss.CROSS_ENTROPY)).hasMessageContaining("LOGISTIC");
        assertThatThrownBy(() -> Descent.of(Nets.linear(4, 1), DATA)).hasMessageContaining("4 inputs");
        Run run = descent.loss(Loss.SQUARE).rate(0.1).run(1);
        assertThatThrownBy(() -> run.plot(Probe.margin())).hasMessageContaining("no record of \"margin\"");
    }

    @Test
    void marginsOfTheRunAreThoseOfTheNet() {
        Run run = Descent.of(Nets.relu(3, 5, 1).seed(2), DATA)
                .loss(Loss.EXPONENTIAL)
                .rate(0.1)
                .record(Probe.margin(), Probe.marginArea(Norm.FROBENIUS_PRODUCT), Probe.layerNorms())
                .run(100);
        double[] margin = run.values(Probe.margin());
        double[] area = run.values(Probe.marginArea(Norm.FROBENIUS_PRODUCT));
        assertThat(margin[margin.length - 1])
                .isEqualTo(Margins.of(run.net(), DATA).min());
        assertThat(area[area.length - 1])
                .isCloseTo(
                        Margins.normalized(run.net(), DATA)
                                .by(Norm.FROBENIUS_PRODUCT)
                                .area(),
                        within(1e-15));
        assertThat(run.values(Probe.layerNorms(), 1)[0])
                .isEqualTo(Nets.relu(3, 5, 1).seed(2).rho(2));
    }
}
