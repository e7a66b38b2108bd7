package org.ridgeless.experiments.book;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.display.Numbers;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.linalg.lapack.SingularDecomposition;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.Matrices;
import org.ridgeless.spectra.learning.SeriesProjection;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** What a linear reservoir remembers, and how its noise fits. Card: echo-states.md. */
public final class EchoStates extends Experiment<EchoStates> {
    static final Option<Integer> UNITS = Option.count("units")
            .help("units n of the reservoir; it is trained on 2n times")
            .atLeast(20)
            .even()
            .tiny(40)
            .teaching(80)
            .paper(200);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent reservoirs")
            .atLeast(2)
            .tiny(6)
            .teaching(200)
            .paper(100);

    private static final double RATIO = 0.5;
    private static final double NOISE = 0.1;
    /** Of the rotations in the two halves of the reservoir that is to remember. */
    private static final double[] MEMORIES = {0.95, 0.5};

    private static final double RADIUS = 0.7;
    private static final Integer[] DELAYS = {0, 1, 3, 8};
    private static final double[] FREQUENCIES = {0.5, 1, Math.PI / 2};
    private static final int BAND = 4;
    private static final int NODES = 64;
    /** Times before training after which nothing is left of the start: 0.95^300 is 2e-7. */
    private static final int WARM_UP = 300;

    /** The matrices whose noise is looked at. */
    enum Reservoir {
        ROTATION,
        WIGNER
    }

    /** A matrix and a place among the frequencies. */
    record Wave(Reservoir reservoir, int place) {
        @Override
        public String toString() {
            return reservoir.name().toLowerCase(Locale.ROOT) + ", frequency " + Numbers.show(FREQUENCIES[place]);
        }
    }

    public static EchoStates study() {
        return new EchoStates();
    }

    /** Units n of the reservoir; it is trained on 2n times, even and at least 20. */
    public EchoStates units(int n) {
        return with(UNITS, n);
    }

    /** Independent reservoirs, at least 2. */
    public EchoStates draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        double n = get(UNITS);
        Rows<String, double[]> memory =
                lab.repeat(get(DRAWS)).each("memory", List.of("rotations"), (x, trial) -> remember(trial));
        Rows<Reservoir, double[]> waves = lab.repeat(get(DRAWS)).each("noise", List.of(Reservoir.values()), this::fit);
        SeriesProjection wigner = wigner();
        List<Wave> all = Arrays.stream(Reservoir.values())
                .flatMap(r -> Arrays.stream(new int[] {0, 1, 2}).mapToObj(k -> new Wave(r, k)))
                .toList();

