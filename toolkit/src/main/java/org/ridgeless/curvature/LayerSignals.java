package org.ridgeless.curvature;

import java.util.ArrayList;
import java.util.List;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Memory;
import org.ridgeless.linalg.dense.DenseKernels;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Elementwise;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Stage;

/**
 * What enters each dense layer, and what comes back to its preactivations z = x̃ W̃, for all samples: the gradient of output j in
 * W̃ is \(\tilde x_i\,\delta_{ij}^\top\), where x̃ is the input times the layer's multiplier, and 1 for a bias.
 */
final class LayerSignals {
    /** A dense layer: n × rows inputs x̃, and for each output n × columns signals δ. */
    record Signals(int offset, int rows, int columns, double[] inputs, List<double[]> deltas) {}

    private final double[] w;
    private final int n;
    private final int c;
    private final double[] outputs;
    private final List<Stage> stages = new ArrayList<>();
    private final List<Signals> signals = new ArrayList<>();
    /** For each stage the layer whose preactivations it gives, or null. */
    private final List<Signals> ends = new ArrayList<>();

    /** Column j of every sample's A, once it was asked for. */
    private double[][] curvatures;

    private LayerSignals(Net net, Data data) {
        this.w = net.parameters();
        this.n = data.samples();
        this.c = net.outputs();
        double[] x = data.flatInputs();
        List<Layer> layers = net.architecture().layers();
        for (int k = 0; k < layers.size(); k++) {
            int offset = net.architecture().offset(k);
            if (layers.get(k) instanceof Dense dense) {
                Dense linear = new Dense(
                        dense.inputs(), dense.outputs(), Activations.LINEAR, dense.hasBias(), dense.multiplier());
                Signals here = new Signals(
                        offset,
                        dense.inputs() + (dense.hasBias() ? 1 : 0),
                        dense.outputs(),
                        inputs(dense, x),
                        new ArrayList<>());
                signals.add(here);
                x = forward(linear, offset, x, here);
                x = forward(new Elementwise(dense.outputs(), dense.activation()), offset, x, null);
            } else {
                x = forward(layers.get(k), offset, x, null);
            }
        }
        this.outputs = x.clone();
    }

    /**
     * The signals of all outputs.
     *
     * @throws IllegalArgumentException if a layer other than a dense one has parameters, or the signals do not fit into memory
     */
    static LayerSignals of(Net net, Data data) {
        net.architecture().requireNotRandom("Kronecker factors");
        List<Layer> layers = net.architecture().layers();
        double numbers = 0;
        for (int k = 0; k < layers.size(); k++) {
            Layer layer = layers.get(k);
            if (layer.parameterCount() > 0 && !(layer instanceof Dense) || layer.couplesSamples()) {
                throw new IllegalArgumentException("Kronecker factors are built for dense layers and layers without"
                        + " parameters between them; layer " + (k + 1) + " is " + layer);
            }
            numbers += (double) data.samples() * (3 * layer.inputs() + (net.outputs() + 3.0) * layer.outputs());
        }
        Memory.require("The signals of " + data.samples() + " samples", numbers);
        return new LayerSignals(net, data);
    }

    private double[] forward(Layer layer, int offset, double[] x, Signals end) {
        Stage stage = layer.stage(offset, n, DenseKernels.best());
        stages.add(stage);
        ends.add(end);
        return stage.forward(w, x, n);
    }

    private double[] inputs(Dense dense, double[] x) {
        int d = dense.inputs();
        int rows = d + (dense.hasBias() ? 1 : 0);
        double[] inputs = new double[n * rows];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                inputs[i * rows + j] = dense.multiplier() * x[i * d + j];
            }
            if (dense.hasBias()) {
                inputs[i * rows + d] = 1;
            }
        }
        return inputs;
    }

    /** Sends gradients at the outputs back, and keeps what arrives at each layer. */
    private void send(double[] gradient) {
        Interruption.poll();
        double[] back = gradient;
        for (int k = stages.size() - 1; k >= 0; k--) {
            if (ends.get(k) != null) {
                ends.get(k).deltas().add(back.clone());
            }
            back = stages.get(k).reverse(w, back, 1, null, k > 0);
        }
    }

    /** The layers with one δ for each output. */
    List<Signals> ofOutputs() {
        for (int j = 0; j < c; j++) {
            send(unit(j));
        }
        return signals;
    }

    /** The layers with one δ, the derivative of each sample's loss. */
    List<Signals> ofLoss(Loss loss, double[] targets) {
        double[] slopes = new double[n * c];
        loss.gradient(outputs, targets, n, c, slopes);
        send(slopes);
        return signals;
    }

    /** For each output j the sums \(\varepsilon_{ij}=\sum_l[A_i]_{jl}\delta_{il}\) with \(A_i=\partial^2\ell/\partial f^2\). */
    List<double[]> weighted(Signals layer, Loss loss, double[] targets) {
        if (curvatures == null) {
            curvatures = new double[c][n * c];
            for (int j = 0; j < c; j++) {
                loss.curvature(outputs, targets, n, c, unit(j), curvatures[j]);
            }
        }
        int m = layer.columns();
        List<double[]> weighted = new ArrayList<>();
        for (double[] column : curvatures) {
            double[] sum = new double[n * m];
            for (int l = 0; l < c; l++) {
                double[] delta = layer.deltas().get(l);
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += column[k / m * c + l] * delta[k];
                }
            }
            weighted.add(sum);
        }
        return weighted;
    }

    private double[] unit(int j) {
        double[] unit = new double[n * c];
        for (int i = 0; i < n; i++) {
            unit[i * c + j] = 1;
        }
        return unit;
    }
}
