package org.ridgeless.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Times;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;

/**
 * Full-batch steps of a network of three hidden layers on 256 samples with each optimizer. With {@code -prof gc} the bytes
 * an operation tell what a step allocates: the run itself, divided by its steps.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class OptimizerSteps {
    private static final int STEPS = 1000;

    @Param({"32", "128"})
    private int width;

    @Param({"descent", "heavyBall", "nesterov", "adam", "sign", "normalized", "muon"})
    private String optimizer;

    private Descent descent;

    /** The descent, with no probes. */
    @Setup
    public void prepare() {
        descent = Descent.of(
                        Nets.relu(20, width, width, width, 1).seed(7),
                        Data.separable(256, 20).gap(0.3).seed(1))
                .loss(Loss.LOGISTIC)
                .rate(1e-4)
                .optimizer(chosen())
                .at(Times.at());
    }

    private Optimizer chosen() {
        switch (optimizer) {
            case "heavyBall":
                return Optimizer.heavyBall(0.9);
            case "nesterov":
                return Optimizer.nesterov(0.9);
            case "adam":
                return Optimizer.adam();
            case "sign":
                return Optimizer.sign();
            case "normalized":
                return Optimizer.normalized();
            case "muon":
                return Optimizer.muon(0.95);
            default:
                return Optimizer.gradientDescent();
        }
    }

    /** So many steps. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public Run steps() {
        return descent.run(STEPS);
    }
}
