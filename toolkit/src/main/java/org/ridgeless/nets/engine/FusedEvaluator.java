package org.ridgeless.nets.engine;

import java.util.function.BiConsumer;
import org.ridgeless.linalg.dense.DenseKernels;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.DenseHessian;
import org.ridgeless.nets.layers.GramBuffers;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Stage;

/** Runs the stages of a chain one after the other. */
final class FusedEvaluator implements Evaluator {
    private final Architecture architecture;
    private final int capacity;
    private final Stage[] stages;
    private final DenseKernels kernels;
    private final CoupledSamples coupled;
    private final GramBuffers gramBuffers;
    private DenseHessian hessian;
    private int n;
    private double[] input;

    FusedEvaluator(Architecture architecture, int capacity, DenseKernels kernels) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a batch needs at least one sample, got " + capacity);
        }
        Workspace.require(architecture, capacity);
        this.architecture = architecture;
        this.capacity = capacity;
        this.kernels = kernels;
        this.coupled = architecture.couplesSamples() ? new CoupledSamples(this, kernels) : null;
        this.gramBuffers = new GramBuffers(capacity);
        this.stages = new Stage[architecture.layers().size()];
        for (int k = 0; k < stages.length; k++) {
            Layer layer = architecture.layers().get(k);
            stages[k] = layer.stage(architecture.offset(k), capacity, kernels);
        }
    }

    @Override
    public Architecture architecture() {
        return architecture;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public double[] forward(double[] w, double[] x, int samples) {
        if (samples < 1 || samples > capacity) {
            throw new IllegalArgumentException("this evaluator takes 1 to " + capacity + " samples, got " + samples);
        }
        n = samples;
        input = x;
        double[] h = x;
        for (Stage stage : stages) {
            h = stage.forward(w, h, n);
        }
        return h;
    }

    @Override
    public void reverse(double[] w, double[] outputGradient, double scale, double[] into) {
        backward(w, outputGradient, scale, into, false);
    }

    @Override
    public double[] reverseToInputs(double[] w, double[] outputGradient, double scale, double[] into) {
        return backward(w, outputGradient, scale, into, true);
    }

    private double[] backward(double[] w, double[] outputGradient, double scale, double[] into, boolean toInputs) {
        double[] s = outputGradient;
        for (int k = stages.length - 1; k >= 0; k--) {
            s = stages[k].reverse(w, s, scale, into, toInputs || k > 0);
        }
        return s;
    }

    @Override
    public double[] tangent(double[] w, double[] v) {
        return tangentFromInputs(w, v, null);
    }

    @Override
    public double[] tangentFromInputs(double[] w, double[] v, double[] inputTangent) {
        double[] h = inputTangent;
        for (Stage stage : stages) {
            h = stage.tangent(w, v, h);
        }
        // Layers without parameters pass on that nothing moves.
        return h == null ? new double[n * architecture.outputs()] : h;
    }

    @Override
    public double[][] taylor(double[] w, double[] v) {
        double[][] line = {w, v, null, null};
        double[][] h = {input, null, null, null};
        for (Stage stage : stages) {
            h = stage.taylor(line, h);
        }
        return h;
    }

    @Override
    public void reverseTangent(double[] w, double[] v, double[] outputGradientTangent, double scale, double[] into) {
        backwardTangent(w, v, outputGradientTangent, scale, into, false);
    }

    @Override
    public double[] reverseTangentToInputs(
            double[] w, double[] v, double[] outputGradientTangent, double scale, double[] into) {
        return backwardTangent(w, v, outputGradientTangent, scale, into, true);
    }

    private double[] backwardTangent(
            double[] w, double[] v, double[] outputGradientTangent, double scale, double[] into, boolean toInputs) {
        double[] s = outputGradientTangent;
        for (int k = stages.length - 1; k >= 0; k--) {
            s = stages[k].reverseTangent(w, v, s, scale, into, toInputs || k > 0);
        }
        return s;
    }

    @Override
    public void sampleGradients(double[] w, double[] outputGradient, double[] rows) {
        if (coupled != null) {
            coupled.sampleGradients(w, outputGradient, n, rows);
            return;
        }
        reverse(w, outputGradient, 1, null);
        for (Stage stage : stages) {
            stage.sampleGradients(rows, 0, architecture.parameterCount(), 1);
        }
    }

    @Override
    public void addGram(double[] w, double[] outputGradient, double[] gram) {
        if (coupled != null) {
            coupled.addGram(w, outputGradient, n, gram);
            return;
        }
        reverse(w, outputGradient, 1, null);
        for (Stage stage : stages) {
            stage.addGram(gram, gramBuffers);
        }
    }

    @Override
    public void train(long seed, long step) {
        for (Stage stage : stages) {
            stage.train(seed, step);
        }
    }

    @Override
    public void evaluate() {
        for (Stage stage : stages) {
            stage.evaluate();
        }
    }

    @Override
    public boolean hessian(double[] w, BiConsumer<double[], double[]> outputCurvature, double scale, double[] into) {
        if (hessian == null) {
            hessian = DenseHessian.of(stages, capacity, kernels);
        }
        if (hessian == null) {
            return false;
        }
        hessian.compute(w, outputCurvature, scale, into);
        return true;
    }
}