        List<Integer> delays = List.of(DELAYS);
        lab.check(Claim.that("training error of the input so many steps ago")
                .each(delays, d -> memory.mean("rotations", e -> e[delays.indexOf(d)]))
                .predicts(d -> error(d, MEMORIES))
                .rival("the population's, training is testing", d -> error(d, MEMORIES) / (1 - RATIO))
                .rival("one rotation with the mean of both", d -> error(d, 0.725, 0.725))
                .within(3.5 / n));
        lab.check(Claim.that("part of a wave that states of noise leave")
                .each(all, w -> waves.mean(w.reservoir, e -> e[w.place]))
                .predicts(w -> left(w, wigner))
                .rival("one dimension is as good as another, 1 − n/T", w -> 1 - RATIO)
                .within(wigner.edge((int) (n / RATIO)) + 1 / n));
        show(lab, memory, waves, wigner);
    }

    /** \((1-c)/(1+\eta^{-2}\sum_ic_i\alpha_i^{2\tau}(1-\alpha_i^2))\). */
    private static double error(int delay, double... memories) {
        double signal = 0;
        for (double a : memories) {
            signal += Math.pow(a, 2 * delay) * (1 - a * a) / memories.length;
        }
        return (1 - RATIO) / (1 + signal / NOISE);
    }

    private double left(Wave wave, SeriesProjection wigner) {
        double[] parts = Vectors.of(BAND, k -> wigner.unexplained(frequency(wave.place, k)));
        return wave.reservoir == Reservoir.WIGNER ? Vectors.mean(parts) : 1 - RATIO;
    }

    /** One of a band of orthogonal waves, which are averaged. */
    private double frequency(int place, int k) {
        return FREQUENCIES[place] + 2 * Math.PI * k * RATIO / get(UNITS);
    }

    /** The semicircle on [−α, α] by Gauss's rule. */
    private static SeriesProjection wigner() {
        double[] nodes = new double[NODES];
        double[] weights = new double[NODES];
        for (int i = 0; i < NODES; i++) {
            double angle = Math.PI * (i + 1) / (NODES + 1);
            nodes[i] = RADIUS * Math.cos(angle);
            weights[i] = 2 * Math.sin(angle) * Math.sin(angle) / (NODES + 1);
        }
        return SeriesProjection.of(RATIO, nodes, weights);
    }

    /** Two rotations, driven by an input through weights of one size, and by noise. */
    private double[] remember(Trial trial) {
        int n = get(UNITS);
        int half = n / 2;
        double[] w = new double[n * n];
        for (int b = 0; b < 2; b++) {
            double[] haar = rotation(half, trial.seeds().child("rotation " + b));
            for (int i = 0; i < half; i++) {
                for (int j = 0; j < half; j++) {
                    w[(b * half + i) * n + b * half + j] = MEMORIES[b] * haar[i * half + j];
                }
            }
        }
        int times = (int) (n / RATIO);
        double[] input = normal(WARM_UP + times, trial.seeds().child("input"));
        var signs = trial.seeds().child("weights").stream();
        double[] weights = Vectors.of(n, i -> (signs.nextBoolean() ? 1 : -1) / Math.sqrt(n));
        double[] states = states(w, n, times, Math.sqrt(NOISE), weights, input, trial.seeds());
        double[][] targets = new double[DELAYS.length][];
        for (int k = 0; k < DELAYS.length; k++) {
            targets[k] = Arrays.copyOfRange(input, WARM_UP - DELAYS[k], WARM_UP - DELAYS[k] + times);
        }
        return residuals(states, n, times, 1.0 / times, targets);
    }

    /** Noise alone; waves of unit length, cosines and sines. */
    private double[] fit(Reservoir reservoir, Trial trial) {
        int n = get(UNITS);
        int times = (int) (n / RATIO);
        Seeds matrix = trial.seeds().child("matrix");
        double[] w = reservoir == Reservoir.ROTATION
                ? Vectors.scale(rotation(n, matrix), RADIUS)
                : Vectors.scale(Matrices.wigner(n).draw(matrix).flat(), RADIUS / 2);
        double[] states = states(w, n, times, 1, new double[n], new double[WARM_UP + times], trial.seeds());
        double[][] targets = new double[2 * BAND * FREQUENCIES.length][];
        for (int k = 0; k < targets.length; k++) {
            double frequency = frequency(k / (2 * BAND), k / 2 % BAND);
            double phase = k % 2 * Math.PI / 2;
            targets[k] = Vectors.unit(Vectors.of(times, t -> Math.cos(frequency * t + phase)));
        }
        double[] all = residuals(states, n, times, 1, targets);
        return Vectors.of(
                FREQUENCIES.length, k -> Vectors.mean(Arrays.copyOfRange(all, 2 * BAND * k, 2 * BAND * (k + 1))));
    }

    /** The orthogonal factor of a Gaussian matrix, which has Haar's law. */
    private static double[] rotation(int n, Seeds seeds) {
        SingularDecomposition svd =
                SingularDecomposition.of(Matrices.noise(n, n).draw(seeds).flat(), n, n);
        return Products.multiply(svd.left(), svd.rightTransposed(), n, n, n);
    }

    private static double[] normal(int count, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        return Vectors.of(count, i -> normal.sample());
    }

    /** x_t = W x_{t−1} + m u_t + η ε_t, times × n, after the warm-up. */
    private static double[] states(
            double[] w, int n, int times, double noise, double[] weights, double[] input, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("noise").stream());
        double[] states = new double[times * n];
        double[] x = new double[n];
        for (int t = 0; t < input.length; t++) {
            double[] next = Products.multiply(w, x, n, n, 1);
            for (int i = 0; i < n; i++) {
                next[i] += weights[i] * input[t] + noise * normal.sample();
            }
            x = next;
            if (t >= WARM_UP) {
                System.arraycopy(x, 0, states, (t - WARM_UP) * n, n);
            }
        }
        return states;
    }

    /** The squared length of each target that the columns of the states leave, times a scale. */
    private static double[] residuals(double[] states, int n, int times, double scale, double[]... targets) {
        Cholesky gram = Cholesky.of(Products.transposeLeft(states, states, n, times, n), n);
        double[] left = new double[targets.length];
        for (int k = 0; k < targets.length; k++) {
            double[] inner = Products.transposeLeft(states, targets[k], n, times, 1);
            left[k] = scale * (Vectors.squares(targets[k]) - Vectors.dot(inner, gram.solve(inner)));
        }
        return left;
    }

    private void show(
            Lab lab, Rows<String, double[]> memory, Rows<Reservoir, double[]> waves, SeriesProjection wigner) {
        List<Integer> delays = List.of(DELAYS);
        double[] steps = delays.stream().mapToDouble(d -> d).toArray();
        Estimates errors = Estimates.of(delays, d -> memory.mean("rotations", e -> e[delays.indexOf(d)]));
        Chart left = Chart.titled("Part of a wave that noise leaves")
                .x("frequency")
                .y("part left")
                .theory("Wigner", wigner::unexplained, 0, Math.PI)
                .theory("1 − n/T", f -> 1 - RATIO, 0, Math.PI);
        for (Reservoir reservoir : Reservoir.values()) {
            left = Estimates.of(List.of(0, 1, 2), k -> waves.mean(reservoir, e -> e[k]))
                    .on(left, reservoir.name().toLowerCase(Locale.ROOT), FREQUENCIES);
        }
        lab.figure(
                errors.on(Chart.titled("Memory of two rotations").x("steps ago").y("training error"), "mean", steps)
                        .theory("theory", steps, Vectors.map(steps, d -> error((int) d, MEMORIES))),
                left);
        lab.table(Results.titled(card().title())
                .numbers("steps ago", steps)
                .numbers("training error", errors.values())
                .numbers("theory", Vectors.map(steps, d -> error((int) d, MEMORIES))));
    }
}
