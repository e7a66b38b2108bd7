package org.ridgeless.nd4j;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.nets.engine.Evaluator;
import org.ridgeless.nets.engine.Workspace;
import org.ridgeless.nets.layers.Architecture;

/** Copies parameters and samples to ND4J and results back; in between only ND4J computes. */
final class NdEvaluator implements Evaluator {
    private final Architecture architecture;
    private final int capacity;
    private final int p;
    private final int c;
    private final NdParameters parameters;
    private final NdStage stages;
    private final Buffer input = new Buffer();
    private final Buffer signal = new Buffer();
    private final Buffer signalTangent = new Buffer();
    private final Buffer sum = new Buffer();
    private final Buffer each = new Buffer();
    private final double[] outputs;
    private final double[] outputTangents;
    private final double[] gradient;
    private int n;

    NdEvaluator(Architecture architecture, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a batch needs at least one sample, got " + capacity);
        }
        Workspace.require(architecture, capacity);
        this.architecture = architecture;
        this.capacity = capacity;
        this.p = architecture.parameterCount();
        this.c = architecture.outputs();
        this.parameters = new NdParameters(p);
        this.stages = NdStages.chain(architecture.layers(), parameters, 0);
        this.outputs = new double[capacity * c];
        this.outputTangents = new double[capacity * c];
        this.gradient = new double[(int) parameters.value().length()];
    }

    @Override
    public Architecture architecture() {
        return architecture;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    private void move(double[] w) {
        if (p > 0) {
            Exchange.write(w, parameters.value());
        }
    }

    private void direct(double[] v) {
        if (p > 0) {
            Exchange.write(v, parameters.tangent());
        }
    }

    @Override
    public double[] forward(double[] w, double[] x, int samples) {
        if (samples < 1 || samples > capacity) {
            throw new IllegalArgumentException("this evaluator takes 1 to " + capacity + " samples, got " + samples);
        }
        n = samples;
        move(w);
        Exchange.read(stages.forward(input.filled(x, n, architecture.inputs())), outputs);
        return outputs;
    }

    @Override
    public void reverse(double[] w, double[] outputGradient, double scale, double[] into) {
        backward(w, outputGradient, scale, into);
    }

    @Override
    public double[] reverseToInputs(double[] w, double[] outputGradient, double scale, double[] into) {
        INDArray toInputs = backward(w, outputGradient, scale, into);
        double[] result = new double[n * architecture.inputs()];
        Exchange.read(toInputs, result);
        return result;
    }

    private INDArray backward(double[] w, double[] outputGradient, double scale, double[] into) {
        move(w);
        INDArray total = into == null ? null : zeros(sum, 1);
        INDArray toInputs = stages.reverse(signal.filled(outputGradient, n, c), total);
        add(total, scale, into);
        return toInputs;
    }

    private INDArray zeros(Buffer buffer, long groups) {
        return buffer.of(groups, Math.max(1, p)).assign(0);
    }

    private void add(INDArray total, double scale, double[] into) {
        if (into == null) {
            return;
        }
        Exchange.read(total, gradient);
        for (int i = 0; i < p; i++) {
            into[i] += scale * gradient[i];
        }
    }

    @Override
    public double[] tangent(double[] w, double[] v) {
        move(w);
        direct(v);
        INDArray moved = stages.tangent(null);
        if (moved == null) {
            Arrays.fill(outputTangents, 0);
        } else {
            Exchange.read(moved, outputTangents);
        }
        return outputTangents;
    }

    @Override
    public void reverseTangent(double[] w, double[] v, double[] outputGradientTangent, double scale, double[] into) {
        move(w);
        direct(v);
        INDArray total = zeros(sum, 1);
        stages.reverseTangent(signalTangent.filled(outputGradientTangent, n, c), total);
        add(total, scale, into);
    }

    /** Where the samples of a batch act on each other, each takes a reverse pass of its own. */
    @Override
    public void sampleGradients(double[] w, double[] outputGradient, double[] rows) {
        if (p == 0) {
            return;
        }
        if (!architecture.couplesSamples()) {
            Exchange.read(gradients(w, outputGradient), rows);
            return;
        }
        double[] one = new double[n * c];
        for (int i = 0; i < n; i++) {
            Arrays.fill(one, 0);
            System.arraycopy(outputGradient, i * c, one, i * c, c);
            backward(w, one, 0, gradient);
            Exchange.read(sum.of(1, p), gradient);
            System.arraycopy(gradient, 0, rows, i * p, p);
        }
    }

    private INDArray gradients(double[] w, double[] outputGradient) {
        move(w);
        INDArray rows = zeros(each, n);
        stages.reverse(signal.filled(outputGradient, n, c), rows);
        return rows;
    }

    /** Forms the gradients, n × P numbers. */
    @Override
    public void addGram(double[] w, double[] outputGradient, double[] gram) {
        INDArray rows;
        if (architecture.couplesSamples()) {
            double[] flat = new double[Matrix.entries(n, p)];
            sampleGradients(w, outputGradient, flat);
            rows = each.filled(flat, n, p);
        } else {
            rows = gradients(w, outputGradient);
        }
        double[] products = new double[Matrix.entries(n, n)];
        Exchange.read(rows.mmul(rows.transpose()), products);
        for (int i = 0; i < n * n; i++) {
            gram[i] += products[i];
        }
    }

    @Override
    public void train(long seed, long step) {
        stages.train(seed, step);
    }

    @Override
    public void evaluate() {
        stages.evaluate();
    }
}
