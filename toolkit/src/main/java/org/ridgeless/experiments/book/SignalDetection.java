package org.ridgeless.experiments.book;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.BetaEnsemble;
import org.ridgeless.spectra.Distribution;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.WishartEdges;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** How often the test of the largest eigenvalue over the trace sees a signal that is not there. Card: signal-detection.md. */
public final class SignalDetection extends Experiment<SignalDetection> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are 4p samples")
            .atLeast(16)
            .tiny(16)
            .teaching(32)
            .paper(128);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent samples without a signal, and a hundredth as many with one")
            .atLeast(200)
            .tiny(400)
            .teaching(40_000)
            .paper(40_000);

    private static final double[] LEVELS = {0.1, 0.05};
    private static final int RATIO = 4;
    private static final double SIGNAL = 1;

    public static SignalDetection study() {
        return new SignalDetection();
    }

    /** Dimension p; there are 4p samples, at least 16. */
    public SignalDetection dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent samples without a signal, and a hundredth as many with one, at least 200. */
    public SignalDetection draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        int p = get(DIMENSION);
        Rows<String, double[]> noise =
                lab.repeat(10).each("noise", List.of("noise"), (x, trial) -> statistics(get(DRAWS) / 10, trial));
        Rows<String, Double> signal =
                lab.repeat(get(DRAWS) / 100).each("signal", List.of("signal"), (x, trial) -> seen(trial));
        double[] all = noise.pooled("noise", x -> x);
        List<Double> levels = Arrays.stream(LEVELS).boxed().toList();
        Distribution law = edge();
        double spread = Math.sqrt(law.variance());

        lab.check(Claim.that("false alarms of λ₁/(tr/p) at the Tracy–Widom threshold of level 10 and 5 %")
                .each(levels, level -> alarms(all, law.quantile(1 - level)).troubled(noise.problem()))
                .predicts(level -> alarm(law, spread, law.quantile(1 - level)))
                .rival("the level, as if the trace were known", level -> level)
                .within(level -> 0.01));
        lab.check(Claim.that("alarms at 5 % for a signal of 1, twice the threshold, in one direction")
                .observed(signal.share("signal", t -> t > law.quantile(0.95)))
                .rival("no more than false alarms", 0.05)
                .atLeast(0.5));
        double low = law.quantile(0.001);
        double high = law.quantile(0.999);
        lab.figure(Chart.titled("The statistic without a signal")
                .x("largest eigenvalue over the mean eigenvalue")
                .y("part of the samples below")
                .cdf("samples", all)
                .theory("with the trace of the sample", t -> 1 - alarm(law, spread, t), low, high)
                .theory("Tracy–Widom, as if the trace were known", law::cdf, low, high));
        lab.table(Results.titled(card().title())
                .numbers("level", LEVELS)
                .numbers(
                        "false alarms",
                        levels.stream()
                                .mapToDouble(
                                        a -> alarms(all, law.quantile(1 - a)).value())
                                .toArray())
                .numbers(
                        "theory",
                        levels.stream()
                                .mapToDouble(a -> alarm(law, spread, law.quantile(1 - a)))
                                .toArray()));
    }

    private Distribution edge() {
        int n = RATIO * get(DIMENSION);
        return WishartEdges.of(n, get(DIMENSION)).largest().scaled(1.0 / n);
    }

    private static Estimate alarms(double[] statistics, double threshold) {
        return Estimate.share(
                (int) Arrays.stream(statistics).filter(t -> t > threshold).count(), statistics.length);
    }

    /** 1 − F(t) + t² F″(t)/(np): λ₁ is the statistic times the mean eigenvalue, which is independent of it and has the variance 2/(np). */
    private double alarm(Distribution law, double spread, double t) {
        double p = get(DIMENSION);
        double step = 1e-3 * spread;
        double bend = (law.density(t + step) - law.density(t - step)) / (2 * step);
        return law.survival(t) + t * t * bend / (RATIO * p * p);
    }

    private double[] statistics(int count, Trial trial) {
        int p = get(DIMENSION);
        BetaEnsemble wishart = BetaEnsemble.laguerre(RATIO * p, p);
        return IntStream.range(0, count)
                .mapToDouble(k -> {
                    double[] values = wishart.eigenvalues(trial.seeds().child(k));
                    return values[p - 1] / Vectors.mean(values);
                })
                .toArray();
    }

    private double seen(Trial trial) {
        int p = get(DIMENSION);
        double[] variances = Spectra.cycle(p, 1);
        variances[0] += SIGNAL;
        double[] values = ScaledSamples.of(variances, RATIO * p).eigenvalues(trial.seeds());
        return values[p - 1] / Vectors.mean(values);
    }
}
