package org.ridgeless.nets.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.linalg.dense.DenseKernels;

/** Follows a batch through layers and replaces each batch normalization by what it does to that batch. */
final class Freezing {
    private final int n;

    private Freezing(int n) {
        this.n = n;
    }

    /** A layer that couples no samples, and what it gives on the batch. */
    private record Frozen(Layer layer, double[] outputs) {}

    /** The same layers with the statistics of n samples; the parameters keep their places. */
    static List<Layer> of(Architecture architecture, double[] w, double[] x, int n) {
        List<Layer> layers = new ArrayList<>();
        double[] h = x;
        for (int k = 0; k < architecture.layers().size(); k++) {
            Frozen next = new Freezing(n).freeze(architecture.layers().get(k), w, architecture.offset(k), h);
            layers.add(next.layer());
            h = next.outputs();
        }
        return layers;
    }

    private Frozen freeze(Layer layer, double[] w, int offset, double[] x) {
        if (layer instanceof Standardize && layer.couplesSamples()) {
            return run(statistics((Standardize) layer, x), w, offset, x);
        }
        if (!layer.couplesSamples()) {
            return run(layer, w, offset, x);
        }
        if (layer instanceof Composite) {
            return freeze(((Composite) layer).body(), w, offset, x);
        }
        if (layer instanceof Chain) {
            return chain((Chain) layer, w, offset, x);
        }
        if (layer instanceof Sliced) {
            Sliced sliced = (Sliced) layer;
            Frozen inner = new Freezing(n * sliced.times()).freeze(sliced.layer(), w, offset, x);
            return new Frozen(new Sliced(inner.layer(), sliced.times()), inner.outputs());
        }
        if (layer instanceof Residual) {
            Residual residual = (Residual) layer;
            Layer branch = freeze(residual.branch(), w, offset, x).layer();
            int second = offset + residual.branch().parameterCount();
            return run(
                    new Residual(
                            branch, freeze(residual.shortcut(), w, second, x).layer()),
                    w,
                    offset,
                    x);
        }
        if (layer instanceof Tied) {
            return tied((Tied) layer, w, offset, x);
        }
        if (layer instanceof WeightNormalized) {
            WeightNormalized normalized = (WeightNormalized) layer;
            double[] u = new double[normalized.layer().parameterCount()];
            Lengths.of(normalized.layer(), normalized.per()).apply(w, offset, u);
            Frozen inner = freeze(normalized.layer(), u, 0, x);
            return new Frozen(new WeightNormalized(inner.layer(), normalized.per()), inner.outputs());
        }
        throw new IllegalArgumentException("the statistics of " + layer + " cannot be fixed");
    }

    private Frozen run(Layer layer, double[] w, int offset, double[] x) {
        return new Frozen(layer, layer.stage(offset, n, DenseKernels.best()).forward(w, x, n));
    }

    private Frozen chain(Chain chain, double[] w, int offset, double[] x) {
        List<Layer> parts = new ArrayList<>();
        double[] h = x;
        int start = offset;
        for (Layer part : chain.parts()) {
            Frozen next = freeze(part, w, start, h);
            parts.add(next.layer());
            h = next.outputs();
            start += part.parameterCount();
        }
        return new Frozen(new Chain(parts), h);
    }

    /** Each step has statistics of its own, and all have the same parameters. */
    private Frozen tied(Tied tied, double[] w, int offset, double[] x) {
        List<Layer> steps = new ArrayList<>();
        double[] h = x;
        for (Layer step : tied.steps()) {
            Frozen next = freeze(step, w, offset, h);
            steps.add(next.layer());
            h = next.outputs();
        }
        return new Frozen(new Tied(steps), h);
    }

    private Fixed statistics(Standardize layer, double[] x) {
        int width = layer.width();
        List<Double> means = new ArrayList<>();
        List<Double> scales = new ArrayList<>();
        for (int j = 0; j < width; j++) {
            int unit = j;
            double mean =
                    IntStream.range(0, n).mapToDouble(i -> x[i * width + unit]).sum() / n;
            double[] centred = IntStream.range(0, n)
                    .mapToDouble(i -> x[i * width + unit] - mean)
                    .toArray();
            means.add(mean);
            scales.add(StandardizeStage.deviation(centred, layer.epsilon()));
        }
        return new Fixed(means, scales);
    }
}
