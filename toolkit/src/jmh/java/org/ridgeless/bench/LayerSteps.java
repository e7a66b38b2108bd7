package org.ridgeless.bench;

import java.util.Arrays;
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
import org.ridgeless.nets.Blueprint;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.WeightNormalized;
import org.ridgeless.nets.layers.Window;

/**
 * The gradient on 64 samples of a network with one layer of each kind between 64 inputs, 8 × 8 for those that look through
 * windows, and one output; it allocates nothing ({@code -prof gc}).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class LayerSteps {
    private static final int SAMPLES = 64;

    @Param({
        "dense",
        "convolution",
        "locallyConnected",
        "averagePool",
        "maximumPool",
        "lowRank",
        "recurrent",
        "residual",
        "batchNormalization",
        "layerNormalization",
        "weightNormalized",
        "dropout",
        "tree"
    })
    private String layer;

    private Evaluator evaluator;
    private double[] w;
    private double[] x;
    private double[] y;
    private double[] residual;
    private double[] gradient;
    private long step;

    @Setup
    public void prepare() {
        Net net = layer.equals("tree")
                ? Nets.tree(Activations.RELU, 64, 8)
                : chosen().dense(1, Activations.LINEAR).net();
        Data data = Data.separable(SAMPLES, 64).gap(0.3).seed(1);
        evaluator = Engine.FUSED.evaluator(net.architecture(), SAMPLES);
        w = net.seed(7).parameters();
        x = data.flatInputs();
        y = data.flatTargets();
        residual = new double[SAMPLES];
        gradient = new double[w.length];
    }

    private Blueprint chosen() {
        Blueprint image = Nets.on(Shape.image(1, 8, 8));
        Blueprint dense = image.dense(64, Activations.RELU);
        Window three = Window.square(3);
        switch (layer) {
            case "convolution":
                return image.convolution(8, three, Activations.RELU);
            case "locallyConnected":
                return image.locallyConnected(8, three, Activations.RELU);
            case "averagePool":
                return image.convolution(8, three, Activations.RELU).averagePool(Window.square(2));
            case "maximumPool":
                return image.convolution(8, three, Activations.RELU).maximumPool(Window.square(2));
            case "lowRank":
                return image.lowRank(64, 8, Activations.RELU);
            case "recurrent":
                return dense.recurrent(4, Activations.RELU);
            case "residual":
                return dense.residual(branch -> branch.dense(64, Activations.RELU));
            case "batchNormalization":
                return dense.batchNormalization(1e-5).gain();
            case "layerNormalization":
                return dense.layerNormalization(1e-5).gain();
            case "weightNormalized":
                return dense.weightNormalized(WeightNormalized.Per.UNIT);
            case "dropout":
                return dense.dropout(0.5);
            default:
                return dense;
        }
    }

    /** Forward, residual of the loss, and a reverse pass. */
    @Benchmark
    public double[] gradient() {
        evaluator.train(1, step++);
        Loss.LOGISTIC.gradient(evaluator.forward(w, x, SAMPLES), y, SAMPLES, 1, residual);
        Arrays.fill(gradient, 0);
        evaluator.reverse(w, residual, 1.0 / SAMPLES, gradient);
        return gradient;
    }
}
