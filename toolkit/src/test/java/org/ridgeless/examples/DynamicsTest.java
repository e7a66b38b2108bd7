package org.ridgeless.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Checkpoint;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Ending;
import org.ridgeless.dynamics.GradientFlow;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Replicas;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Schedule;
import org.ridgeless.dynamics.Stop;
import org.ridgeless.dynamics.Times;
import org.ridgeless.dynamics.width.CoordinateCheck;
import org.ridgeless.dynamics.width.CoordinateReport;
import org.ridgeless.lab.docs.Shown;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Parametrization;

class DynamicsTest {
    private final Data data = Data.regression(new double[][] {{1}}, new double[][] {{1}});
    private final Net net = Nets.linear(1, 1).withParameters(0);

    @TempDir
    private Path folder;

    @Test
    void descent() {
        // @start region="descent"
        Data data = Data.regression(new double[][] {{1}}, new double[][] {{1}}); // one sample, 1 ↦ 1
        Net net = Nets.linear(1, 1).withParameters(0); // x ↦ w x from w = 0
        Run run = Descent.of(net, data)
                .loss(Loss.SQUARE)
                .rate(0.5)
                .record(Probe.loss())
                .run(3);
        double[] weights = run.net().parameters(); // [0.875] = 1 − (1 − 0.5)³
        double[] losses = run.values(Probe.loss()); // [0.5, 0.125, 0.03125, 0.0078125] = (1 − w)² / 2
        // @end
        Shown.in("descent", weights, losses);
    }

    @Test
    void flow() {
        // @start region="flow"
        Data data = Data.regression(new double[][] {{1}}, new double[][] {{1}}); // one sample, 1 ↦ 1
        Net net = Nets.linear(1, 1).withParameters(0); // x ↦ w x from w = 0
        Run run = GradientFlow.of(net, data).loss(Loss.SQUARE).run(1); // until time 1
        double[] weights = run.net().parameters(); // [0.632120…] = 1 − 1/e
        // @end
        Shown.in("flow", (Object) weights);
        assertThat(weights[0]).isCloseTo(1 - 1 / Math.E, within(1e-6));
    }

    @Test
    void momentum() {
        // @start region="momentum"
        Descent descent = Descent.of(net, data).loss(Loss.SQUARE).rate(0.5).optimizer(Optimizer.heavyBall(0.5));
        double[] third = descent.run(3).net().parameters(); // [1.25], after 0, 0.5 and 1: beyond the minimum
        // @end
        Shown.in("momentum", (Object) third);
    }

    @Test
    void probe() {
        // @start region="probe"
        Probe weight = Probe.named("weight", state -> state.net().parameters()[0]);
        Run run =
                Descent.of(net, data).loss(Loss.SQUARE).rate(0.5).record(weight).run(3);
        double[] weights = run.values(weight); // [0, 0.5, 0.75, 0.875], from step 0 on
        // @end
        Shown.in("probe", (Object) weights);
    }

    @Test
    void times() {
        // @start region="times"
        Descent descent = Descent.of(net, data).loss(Loss.SQUARE).rate(0.5).record(Probe.loss());
        int[] every = descent.at(Times.every(10)).run(25).steps(); // [0, 10, 20, 25]
        int[] logarithmic = descent.at(Times.logarithmic(1)).run(2_000).steps(); // [0, 1, 10, 100, 1000, 2000]
        // @end
        Shown.in("times", every, logarithmic);
    }

    @Test
    void stop() {
        // @start region="stop"
        Run run = Descent.of(net, data)
                .loss(Loss.SQUARE)
                .rate(0.5)
                .stop(Stop.lossBelow(0.01))
                .run(100);
        int last = run.lastStep(); // 3, where the loss is 0.0078
        Ending ending = run.ending(); // STOPPED
        // @end
        Shown.in("stop", last, ending);
    }

    @Test
    void schedule() {
        // @start region="schedule"
        Schedule cosine = Schedule.cosine(4);
        double[] factors = Vectors.of(5, cosine::factor); // [1, 0.8535…, 0.5, 0.1464…, 0]
        Schedule warm = Schedule.warmUp(100).then(100, Schedule.power(0.5, 1)); // or t -> …
        // @end
        Shown.in("schedule", (Object) factors);
        assertThat(factors[1]).isCloseTo((2 + Math.sqrt(2)) / 4, within(1e-15));
        assertThat(warm.factor(99)).isEqualTo(1);
    }

    @Test
    void table() {
        Path file = folder.resolve("run.csv");
        // @start region="table"
        Run run = Descent.of(net, data)
                .loss(Loss.SQUARE)
                .rate(0.5)
                .record(Probe.loss(), Probe.gradientNorm())
                .run(2);
        run.table().save(file); // a row for each measurement
        double[] slopes = run.values(Probe.gradientNorm()); // [1, 0.5, 0.25]
        // @end
        Shown.in("table", (Object) slopes);
        assertThat(file).content().hasLineCount(4);
    }

    @Test
    void flowInLogTime() {
        // @start region="log-time"
        Data data = Data.of(new double[][] {{1}}, new double[] {1});
        Net net = Nets.linear(1, 1).withParameters(0);
        Run run = GradientFlow.of(net, data)
                .loss(Loss.EXPONENTIAL)
                .logTime() // all times are those of u = log(1 + t)
                .record(Probe.margin())
                .at(1, 10, 100)
                .run(100);
        double[] margins = run.values(Probe.margin()); // w = u, as dw/dt = e⁻ʷ
        // @end
        assertThat(margins).containsSequence(new double[] {1, 10, 100}, within(1e-6));
    }

    @Test
    void replicas() {
        // @start region="replicas"
        Descent one = Descent.of(net.withParameters(0), data).loss(Loss.SQUARE).rate(0.5);
        Descent other =
                Descent.of(net.withParameters(2), data).loss(Loss.SQUARE).rate(0.5);
        Run[] runs = Replicas.of(one, other).run(1); // in parallel
        double[] first = runs[0].net().parameters(); // [0.5]
        double[] second = runs[1].net().parameters(); // [1.5]
        // @end
        Shown.in("replicas", first, second);
    }

    @Test
    void checkpoint() {
        String file = folder.resolve("half-way.bin").toString();
        // @start region="checkpoint"
        Descent descent = Descent.of(net, data).loss(Loss.SQUARE).rate(0.5);
        descent.run(2).checkpoint().save(file); // after two steps
        Run rest = descent.resume(Checkpoint.read(file)).run(1); // one more
        double[] weights = rest.net().parameters(); // [0.875], as in one go
        // @end
        Shown.in("checkpoint", (Object) weights);
    }

    @Test
    void coordinateCheck() {
        // @start region="coordinate-check"
        Data data = Data.separable(20, 5).gap(0.1).seed(1);
        CoordinateReport report = CoordinateCheck.of(
                        n -> Nets.relu(5, n, n, 1).parametrization(Parametrization.MAXIMAL_UPDATE), data)
                .loss(Loss.SQUARE)
                .optimizer(Optimizer.maximalUpdate())
                .rate(0.1)
                .widths(32, 64, 128)
                .run();
        double[] exponents = report.changeExponents(); // near 0 in each of the three layers
        String diagnosis = report.diagnosis();
        // @end
        assertThat(exponents).hasSize(3);
        assertThat(diagnosis).isNotBlank();
    }
}
