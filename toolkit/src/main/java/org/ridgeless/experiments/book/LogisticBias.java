package org.ridgeless.experiments.book;

import java.util.Arrays;
import java.util.List;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.classification.ErmFit;
import org.ridgeless.spectra.classification.MarginLoss;
import org.ridgeless.spectra.classification.RidgeErm;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** Logistic regression overshoots Bayes' coefficients where samples are few for each of them. Card: logistic-bias.md. */
public final class LogisticBias extends Experiment<LogisticBias> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are 8p samples")
            .atLeast(10)
            .even()
            .tiny(16)
            .teaching(48)
            .paper(128);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent data sets")
            .atLeast(2)
            .tiny(6)
            .teaching(400)
            .paper(150);

    private static final int RATIO = 8;
    private static final double SIGNAL = 1.5;
    /** Variances of the coordinates in turn. */
    private static final double[] VARIANCES = {0.5, 2};

    private static final double[] RIDGES = {0.002, 0.2};
    private static final double MANY = 1e8;

    /** A ridge and one of the two variances. */
    record Place(double ridge, int group) {
        @Override
        public String toString() {
            return "ridge " + ridge + ", variance " + VARIANCES[group];
        }
    }

    public static LogisticBias study() {
        return new LogisticBias();
    }

    public LogisticBias dimension(int p) {
        return with(DIMENSION, p);
    }

    public LogisticBias draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        int p = get(DIMENSION);
        Rows<Double, double[]> fits = lab.repeat(get(DRAWS)).each("fit", RIDGES, this::fit);
        List<Place> places = Arrays.stream(RIDGES)
                .boxed()
                .flatMap(r -> List.of(new Place(r, 0), new Place(r, 1)).stream())
                .toList();
        lab.check(Claim.that("mean coefficient over Bayes'")
                .each(places, place -> fits.mean(place.ridge, f -> f[place.group]))
                .predicts(place -> theory(place, RATIO * p))
                .rival("as with very many samples", place -> theory(place, MANY))
                .rival("Bayes'", 1)
                .within(place -> 2.0 / p * theory(place, RATIO * p)));
        double[] variances = VARIANCES;
        Chart chart = Chart.titled("Coefficients over Bayes'")
                .x("variance of the coordinate")
                .y("mean ratio")
                .horizontal("Bayes", 1);
        for (double ridge : RIDGES) {
            chart = Estimates.of(List.of(0, 1), g -> fits.mean(ridge, f -> f[g]))
                    .on(chart, "ridge " + ridge, variances)
                    .theory("theory", variances, theories(ridge));
        }
        lab.figure(chart);
        lab.table(Results.titled(card().title())
                .texts("place", places.stream().map(Place::toString).toArray(String[]::new))
                .numbers(
                        "ratio",
                        Estimates.of(places, place -> fits.mean(place.ridge, f -> f[place.group]))
                                .values())
                .numbers(
                        "theory",
                        places.stream()
                                .mapToDouble(place -> theory(place, RATIO * p))
                                .toArray()));
    }

    private double[] theories(double ridge) {
        int n = RATIO * get(DIMENSION);
        return new double[] {theory(new Place(ridge, 0), n), theory(new Place(ridge, 1), n)};
    }

    /** E β = E[f](τC + γ)⁻¹μ over Bayes' 2C⁻¹μ. */
    private double theory(Place place, double samples) {
        int p = get(DIMENSION);
        RidgeErm.Solution solution =
                RidgeErm.of(Spectra.cycle(p, VARIANCES), mean(), samples).solve(MarginLoss.LOGISTIC, place.ridge);
        double variance = VARIANCES[place.group];
        return solution.force() * variance / (2 * (solution.tau() * variance + place.ridge));
    }

    /** All coordinates of one size over their standard deviations. */
    private double[] mean() {
        int p = get(DIMENSION);
        double[] mean = Spectra.cycle(p, VARIANCES);
        for (int i = 0; i < p; i++) {
            mean[i] = SIGNAL * Math.sqrt(mean[i] / p);
        }
        return mean;
    }

    /** The mean of β over Bayes' β, for coordinates of each variance. */
    private double[] fit(double ridge, Trial trial) {
        int p = get(DIMENSION);
        int n = RATIO * p;
        double[] variances = Spectra.cycle(p, VARIANCES);
        double[] mean = mean();
        double[] x = ScaledSamples.of(variances, n)
                .draw(trial.paired())
                .transpose()
                .flat()
                .clone();
        for (int k = 0; k < x.length; k++) {
            x[k] += mean[k % p];
        }
        double[] beta = ErmFit.newton(MarginLoss.LOGISTIC, x, p, ridge);
        double[] ratios = new double[VARIANCES.length];
        for (int i = 0; i < p; i++) {
            ratios[i % ratios.length] += beta[i] * variances[i] / (2 * mean[i]) * ratios.length / p;
        }
        return ratios;
    }
}
