package org.ridgeless.experiments.book;

import java.util.ArrayList;
import java.util.List;
import org.ridgeless.linalg.TopEigenpair;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.EigenspaceOverlap;
import org.ridgeless.spectra.Interval;
import org.ridgeless.spectra.SampleCovariance;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** How far sample eigenspaces are turned from those of the population. Card: sample-eigenspaces.md. */
public final class SampleEigenspaces extends Experiment<SampleEigenspaces> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p of the study of bulks, a multiple of 3; there are 10p samples")
            .atLeast(15)
            .tiny(30)
            .teaching(90)
            .paper(300);
    static final Option<Integer> SAMPLES = Option.count("samples")
            .help("samples n of the study of a spike, in n/8, n/2 and n variables")
            .atLeast(32)
            .tiny(32)
            .teaching(128)
            .paper(1024);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent samples")
            .atLeast(2)
            .tiny(6)
            .teaching(60)
            .paper(60);

    private static final int RATIO = 10;
    private static final double[] POPULATION = {1, 3, 7};
    private static final double[] SHAPES = {0.125, 0.5, 1};
    private static final double SPIKE = 2;

    /** The part of the population eigenspace of one place in the sample eigenspace of another. */
    record Pair(int population, int bulk) {
        @Override
        public String toString() {
            return "eigenvalue " + (int) POPULATION[population] + " in bulk " + (bulk + 1);
        }
    }

    public static SampleEigenspaces study() {
        return new SampleEigenspaces();
    }

    /** Dimension p of the study of bulks, a multiple of 3; there are 10p samples, at least 15. */
    public SampleEigenspaces dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Samples n of the study of a spike, in n/8, n/2 and n variables, at least 32. */
    public SampleEigenspaces samples(int n) {
        return with(SAMPLES, n);
    }

    /** Independent samples, at least 2. */
    public SampleEigenspaces draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        int p = get(DIMENSION);
        if (p % POPULATION.length != 0) {
            throw new IllegalArgumentException(
                    "dimension must be a multiple of 3, so that each eigenvalue is there as often, got " + p);
        }
        SampleCovariance law = SampleCovariance.of(Law.uniform(POPULATION), 1.0 / RATIO);
        List<Pair> pairs = new ArrayList<>();
        for (int a = 0; a < POPULATION.length; a++) {
            for (int b = 0; b < POPULATION.length; b++) {
                pairs.add(new Pair(a, b));
            }
        }
        Rows<String, double[]> bulks =
                lab.repeat(get(DRAWS)).each("bulks", List.of("1, 3, 7"), (x, trial) -> overlaps(trial));
        Rows<Double, Double> spikes = lab.repeat(10 * get(DRAWS)).each("spike", SHAPES, this::spike);
        String only = bulks.items().get(0);

        lab.check(Claim.that("part of a population eigenspace in a sample eigenspace, by a contour around the bulk")
                .each(pairs, pair -> bulks.mean(only, all -> all[3 * pair.population + pair.bulk]))
                .predicts(pair -> contour(law, pair))
                .rival("sample eigenspaces are those of the population", pair -> pair.population == pair.bulk ? 1 : 0)
                .within(1.0 / p));
        lab.check(Claim.that("the same by a line integral over the bulk")
                .each(pairs, pair -> bulks.mean(only, all -> all[3 * pair.population + pair.bulk]))
                .predicts(pair ->
                        EigenspaceOverlap.of(law, POPULATION[pair.population]).inBulk(pair.bulk))
                .within(1.0 / p));
        lab.check(Claim.that("squared overlap of the leading vector with a spike of 3 on a population of 1")
                .each(spikes.items(), c -> spikes.mean(c, x -> x))
                .predicts(c -> spikeOverlap(c))
                .rival("few variables, 1 − ct/(t − 1)²", c -> 1 - c * (1 + SPIKE) / SPIKE / SPIKE)
                .rival("the vector is found", 1)
                .within(6.0 / get(SAMPLES)));
        show(lab, law, pairs, bulks, spikes);
    }

    /** The contour passes through the middles of the gaps. */
    private static double contour(SampleCovariance law, Pair pair) {
        List<Interval> support = law.support();
        int b = pair.bulk;
        double low = b == 0
                ? support.get(0).low() / 2
                : (support.get(b - 1).high() + support.get(b).low()) / 2;
        double high = b == 2
                ? 1.5 * support.get(2).high()
                : (support.get(b).high() + support.get(b + 1).low()) / 2;
        return EigenspaceOverlap.of(law, POPULATION[pair.population]).between(low, high);
    }

    /** The same contour integral around the eigenvalue that a spike leaves. */
    private static double spikeOverlap(double c) {
        SampleCovariance law = SampleCovariance.of(Law.point(1), c);
        double place = law.inverse(1 + SPIKE);
        return EigenspaceOverlap.of(law, 1 + SPIKE).between((law.rightEdge() + place) / 2, 2 * place);
    }

    private double[] overlaps(Trial trial) {
        int p = get(DIMENSION);
        SymmetricEigen eigen = SymmetricEigen.of(
                ScaledSamples.of(Spectra.cycle(p, POPULATION), RATIO * p).covariance(trial.seeds()), p);
        double[] vectors = eigen.vectors();
        double[] overlaps = new double[9];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                // Eigenvectors stand in rows, smallest eigenvalue first; direction j has the population eigenvalue j
                // mod 3.
                overlaps[3 * (j % 3) + 3 * i / p] += vectors[i * p + j] * vectors[i * p + j] / (p / 3.0);
            }
        }
        return overlaps;
    }

    private double spike(double c, Trial trial) {
        int n = get(SAMPLES);
        int p = (int) Math.round(c * n);
        double[] variances = Spectra.cycle(p, 1);
        variances[0] += SPIKE;
        double[] start = new double[p];
        start[0] = 1;
        double first = TopEigenpair.of(ScaledSamples.of(variances, n).covariance(trial.seeds()), p, start)
                .vector()[0];
        return first * first;
    }

    private void show(
            Lab lab,
            SampleCovariance law,
            List<Pair> pairs,
            Rows<String, double[]> bulks,
            Rows<Double, Double> spikes) {
        Chart density = Chart.titled("Where the population eigenspaces go")
                .x("sample eigenvalue")
                .y("density of squared overlaps");
        for (double t : POPULATION) {
            density = density.theory(
                    "of " + (int) t, EigenspaceOverlap.of(law, t)::density, law.leftEdge(), law.rightEdge());
        }
        Chart curve = Chart.titled("Leading vector and a spike of 3")
                .x("variables over samples c")
                .y("squared overlap")
                .yRange(0, 1);
        lab.figure(
                density,
                Estimates.of(spikes.items(), c -> spikes.mean(c, x -> x))
                        .on(curve, "mean", SHAPES)
                        .theory("(1 − c/4)/(1 + c/2)", c -> (1 - c / 4) / (1 + c / 2), 0, 1.1));
        lab.table(Results.titled(card().title())
                .texts("part of", pairs.stream().map(Pair::toString).toArray(String[]::new))
                .numbers(
                        "observed",
                        Estimates.of(
                                        pairs,
                                        x -> bulks.mean(bulks.items().get(0), all -> all[3 * x.population + x.bulk]))
                                .values())
                .numbers(
                        "predicted",
                        pairs.stream().mapToDouble(x -> contour(law, x)).toArray()));
    }
}
