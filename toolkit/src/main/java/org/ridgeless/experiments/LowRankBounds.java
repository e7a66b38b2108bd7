package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.bounds.complexity.LowRankLayer;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** The complexity of layers of low rank, and why ranks do not multiply across layers. Card: low-rank-bounds.md. */
public final class LowRankBounds extends Experiment<LowRankBounds> {
    static final Option<Integer> REPETITIONS = Option.count("repetitions")
            .help("independent repetitions, each with inputs of its own")
            .atLeast(2)
            .tiny(2)
            .teaching(12)
            .paper(40);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("draws of Gaussian weights in each repetition")
            .tiny(2)
            .teaching(20)
            .paper(50);
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("inputs N")
            .atLeast(61)
            .tiny(80)
            .teaching(200)
            .paper(1000);
    static final Option<Integer> OUTPUTS = Option.count("outputs")
            .help("outputs h of a layer")
            .atLeast(16)
            .atMost(60)
            .tiny(16)
            .teaching(40)
            .paper(60);

    private static final int INPUTS = 60;
    private static final int[] RANKS = {4, 8, 16};
    private static final int[] SHOWN = {1, 2, 4, 8, 16};
    private static final int DEEP_WIDTH = 16;
    private static final int[] MATRICES = {1, 2, 3};
    private static final int SMALL_RANK = 4;
    private static final int ROUNDS = 25;

    /** Means over draws of the complexity at each rank, and its limit. */
    record Layer(double[] complexity, double[] limit) {}

    public static LowRankBounds study() {
        return new LowRankBounds();
    }

    /** Independent repetitions, each with inputs of its own, at least 2. */
    public LowRankBounds repetitions(int count) {
        return with(REPETITIONS, count);
    }

    /** Draws of Gaussian weights in each repetition, at least 1. */
    public LowRankBounds draws(int count) {
        return with(DRAWS, count);
    }

    /** Inputs N, at least 61. */
    public LowRankBounds samples(int count) {
        return with(SAMPLES, count);
    }

    /** Outputs h of a layer, at least 16 and at most 60. */
    public LowRankBounds outputs(int count) {
        return with(OUTPUTS, count);
    }

    @Override
    protected void run(Lab lab) {
        Lab repeated = lab.repeat(get(REPETITIONS));
        Rows<String, Layer> layer = repeated.each("layer", List.of("one layer"), this::layer);
        Rows<Integer, Double> deep = repeated.each("deep", MATRICES, this::deep);

        List<Integer> ranks = Arrays.stream(RANKS).boxed().toList();
        List<Integer> all = java.util.stream.Stream.concat(ranks.stream(), java.util.stream.Stream.of(fullRank()))
                .toList();
        lab.check(Claim.that("one layer: its Gaussian complexity over the limit by the law of Marchenko and Pastur")
                .each(all, r -> layer.mean("one layer", l -> l.complexity()[r - 1] / l.limit()[r - 1]))
                .predicts(1)
                .rival("r times that of rank 1", r -> over(layer, r, l -> r * l.complexity()[0]))
                .rival(
                        "√r times that of rank 1, as a Frobenius norm",
                        r -> over(layer, r, l -> Math.sqrt(r) * l.complexity()[0]))
                .within(0.02));
        lab.check(Claim.that("ranks do not multiply: what ascent finds in K layers of rank 4 over one such layer")
                .each(List.of(2, 3), k -> ratio(deep, k))
                .rival("√r for each further layer", k -> Math.pow(SMALL_RANK, (k - 1) / 2.0))
                .atMost(1));
        show(lab, layer, deep);
    }

    private int fullRank() {
        return get(OUTPUTS);
    }

    private Layer layer(String name, Trial trial) {
        UniformRandomProvider stream = trial.seeds().stream();
        LowRankLayer layer = LowRankLayer.of(normals(get(SAMPLES), INPUTS, stream), get(OUTPUTS));
        double[] mean = new double[layer.fullRank()];
        for (int i = 0; i < get(DRAWS); i++) {
            Interruption.poll();
            Vectors.addScaled(mean, 1.0 / get(DRAWS), layer.draw(stream));
        }
        return new Layer(mean, layer.limit());
    }

    /**
     * (1/N) sup ⟨Γ, W_K φ(… φ(W_1 X))⟩ over matrices with ‖W_k‖₂ ≤ 1 and rank at most 4, from below, by alternating over the layers:
     * with the present activations the best matrix of a layer is that of the leading singular vectors of its gradient.
     */
    private double deep(int matrices, Trial trial) {
        Seeds paired = trial.paired();
        int n = get(SAMPLES);
        Matrix x = Matrix.of(normals(n, DEEP_WIDTH, paired.child("inputs").stream()));
        Matrix gamma = Matrix.of(normals(n, DEEP_WIDTH, paired.child("gamma").stream()));
        double best = 0;
        for (int start = 0; start < 3; start++) {
            best = Math.max(best, ascend(x, gamma, matrices, trial.seeds().child(start)));
        }
        return best / n;
    }

