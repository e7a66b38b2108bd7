package org.ridgeless.experiments.book;

import java.util.List;
import java.util.function.Function;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.BetaEnsemble;
import org.ridgeless.spectra.ClassMixture;
import org.ridgeless.spectra.MarchenkoPastur;
import org.ridgeless.spectra.SampleCovariance;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.Semicircle;
import org.ridgeless.spectra.SeparableCovariance;
import org.ridgeless.spectra.SpectralLaw;
import org.ridgeless.spectra.Spectrum;
import org.ridgeless.spectra.VarianceProfile;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** The spectra of large random matrices come near to deterministic laws. Card: limiting-spectra.md. */
public final class LimitingSpectra extends Experiment<LimitingSpectra> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p of all matrices; there are 4p samples")
            .atLeast(24)
            .tiny(30)
            .teaching(120)
            .paper(600);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent matrices of each kind")
            .atLeast(2)
            .tiny(4)
            .teaching(16)
            .paper(30);

    private static final int RATIO = 4;
    private static final double[] POPULATION = {1, 3, 7};
    private static final double[] COLUMNS = {0.4, 3};
    private static final double[][] BLOCKS = {{4, 1}, {1, 0.25}};

    /** A random matrix, its law and a law that a reasonable person could take for it. */
    enum Model {
        MARCHENKO_PASTUR(
                "Marchenko–Pastur",
                p -> MarchenkoPastur.ofRatio(1.0 / RATIO),
                p -> Semicircle.ofVariance(0.25).shifted(1)),
        SEMICIRCLE(
                "semicircle",
                p -> Semicircle.standard(),
                p -> MarchenkoPastur.ofRatio(1).shifted(-1)),
        SAMPLE_COVARIANCE(
                "sample covariance",
                p -> SampleCovariance.of(Spectra.cycle(p, POPULATION), RATIO * p),
                LimitingSpectra::plain),
        BI_CORRELATED(
                "bi-correlated",
                p -> SeparableCovariance.of(Law.uniform(POPULATION), Law.uniform(COLUMNS), 1.0 / RATIO),
                p -> SampleCovariance.of(Law.uniform(POPULATION), 1.0 / RATIO).scaled(1.7)),
        CLASS_MIXTURE("three classes", p -> ClassMixture.of(classes(3), thirds(), RATIO * 3), LimitingSpectra::plain),
        VARIANCE_PROFILE(
                "variance profile", p -> VarianceProfile.of(BLOCKS, 0.5, 0.5), p -> Semicircle.ofVariance(25.0 / 16));

        final String title;
        final Function<Integer, SpectralLaw> law;
        final Function<Integer, SpectralLaw> rival;

        Model(String title, Function<Integer, SpectralLaw> law, Function<Integer, SpectralLaw> rival) {
            this.title = title;
            this.law = law;
            this.rival = rival;
        }
    }

    /** The eigenvalues of all draws, the distance of each from the law, and that of the rival's law. */
    record Sample(double[] eigenvalues, double[] distances, double rival) {}

    public static LimitingSpectra study() {
        return new LimitingSpectra();
    }

    /** Dimension p of all matrices; there are 4p samples, at least 24. */
    public LimitingSpectra dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent matrices of each kind, at least 2. */
    public LimitingSpectra draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        int p = get(DIMENSION);
        List<Model> models = List.of(Model.values());
        Rows<Model, Sample> draws = lab.each("spectrum", models, this::draw);

        lab.check(Claim.that("largest distance of the law of the eigenvalues from its limit")
                .each(
                        models,
                        m -> Estimate.mean(draws.pooled(m, Sample::distances)).troubled(draws.problem(m)))
                .rival(
                        "another law of the same mean and variance, or without what tells the models apart",
                        m -> draws.number(m, Sample::rival))
                .atMost(4.0 / p));
        show(lab, draws);
    }

    /** All draws of a model in one cell, so that its law is made once. */
    private Sample draw(Model model, Trial trial) {
        int p = get(DIMENSION);
        SpectralLaw law = model.law.apply(p);
        double[] distances = new double[get(DRAWS)];
        double[] all = new double[p * distances.length];
        for (int k = 0; k < distances.length; k++) {
            double[] values = eigenvalues(model, p, trial.seeds().child(k));
            distances[k] = Spectrum.ofEigenvalues(values).against(law).distance();
            System.arraycopy(values, 0, all, k * p, p);
        }
        return new Sample(all, distances, Spectra.distance(model.rival.apply(p), law));
    }

    private static double[] eigenvalues(Model model, int p, Seeds seeds) {
        return switch (model) {
            case MARCHENKO_PASTUR ->
                ScaledSamples.of(Spectra.cycle(p, 1), RATIO * p).eigenvalues(seeds);
            case SAMPLE_COVARIANCE ->
                ScaledSamples.of(Spectra.cycle(p, POPULATION), RATIO * p).eigenvalues(seeds);
            case BI_CORRELATED ->
                ScaledSamples.of(Spectra.cycle(p, POPULATION), Spectra.cycle(RATIO * p, COLUMNS))
                        .eigenvalues(seeds);
            case CLASS_MIXTURE -> mixture(p, seeds);
            case SEMICIRCLE -> BetaEnsemble.hermite(p).eigenvalues(seeds);
            case VARIANCE_PROFILE -> VarianceProfile.of(BLOCKS, 0.5, 0.5).eigenvalues(p, seeds);
        };
    }

    /** A third of the samples from each class. */
    private static double[] mixture(int p, Seeds seeds) {
        double[] sum = new double[p * p];
        int n = RATIO * p / 3;
        double[][] spectra = classes(p);
        for (int a = 0; a < spectra.length; a++) {
            double[] one = ScaledSamples.of(spectra[a], n).covariance(seeds.child(a));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += one[i] / spectra.length;
            }
        }
        return SymmetricEigen.values(sum, p);
    }

    /** The mean population of the three classes, or the mean eigenvalue of the population, as if all variables were alike. */
    private static SpectralLaw plain(int p) {
        return MarchenkoPastur.ofRatio(1.0 / RATIO).scaled(11.0 / 3);
    }

    /** Class a has the population eigenvalues in an order of its own. */
    private static double[][] classes(int p) {
        double[][] spectra = new double[3][p];
        for (int a = 0; a < 3; a++) {
            for (int i = 0; i < p; i++) {
                spectra[a][i] = POPULATION[(i + a) % 3];
            }
        }
        return spectra;
    }

    private static double[] thirds() {
        return new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3};
    }

    private void show(Lab lab, Rows<Model, Sample> draws) {
        int p = get(DIMENSION);
        List<Model> models = draws.items();
        lab.table(Results.titled(card().title())
                .texts("matrix", models.stream().map(m -> m.title).toArray(String[]::new))
                .numbers(
                        "distance",
                        models.stream()
                                .mapToDouble(m -> Statistics.mean(draws.pooled(m, Sample::distances)))
                                .toArray()));
        lab.figure(models.stream()
                .map(m -> Spectra.chart(m.title, draws.pooled(m, Sample::eigenvalues), m.law.apply(p)))
                .toArray(Chart[]::new));
    }
}
