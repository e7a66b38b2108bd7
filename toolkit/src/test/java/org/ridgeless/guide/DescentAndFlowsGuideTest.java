package org.ridgeless.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Ending;
import org.ridgeless.dynamics.Geometry;
import org.ridgeless.dynamics.GradientFlow;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Schedule;
import org.ridgeless.dynamics.Stop;
import org.ridgeless.dynamics.Times;
import org.ridgeless.dynamics.constrained.FlowLaw;
import org.ridgeless.dynamics.constrained.FlowPath;
import org.ridgeless.dynamics.constrained.SquareLossFlow;
import org.ridgeless.dynamics.constrained.UnitNormFlow;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Norm;
import org.ridgeless.plots.Chart;

/** The code of docs/guide/descent-and-flows.md. */
class DescentAndFlowsGuideTest {
    @TempDir
    private Path folder;

    @Test
    void descents() {
        Data data = Data.separable(40, 5).gap(0.3).seed(1);
        Net net = Nets.tanh(5, 12, 1).seed(1);
        // code: descents
        Descent plain = Descent.of(net, data).loss(Loss.SQUARE).rate(0.05); // the whole data at each step
        Descent stochastic = plain.epochs(8).seed(3).decay(1e-3).clip(1);
        Descent adam = plain.rate(1e-3)
                .optimizer(Optimizer.adam())
                .schedule(Schedule.warmUp(50).then(50, Schedule.cosine(450)));
        Descent langevin = plain.temperature(1e-4); // stationary density exp(−L/T)
        Descent noisy = plain.labelNoise(0.1); // drawn afresh at each step
        Descent cubic = plain.optimizer(Optimizer.custom("cubic", (w, g, rate) -> {
            for (int i = 0; i < w.length; i++) {
                w[i] -= rate * Math.cbrt(g[i]);
            }
        }));
        // end
        for (Descent descent : new Descent[] {plain, stochastic, adam, langevin, noisy, cubic}) {
            assertThat(descent.run(500).ending()).isEqualTo(Ending.COMPLETED);
        }
        double[] trained = adam.run(500).net().parameters();
        assertThat(adam.run(520).net().parameters())
                .as("the cosine has come down to 0")
                .isEqualTo(trained);
    }

    @Test
    void probes() {
        Data data = Data.separable(40, 5).gap(0.3).seed(1);
        Data test = Data.separable(400, 5).gap(0.3).seed(2);
        Net net = Nets.relu(5, 12, 1).seed(1);
        // code: probes
        double[] start = net.parameters();
        Probe way = Probe.named(
                "distance from the start",
                state -> Vectors.norm(Vectors.subtract(state.net().parameters(), start)));
        Run run = Descent.of(net, data)
                .loss(Loss.LOGISTIC)
                .rate(0.1)
                .record(Probe.loss(), Probe.gradientNorm(), Probe.testError(test), way)
                .at(Times.logarithmic(10)) // ten times in each factor of ten
                .stop(Stop.marginAbove(0)) // once all samples are on their side
                .stop(Stop.when(way).above(100))
                .run(10_000);
        double[] distances = run.values(way); // run.table() has all, run.plot(way) draws
        // end
        assertThat(run.ending()).isEqualTo(Ending.STOPPED);
        assertThat(run.toString()).contains("margin > 0");
        assertThat(distances[0]).isZero();
        assertThat(distances[distances.length - 1]).isPositive();
    }

