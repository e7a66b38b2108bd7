package org.ridgeless.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nd4j.Nd;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.engine.Evaluator;

/**
 * One step of descent on 20 → width → width → 1 rectified units and {@code samples} samples; on the fused engine it allocates
 * nothing. {@code -p engine=fused,ND4J} compares the engines.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DescentStep {
    private static final double RATE = 1e-4;

    @Param({"32", "128", "512"})
    public int width;

    @Param({"16", "256"})
    public int samples;

    @Param({"fused"})
    public String engine;

    private Evaluator evaluator;
    private double[] w;
    private double[] x;
    private double[] y;
    private double[] residual;

    @Setup
    public void prepare() {
        Net net = Nets.relu(20, width, width, 1).seed(7);
        Data data = Data.separable(samples, 20).gap(0.3).seed(1);
        Engine runner = engine.equals("ND4J") ? Nd.engine() : Engine.FUSED;
        evaluator = runner.evaluator(net.architecture(), samples);
        w = net.parameters();
        x = data.flatInputs();
        y = data.flatTargets();
        residual = new double[samples];
    }

    /** Forward, residual of the loss, and a reverse pass that adds the gradient to the weights. */
    @Benchmark
    public double step() {
        double value = Loss.EXPONENTIAL.gradient(evaluator.forward(w, x, samples), y, samples, 1, residual);
        evaluator.reverse(w, residual, -RATE / samples, w);
        return value;
    }
}
