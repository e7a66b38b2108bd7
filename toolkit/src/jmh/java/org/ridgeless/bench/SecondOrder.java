package org.ridgeless.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;

/** Hessian-vector products, tangent kernels and whole Hessians on 256 samples, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SecondOrder {
    private static final int SAMPLES = 256;

    private Risk wide;
    private Risk narrow;
    private double[] wideWeights;
    private double[] narrowWeights;
    private double[] direction;
    private double[] product;
    private double[] kernel;
    private double[] hessian;

    @Setup
    public void prepare() {
        Data data = Data.separable(SAMPLES, 20).gap(0.3).seed(1);
        Net large = Nets.relu(20, 128, 128, 1).seed(7);
        Net small = Nets.relu(20, 32, 32, 1).seed(7);
        wide = Risk.of(large, data, Loss.EXPONENTIAL);
        narrow = Risk.of(small, data, Loss.EXPONENTIAL);
        wideWeights = large.parameters();
        narrowWeights = small.parameters();
        direction = large.seed(8).parameters();
        product = new double[wideWeights.length];
        kernel = new double[SAMPLES * SAMPLES];
        hessian = new double[narrowWeights.length * narrowWeights.length];
        wide.linearize(wideWeights);
    }

    /** ∇²L v of 20 → 128 → 128 → 1. */
    @Benchmark
    public double[] hessianProduct() {
        wide.hessianProductAt(wideWeights, direction, product);
        return product;
    }

    /** ∇²L of 20 → 32 → 32 → 1, which has 1,696 parameters. */
    @Benchmark
    public double[] wholeHessian() {
        narrow.hessian(narrowWeights, hessian);
        return hessian;
    }

    /** The tangent kernel of 20 → 128 → 128 → 1. */
    @Benchmark
    public double[] tangentKernel() {
        wide.kernel(wideWeights, kernel);
        return kernel;
    }

    /** The Gauss–Newton product of 20 → 128 → 128 → 1. */
    @Benchmark
    public double[] gaussNewtonProduct() {
        return wide.gaussNewtonProduct(wideWeights, direction);
    }

    /** Value, slope, curvature and third derivative along a direction of 20 → 128 → 128 → 1. */
    @Benchmark
    public double[] alongLine() {
        return wide.alongLine(wideWeights, direction);
    }

    /** One gradient for each sample of 20 → 32 → 32 → 1. */
    @Benchmark
    public double[][] sampleGradients() {
        return narrow.sampleGradients(narrowWeights);
    }

    /** The Jacobian of 20 → 32 → 32 → 1. */
    @Benchmark
    public double[][] jacobian() {
        return narrow.jacobian(narrowWeights);
    }
}
