package org.ridgeless.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.constrained.FlowLaw;
import org.ridgeless.dynamics.constrained.FlowPath;
import org.ridgeless.dynamics.constrained.UnitNormFlow;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Norm;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.WeightDecay;

class GradientFlowTest {
    private static final Data DATA = Data.separable(20, 3).gap(0.3).seed(1);

    private static double[] trained(Run run) {
        assertThat(run.ending()).isEqualTo(Ending.COMPLETED);
        return run.net().parameters();
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    @Test
    void leastSquaresRelaxesExponentiallyAtTheRateOfEachEigenvalueAndItsDecay() {
        Data data = Data.regression(new double[][] {{Math.sqrt(2), 0}, {0, 2}}, new double[][] {{Math.sqrt(2)}, {-4}});
        // L = (w_1 − 1)²/2 + 2 (w_2 + 2)²/2.
        Net net = Nets.linear(2, 1).withParameters(3, 3);
        Probe weights = Probe.numbers("w", state -> state.net().parameters());
        Run run = GradientFlow.of(net, data)
                .loss(Loss.SQUARE)
                .record(weights)
                .at(0.25, 0.5)
                .run(2);
        assertThat(run.times()).containsExactly(new double[] {0, 0.25, 0.5, 2}, within(1e-14));
        for (int k = 0; k < 4; k++) {
            double t = run.times()[k];
            assertThat(run.values(weights, 0)[k]).isCloseTo(1 + 2 * Math.exp(-t), within(1e-7));
            assertThat(run.values(weights, 1)[k]).isCloseTo(-2 + 5 * Math.exp(-2 * t), within(1e-7));
        }
        double[] decayed = trained(GradientFlow.of(net, data)
                .loss(Loss.SQUARE)
                .decay(WeightDecay.all(1))
                .run(1));
        assertThat(decayed[0]).isCloseTo(0.5 + 2.5 * Math.exp(-2), within(1e-7));
    }

    @Test
    void descentApproachesTheFlowAtFirstOrderOfItsStep() {
        Net net = Nets.tanh(3, 6, 1).seed(3);
        double[] flow = trained(GradientFlow.of(net, DATA).loss(Loss.LOGISTIC).run(2));
        Descent descent = Descent.of(net, DATA).loss(Loss.LOGISTIC);
        double coarse = distance(flow, trained(descent.rate(0.01).run(200)));
        double fine = distance(flow, trained(descent.rate(0.005).run(400)));
        assertThat(coarse / fine).isCloseTo(2, within(0.02));
    }

    @Test
    void balancednessOfLinearNetworksIsConserved() {
        // W_2ᵀ W_2 − W_1 W_1ᵀ and W_3ᵀ W_3 − W_2 W_2ᵀ (Arora, Cohen and Hazan, 2018).
        Net net = Nets.linear(3, 4, 5, 1).seed(3);
        Run run = GradientFlow.of(net, DATA)
                .loss(Loss.SQUARE)
                .tolerance(1e-11, 1e-13)
                .run(20);
        for (int k = 1; k <= 2; k++) {
            double[][] before = imbalance(net, k);
            double[][] after = imbalance(run.net(), k);
            for (int i = 0; i < before.length; i++) {
                assertThat(after[i]).containsExactly(before[i], within(1e-9));
            }
        }
        assertThat(distance(net.parameters(), trained(run))).isGreaterThan(0.1);
    }

    private static double[][] imbalance(Net net, int k) {
        double[][] lower = net.weights(k);
        double[][] upper = net.weights(k + 1);
        double[][] difference = new double[lower.length][lower.length];
        for (int i = 0; i < lower.length; i++) {
            for (int j = 0; j < lower.length; j++) {
                for (double[] row : upper) {
                    difference[i][j] += row[i] * row[j];
                }
                for (int l = 0; l < lower[0].length; l++) {
                    difference[i][j] -= lower[i][l] * lower[j][l];
                }
            }
        }
        return difference;
    }

    @Test
    void homogeneousNetworksObeyEulersIdentity() {
        for (Net net :
                new Net[] {Nets.relu(3, 9, 7, 1).seed(1), Nets.linear(3, 4, 1).seed(2)}) {
            Risk risk = Risk.of(net, DATA, Loss.SQUARE);
            double[] w = net.parameters();
            double[] f = risk.outputs(w);
            double[] along = risk.jacobianProduct(w, w);
            for (int i = 0; i < f.length; i++) {
                assertThat(along[i]).isCloseTo(net.degree() * f[i], within(1e-12 * (1 + Math.abs(f[i]))));
            }
        }
    }

    @Test
    void logTimeIsTheSameFlowOnAnotherClockAndGoesOnWhereNumbersEnd() {
        Net net = Nets.tanh(3, 8, 1).seed(5);
        GradientFlow flow = GradientFlow.of(net, DATA).loss(Loss.EXPONENTIAL).tolerance(1e-9, 1e-9);
        double[] plain = trained(flow.run(Math.expm1(3)));
        Run logarithmic = flow.logTime().record(Probe.logLoss()).run(3);
        assertThat(distance(plain, trained(logarithmic))).isLessThan(1e-5);
        assertThat(logarithmic.logTimes()[logarithmic.logTimes().length - 1])
                .isCloseTo(Math.log(Math.expm1(3)), within(1e-12));
        Run far = GradientFlow.of(Nets.linear(3, 1).seed(5), DATA)
                .loss(Loss.EXPONENTIAL)
                .logTime()
                .record(Probe.logLoss(), Probe.loss())
                .run(900);
        double[] logLoss = far.values(Probe.logLoss());
        assertThat(far.values(Probe.loss())[logLoss.length - 1]).isZero();
        // L ~ 1/t for a linear network, so that log L / log t tends to −1.
        assertThat(logLoss[logLoss.length - 1] / 900).isCloseTo(-1, within(0.01));
        assertThat(far.times()[logLoss.length - 1]).isInfinite();
    }

    @Test
    void logTimeAndLossScaledDescentReachTheSameMargin() {
        Net net = Nets.linear(3, 1).seed(1);
        Probe margin = Probe.normalizedMargin(Norm.FROBENIUS_PRODUCT);
        Run descent = Descent.of(net, DATA)
                .loss(Loss.EXPONENTIAL)
                .rate(0.02)
                .lossScaled()
                .record(margin)
                .run(30_000);
        double[] logTimes = descent.logTimes();
        double[] margins = descent.values(margin);
        int last = margins.length - 1;
        Run flow = GradientFlow.of(net, DATA)
                .loss(Loss.EXPONENTIAL)
                .logTime()
                .record(margin)
                .run(logTimes[last]);
        double[] flowMargins = flow.values(margin);
        assertThat(margins[last]).isCloseTo(flowMargins[flowMargins.length - 1], within(1e-4));
    }

    @Test
    void onSpheresTheNormsOfTheLayersAreConserved() {
        Net net = Nets.tanh(3, 8, 6, 1).seed(5);
        Run run = GradientFlow.of(net, DATA)
                .loss(Loss.LOGISTIC)
                .in(Geometry.SPHERES)
                .record(Probe.loss())
                .tolerance(1e-9, 1e-11)
                .run(20);
        assertThat(run.net().layerNorms()).containsExactly(net.layerNorms(), within(1e-7));
        double[] loss = run.values(Probe.loss());
        for (int k = 1; k < loss.length; k++) {
            assertThat(loss[k]).isLessThanOrEqualTo(loss[k - 1]);
        }
        assertThat(loss[loss.length - 1]).isLessThan(0.8 * loss[0]);
    }

    @Test
    void lagrangeFormIsTheUnitNormFlowOfTheMeanLoss() {
        Net net = Nets.linear(3, 6, 1).seed(5).normalized();
        double n = DATA.samples();
        FlowPath path = UnitNormFlow.of(net, DATA, FlowLaw.CORRECTED, 0.002).run(1, 4000, 1);
        double[] time = path.time();
        double end = time[time.length - 1];
        // The other flow is that of the sum over the samples, so its time is shorter by a factor n.
        Run run = GradientFlow.of(net, DATA)
                .loss(Loss.EXPONENTIAL)
                .in(Geometry.LAGRANGE)
                .record(Probe.norm(Norm.FROBENIUS_PRODUCT), Probe.normalizedMargin(Norm.FROBENIUS_PRODUCT))
                .run(n * end);
        double[] rho = run.values(Probe.norm(Norm.FROBENIUS_PRODUCT));
        assertThat(rho[rho.length - 1]).isCloseTo(path.rho()[time.length - 1], within(1e-5));
        double[] margin = run.values(Probe.normalizedMargin(Norm.FROBENIUS_PRODUCT));
        assertThat(margin[margin.length - 1]).isCloseTo(path.lastMargin(), within(1e-5));
        assertThat(run.net().rho(1)).isCloseTo(1, within(1e-7));
    }

    @Test
    void ofOneLayerWeightNormalizationAndTheLagrangeFormAreTheSame() {
        Net net = Nets.linear(3, 1).seed(2).scaled(3);
        GradientFlow flow = GradientFlow.of(net, DATA).loss(Loss.LOGISTIC);
        double[] normalized = trained(flow.in(Geometry.WEIGHT_NORMALIZED).run(30));
        double[] lagrange = trained(flow.in(Geometry.LAGRANGE).run(30));
        assertThat(normalized).containsExactly(lagrange, within(1e-6));
        assertThat(distance(normalized, trained(flow.run(30)))).isGreaterThan(0.01);
    }

    @ParameterizedTest
    @EnumSource(Geometry.class)
    void theLossFallsInEveryGeometryAndRunsAreReproducible(Geometry geometry) {
        Net net = Nets.linear(3, 8, 6, 1).seed(5);
        GradientFlow flow =
                GradientFlow.of(net, DATA).loss(Loss.EXPONENTIAL).in(geometry).record(Probe.loss());
        Run run = flow.run(5);
        double[] loss = run.values(Probe.loss());
        assertThat(loss[loss.length - 1]).isLessThan(loss[0]);
        assertThat(flow.run(5).net().parameters()).containsExactly(trained(run));
    }

    @ParameterizedTest
    @EnumSource(Geometry.class)
    void aFlowCutShortGoesOnBitForBit(Geometry geometry) {
        GradientFlow flow = GradientFlow.of(Nets.linear(3, 8, 6, 1).seed(5), DATA)
                .loss(Loss.EXPONENTIAL)
                .in(geometry)
                .at(1, 2, 3, 3.01, 4)
                .record(Probe.loss());
        Run whole = flow.run(5);
        for (GradientFlow cut : List.of(flow, flow.logTime())) {
            Run all = cut == flow ? whole : cut.run(5);
            // A rule may hold inside a step, an interruption comes at the end of one.
            Run stopped =
                    cut.stop(Stop.when("late", state -> state.logTime() > 0.9)).run(5);
            assertThat(stopped.ending()).isEqualTo(Ending.STOPPED);
            assertIsTheRestOf(all, cut.resume(stopped.checkpoint()).run(5));
            Run interrupted = cut.record(interruptingAfter(1.5)).run(5);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(interrupted.ending()).isEqualTo(Ending.INTERRUPTED);
            assertIsTheRestOf(all, cut.resume(interrupted.checkpoint()).run(5));
        }
    }

    private static Probe interruptingAfter(double time) {
        return Probe.named("interrupt", state -> {
            if (state.logTime() > Math.log(time)) {
                Thread.currentThread().interrupt();
            }
            return 0;
        });
    }

    private static void assertIsTheRestOf(Run whole, Run rest) {
        assertThat(rest.net().parameters()).containsExactly(trained(whole));
        assertThat(rest.lastStep()).isEqualTo(whole.lastStep());
        assertThat(rest.checkpoint()).isEqualTo(whole.checkpoint());
        double[] all = whole.values(Probe.loss());
        double[] late = rest.values(Probe.loss());
        assertThat(late.length).isBetween(2, all.length - 1);
        // The first measurement is the one where the cut run ended, which may be none of the whole one's.
        for (int i = 1; i < late.length; i++) {
            assertThat(late[late.length - i]).isEqualTo(all[all.length - i]);
        }
    }

    @Test
    void aFlowThatCameToItsEndGoesOnFromThere() {
        GradientFlow flow = GradientFlow.of(Nets.tanh(3, 6, 1).seed(3), DATA).loss(Loss.LOGISTIC);
        Run half = flow.run(5);
        Run rest = flow.at(2, 7).resume(half.checkpoint()).run(10);
        assertThat(rest.times()).containsExactly(new double[] {5, 7, 10}, within(1e-14));
        assertThat(rest.lastStep()).isGreaterThan(half.lastStep());
        assertThat(rest.net().parameters()).containsExactly(trained(flow.run(10)), within(1e-7));
    }

    @Test
    void aFlowThatReachesInfinityInFiniteTimeIsReported() {
        // L = −(mean of the margins) has no minimum; a product of three matrices blows up at a finite time.
        Loss linear = Loss.margin("linear", m -> -m, m -> -1, m -> 0);
        Run run = GradientFlow.of(Nets.linear(3, 4, 4, 1).seed(1), DATA)
                .loss(linear)
                .run(1e4);
        assertThat(run.diverged()).isTrue();
        assertThat(run.toString()).contains("diverged");
        assertThat(Arrays.stream(run.times()).max().orElseThrow()).isLessThan(1e4);
    }

    @Test
    void aRelativeToleranceAloneTakesBiasesThatStartAtZero() {
        GradientFlow flow =
                GradientFlow.of(Nets.tanh(3, 6, 1).biased().seed(3), DATA).loss(Loss.LOGISTIC);
        double[] mixed = trained(flow.tolerance(1e-10, 1e-12).run(2));
        assertThat(trained(flow.tolerance(1e-10, 0).run(2))).containsExactly(mixed, within(1e-8));
    }

    @Test
    void aPerfectFitIsAPlaceOfRestInLogTime() {
        Data one = Data.of(new double[][] {{1}}, new double[] {1});
        Net zero = Nets.linear(1, 1).withParameters(0);
        // On the hinge w = t up to the fit at t = 1.
        Run run = GradientFlow.of(zero, one)
                .loss(Loss.HINGE)
                .logTime()
                .record(Probe.loss())
                .at(Math.log(1.5))
                .run(5);
        assertThat(trained(run)[0]).isCloseTo(1, within(1e-6)).isGreaterThanOrEqualTo(1);
        assertThat(run.values(Probe.loss())).containsExactly(new double[] {1, 0.5, 0}, within(1e-7));
        assertThat(run.values(Probe.loss())[2]).isZero();
        for (Loss loss : List.of(Loss.HINGE, Loss.smoothedHinge(0.5))) {
            Net fitted = zero.withParameters(1.25);
            Run rest = GradientFlow.of(fitted, one).loss(loss).logTime().run(700);
            assertThat(trained(rest)).containsExactly(1.25);
        }
    }

    @Test
    void stepsStayBoundedWhereTheFlowOfRectifiersSlides() {
        GradientFlow flow = GradientFlow.of(Nets.relu(3, 8, 1).seed(5), DATA).loss(Loss.EXPONENTIAL);
        Run sliding = flow.tolerance(1e-6, 1e-6).run(20);
        Run coarser = flow.tolerance(1e-5, 1e-5).run(20);
        assertThat(sliding.lastStep()).isGreaterThan(5 * coarser.lastStep());
        Run bounded = flow.tolerance(1e-6, 1e-6).smallestStep(0.05).run(20);
        assertThat(bounded.lastStep()).isLessThan(sliding.lastStep() / 2);
        assertThat(distance(bounded.net().parameters(), trained(sliding))).isLessThan(0.05);
    }

    @Test
    void interruptionAndFailingProbesLeaveAPartialRun() {
        GradientFlow flow = GradientFlow.of(Nets.tanh(3, 6, 1).seed(3), DATA).loss(Loss.LOGISTIC);
        Probe interrupting = Probe.named("interrupt", state -> {
            if (state.logTime() > 0) {
                Thread.currentThread().interrupt();
            }
            return 0;
        });
        Run run = flow.record(interrupting).run(100);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.ending()).isEqualTo(Ending.INTERRUPTED);
        Run failed =
                flow.record(Probe.named("bad", state -> 1 / (int) state.step())).run(1);
        assertThat(failed.ending()).isEqualTo(Ending.PROBE_FAILED);
        assertThat(failed.cause()).hasMessageContaining("bad");
        assertThat(flow.stop(Stop.lossBelow(0.5)).run(1000).ending()).isEqualTo(Ending.STOPPED);
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        GradientFlow flow = GradientFlow.of(Nets.tanh(3, 6, 1).seed(3), DATA);
        assertThatThrownBy(() -> flow.run(1)).hasMessageContaining("needs a loss");
        assertThatThrownBy(() -> flow.loss(Loss.CROSS_ENTROPY)).hasMessageContaining("LOGISTIC");
        GradientFlow logistic = flow.loss(Loss.LOGISTIC);
        assertThatThrownBy(() -> logistic.run(-1)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> logistic.at(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> logistic.tolerance(-1, 0)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> logistic.in(Geometry.LAGRANGE).run(1)).hasMessageContaining("homogeneous");
        assertThatThrownBy(() -> logistic.logTime().decay(WeightDecay.all(1)).run(1))
                .hasMessageContaining("weight decay");
        Checkpoint half = logistic.run(2).checkpoint();
        assertThatThrownBy(() -> logistic.resume(half).run(1)).hasMessageContaining("time 2.0");
        assertThatThrownBy(() -> logistic.logTime().resume(half).run(3)).hasMessageContaining("log time");
        Descent descent =
                Descent.of(Nets.tanh(3, 6, 1), DATA).loss(Loss.LOGISTIC).rate(0.1);
        assertThatThrownBy(() -> descent.resume(half).run(1)).hasMessageContaining("gradient flow");
    }
}