    @Test
    void flows() {
        Data data = Data.separable(30, 3).gap(0.3).seed(1);
        Net net = Nets.linear(3, 1).seed(1);
        // code: flows
        Probe margin = Probe.normalizedMargin(Norm.FROBENIUS_PRODUCT);
        Run flow = GradientFlow.of(net, data)
                .loss(Loss.SQUARE)
                .record(Probe.loss())
                .at(0.1, 1, 10)
                .run(100); // until t = 100, to a relative error of 1e−8 in each step
        Run far = GradientFlow.of(net, data)
                .loss(Loss.EXPONENTIAL)
                .logTime()
                .record(margin)
                .run(1_000); // until log(1 + t) = 1,000
        double best = MaxMargin.l2(data).margin(); // where the margin of the direction goes
        // end
        assertThat(flow.times()[2]).isCloseTo(1, within(1e-12));
        double[] margins = far.values(margin);
        assertThat(margins[margins.length - 1] / best).isBetween(0.999, 1.0);
        Run descent = Descent.of(net, data).loss(Loss.SQUARE).rate(1e-3).run(10_000);
        Run ten = GradientFlow.of(net, data).loss(Loss.SQUARE).run(10);
        assertThat(ten.net().parameters()).containsExactly(descent.net().parameters(), within(1e-3));
    }

    @Test
    void constrained() {
        Data data = Data.separable(30, 3).gap(0.3).seed(1);
        Net net = Nets.linear(3, 1).seed(1);
        double best = MaxMargin.l2(data).margin();
        // code: constrained
        Run spheres = GradientFlow.of(net, data)
                .loss(Loss.EXPONENTIAL)
                .in(Geometry.SPHERES) // each weight matrix keeps its norm; also LAGRANGE, WEIGHT_NORMALIZED
                .run(100);
        FlowPath path = UnitNormFlow.of(net, data, FlowLaw.CORRECTED, 0.1).run(1, 20_000, 100);
        double share = path.lastMargin() / best; // of the largest margin, at unit norm
        double drift = path.drift(); // of the norms, which are never reset
        SquareLossFlow.End rest = SquareLossFlow.of(net, data, 0.01).run(1, 1e-8, 100_000);
        // end
        double norm = Vectors.norm(net.parameters());
        assertThat(Vectors.norm(spheres.net().parameters())).isCloseTo(norm, within(1e-6 * norm));
        assertThat(share).isBetween(0.9, 1.0);
        assertThat(drift).isLessThan(1e-6);
        assertThat(rest.atRest()).isTrue();
        assertThat(rest.rho()).isCloseTo(rest.mean() / (rest.square() + 0.01), within(1e-6));
    }

    @Test
    void edge() {
        Path figures = folder;
        // code: edge
        Probe sharpness = Probe.sharpness(); // the largest eigenvalue of the Hessian
        Descent descent = Descent.of(
                        Nets.tanh(10, 16, 1).seed(1).scaled(0.5),
                        Data.randomLabels(192, 10).seed(1))
                .loss(Loss.SQUARE)
                .rate(0.8)
                .record(sharpness)
                .at(Times.every(20));
        Run plain = descent.run(1_200);
        Run heavy = descent.optimizer(Optimizer.heavyBall(0.5)).run(1_200);
        double[] steps = Arrays.stream(plain.steps()).asDoubleStream().toArray();
        Chart chart = Chart.titled("Descent takes the sharpness to the edge of stability")
                .x("step")
                .y("sharpness")
                .line("$\\beta = 0$", steps, plain.values(sharpness))
                .theory("$2(1 + \\beta)/\\eta$", step -> 2 / 0.8)
                .line("$\\beta = 0.5$", steps, heavy.values(sharpness))
                .theory("$2(1 + \\beta)/\\eta$", step -> 2 * 1.5 / 0.8);
        chart.save(figures.resolve("edge.png"));
        // end
        assertThat(lateMean(plain.values(sharpness))).isCloseTo(2 / 0.8, withinPercentage(5));
        assertThat(lateMean(heavy.values(sharpness))).isCloseTo(2 * 1.5 / 0.8, withinPercentage(5));
        assertThat(figures.resolve("edge.png")).isNotEmptyFile();
    }

    private static double lateMean(double[] values) {
        return Arrays.stream(values, values.length / 2, values.length).average().orElseThrow();
    }
}