    private static double ascend(Matrix x, Matrix gamma, int matrices, Seeds seeds) {
        UniformRandomProvider stream = seeds.stream();
        Matrix[] w = new Matrix[matrices];
        Arrays.setAll(w, k -> leading(Matrix.of(normals(DEEP_WIDTH, DEEP_WIDTH, stream))));
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Interruption.poll();
            for (int k = matrices - 1; k >= 0; k--) {
                w[k] = leading(gradient(x, gamma, w, k));
            }
            Matrix output = features(x, w, matrices - 1).times(w[matrices - 1].transpose());
            best = Math.max(best, Vectors.dot(output.flat(), gamma.flat()));
        }
        return best;
    }

    /** The inputs of layer k, samples in rows. */
    private static Matrix features(Matrix x, Matrix[] w, int k) {
        Matrix z = x;
        for (int l = 0; l < k; l++) {
            z = map(z.times(w[l].transpose()), v -> Math.max(v, 0));
        }
        return z;
    }

    private static Matrix gradient(Matrix x, Matrix gamma, Matrix[] w, int k) {
        Matrix back = gamma;
        for (int l = w.length - 1; l > k; l--) {
            Matrix active = map(features(x, w, l - 1).times(w[l - 1].transpose()), v -> v > 0 ? 1 : 0);
            double[] sent = back.times(w[l]).flat();
            double[] mask = active.flat();
            Arrays.setAll(sent, i -> sent[i] * mask[i]);
            back = Matrix.wrap(sent, gamma.rows(), DEEP_WIDTH);
        }
        return back.transpose().times(features(x, w, k));
    }

    private static Matrix map(Matrix a, java.util.function.DoubleUnaryOperator f) {
        return Matrix.wrap(Arrays.stream(a.flat()).map(f).toArray(), a.rows(), a.columns());
    }

    /** The matrix of rank 4 and spectral norm 1 that is most like the given one: U Vᵀ of its leading singular vectors. */
    private static Matrix leading(Matrix a) {
        var svd = a.svd();
        double[] u = svd.left();
        double[] v = svd.rightTransposed();
        int columns = u.length / a.rows();
        double[] product = new double[a.rows() * a.columns()];
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                for (int r = 0; r < SMALL_RANK; r++) {
                    product[i * a.columns() + j] += u[i * columns + r] * v[r * a.columns() + j];
                }
            }
        }
        return Matrix.wrap(product, a.rows(), a.columns());
    }

    private static double[][] normals(int n, int d, UniformRandomProvider stream) {
        var normal = ZigguratSampler.NormalizedGaussian.of(stream);
        double[][] x = new double[n][d];
        for (double[] row : x) {
            Arrays.setAll(row, j -> normal.sample());
        }
        return x;
    }

    private static double over(Rows<String, Layer> layer, int rank, ToDoubleFunction<Layer> number) {
        return layer.mean("one layer", l -> number.applyAsDouble(l) / l.limit()[rank - 1])
                .value();
    }

    private static Estimate ratio(Rows<Integer, Double> deep, int matrices) {
        double[] one = deep.numbers(1, v -> v);
        double[] many = deep.numbers(matrices, v -> v);
        return Estimate.mean(IntStream.range(0, Math.min(one.length, many.length))
                        .mapToDouble(i -> many[i] / one[i])
                        .toArray())
                .troubled(deep.problem());
    }

    private void show(Lab lab, Rows<String, Layer> layer, Rows<Integer, Double> deep) {
        List<Integer> ranks = java.util.stream.Stream.concat(
                        Arrays.stream(SHOWN).boxed(), java.util.stream.Stream.of(fullRank()))
                .distinct()
                .toList();
        double[] places = ranks.stream().mapToDouble(r -> r).toArray();
        Estimates observed = Estimates.of(ranks, r -> layer.mean("one layer", l -> l.complexity()[r - 1]));
        double[] limits = Estimates.of(ranks, r -> layer.mean("one layer", l -> l.limit()[r - 1]))
                .values();
        lab.table(Results.titled("Gaussian complexity of one layer of rank r and spectral norm 1")
                .numbers("r", places)
                .numbers("observed", observed.values())
                .numbers("limit", limits));
        double[] fine = IntStream.rangeClosed(1, fullRank()).asDoubleStream().toArray();
        double first = limits[0];
        Chart one = Chart.titled("One layer")
                .x("rank r")
                .y("Gaussian complexity")
                .logX()
                .logY();
        one = observed.on(one, "Ky Fan norm of ΓᵀX", places)
                .theory(
                        "law of Marchenko and Pastur",
                        fine,
                        IntStream.range(0, fine.length)
                                .mapToDouble(r -> layer.mean("one layer", l -> l.limit()[r])
                                        .value())
                                .toArray())
                .theory("linear in r, scaled", r -> first * r, 1, fullRank())
                .theory("√r, scaled", r -> first * Math.sqrt(r), 1, fullRank());
        double[] matrices = Arrays.stream(MATRICES).asDoubleStream().toArray();
        Chart layers = Chart.titled("Layers of rank 4 with ReLU between them, from below")
                .x("layers K")
                .y("Gaussian complexity")
                .xRange(0.5, 3.5)
                .yRange(1, 10)
                .logY();
        double single = deep.mean(1, v -> v).value();
        layers = Estimates.of(deep.items(), k -> deep.mean(k, v -> v))
                .on(layers, "found by ascent", matrices)
                .theory("√4 for each further layer, scaled", k -> single * Math.pow(2, k - 1), 1, 3);
        lab.figure(one, layers);
    }
}
