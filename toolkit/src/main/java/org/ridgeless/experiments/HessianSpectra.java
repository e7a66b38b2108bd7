package org.ridgeless.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.hessians.HessianBulk;
import org.ridgeless.spectra.hessians.HessianMatrix;
import org.ridgeless.spectra.hessians.HessianMoments;
import org.ridgeless.spectra.hessians.LogisticHessian;
import org.ridgeless.spectra.hessians.LogisticHessian.Spike;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** Bulk and isolated eigenvalues of Hessians of generalized linear models. Card: hessian-spectra.md. */
public final class HessianSpectra extends Experiment<HessianSpectra> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are 4p samples for means, 8p for the bulk and 10p for weights")
            .atLeast(24)
            .tiny(40)
            .teaching(160)
            .paper(400);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help(
                    "independent data sets for each point; as tolerances fall by 1/p and draws vary by 1/√p, as many times more as p")
            .atLeast(2)
            .tiny(3)
            .teaching(60)
            .paper(150);

    private static final double MEAN_RATIO = 0.25;
    private static final double WEIGHT_RATIO = 0.1;
    private static final double BULK_RATIO = 0.125;
    private static final double[] MEANS = {0.3, 0.8, 1.2, 2, 3};
    private static final double[] WEIGHTS = {2, 3, 5, 20, 100};
    /** The overlap with weights of this norm is compared with theory; it falls again beyond. */
    private static final double STEEP = 20;

    /** A loss by its curvature at a score, and the norm of the weights at which its bulk is taken. */
    enum Loss {
        LOGISTIC(LogisticHessian::curvature, 2),
        EXPONENTIAL(score -> Math.exp(-score), 0.5);

        final DoubleUnaryOperator curvature;
        final double weightNorm;

        Loss(DoubleUnaryOperator curvature, double weightNorm) {
            this.curvature = curvature;
            this.weightNorm = weightNorm;
        }

        Law law() {
            return Law.gaussian(160).map(x -> curvature.applyAsDouble(weightNorm * x));
        }
    }

    /** Means over the spectrum that do not depend on its scale. */
    enum Statistic {
        LOG,
        INVERSE,
        SQUARE;

        private double of(double mean, double log, double inverse, double square) {
            return switch (this) {
                case LOG -> log - Math.log(mean);
                case INVERSE -> inverse * mean;
                case SQUARE -> square / (mean * mean);
            };
        }

        double of(double[] eigenvalues) {
            return of(
                    Arrays.stream(eigenvalues).average().orElse(Double.NaN),
                    Arrays.stream(eigenvalues).map(Math::log).average().orElse(Double.NaN),
                    Arrays.stream(eigenvalues).map(v -> 1 / v).average().orElse(Double.NaN),
                    Arrays.stream(eigenvalues).map(v -> v * v).average().orElse(Double.NaN));
        }

        double of(Law curvature) {
            HessianMoments moments = HessianMoments.of(curvature, BULK_RATIO);
            return of(curvature.mean(), moments.meanLog(), moments.meanInverse(), moments.meanSquare());
        }
    }

    record Mean(Loss loss, Statistic statistic) {}

    /** An extreme eigenvalue and the squared overlap of its vector with what causes it. */
    record Extreme(double eigenvalue, double overlap) {}

    public static HessianSpectra study() {
        return new HessianSpectra();
    }

    /** Dimension p; there are 4p samples for means, 8p for the bulk and 10p for weights, at least 24. */
    public HessianSpectra dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent data sets for each point; as tolerances fall by 1/p and draws vary by 1/√p, as many times more as p, at least 2. */
    public HessianSpectra draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        Lab draws = lab.repeat(get(DRAWS));
        Rows<Loss, double[]> bulk = draws.each("bulk", List.of(Loss.values()), this::bulk);
        Rows<Double, Extreme> right = draws.each("mean", MEANS, this::right);
        Rows<Double, Extreme> left = draws.each("weights", WEIGHTS, this::left);
        Rows<Loss, double[]> densities = lab.each("density", List.of(Loss.values()), (loss, trial) -> density(loss));

        List<Mean> means = new ArrayList<>();
        for (Loss loss : Loss.values()) {
            Arrays.stream(Statistic.values()).forEach(statistic -> means.add(new Mean(loss, statistic)));
        }
        double p = get(DIMENSION);
        lab.check(Claim.that("mean log, inverse and square of the eigenvalues of the bulk over their mean")
                .each(means, m -> bulk.mean(m.loss, m.statistic::of))
                .predicts(m -> m.statistic.of(m.loss.law()))
                .rival("Marchenko–Pastur law of the mean curvature", m -> m.statistic.of(Law.point(1)))
                .within(2 / p));
        List<Double> outliers =
                right.items().stream().filter(rho -> rho * rho > MEAN_RATIO).toList();
        lab.check(Claim.that("eigenvalue that the mean sends out, ρ = ‖μ‖²")
                .each(outliers, rho -> right.mean(rho, Extreme::eigenvalue))
                .predicts(rho -> fromMean(rho).eigenvalue())
                .rival("that of the population, (1 + ρ)/4", rho -> (1 + rho) / 4)
                .withinRelative(8 / p));
        lab.check(Claim.that("overlap of its vector with μ")
                .each(outliers, rho -> right.mean(rho, Extreme::overlap))
                .predicts(rho -> fromMean(rho).alignment())
                .rival("that of the population", 1)
                .within(rho -> 0.25 * (1 - fromMean(rho).alignment())));
        lab.check(Claim.that("ρ = 0.3 < √c: the leading vector does not see the mean")
                .observed(right.mean(MEANS[0], Extreme::overlap))
                .rival("that of the population", 1)
                .atMost(0.1));
        List<Double> weights = left.items().stream().filter(w -> w <= STEEP).toList();
        lab.check(Claim.that("eigenvalue that the weights send out")
                .each(weights.stream().filter(w -> w < STEEP).toList(), w -> left.mean(w, Extreme::eigenvalue))
                .predicts(w -> fromWeights(w).eigenvalue())
                .rival("that of the population, E Gξ²", HessianSpectra::population)
                .withinRelative(0.05));
        lab.check(Claim.that("overlap of its vector with w")
                .each(weights, w -> left.mean(w, Extreme::overlap))
                .predicts(w -> fromWeights(w).alignment())
                .rival("that of the population", 1)
                .within(w -> 0.25 * (1 - fromWeights(w).alignment())));
        lab.check(Claim.that("the overlap at ‖w‖ = 20 is larger than at 100")
                .observed(left.mean(STEEP, Extreme::overlap).minus(left.mean(100.0, Extreme::overlap)))
                .rival("the vector aligns ever better", 0)
                .atLeast(0.01));
        show(lab, bulk, densities, right, left);
    }

    private double[] bulk(Loss loss, Trial trial) {
        int p = get(DIMENSION);
        int n = (int) Math.round(p / BULK_RATIO);
        return SymmetricEigen.values(HessianMatrix.sample(p, n, 0, loss.weightNorm, loss.curvature, trial.seeds()), p);
    }

    private Extreme right(double rho, Trial trial) {
        int p = get(DIMENSION);
        int n = (int) Math.round(p / MEAN_RATIO);
        double[] hessian = HessianMatrix.sample(p, n, Math.sqrt(rho), 0, LogisticHessian::curvature, trial.seeds());
        return extreme(SymmetricEigen.of(hessian, p), p - 1, HessianMatrix.MEAN_AXIS);
    }

    private Extreme left(double weightNorm, Trial trial) {
        int p = get(DIMENSION);
        int n = (int) Math.round(p / WEIGHT_RATIO);
        double[] hessian = HessianMatrix.sample(p, n, 0, weightNorm, LogisticHessian::curvature, trial.seeds());
        return extreme(SymmetricEigen.of(hessian, p), 0, HessianMatrix.WEIGHT_AXIS);
    }

    private static Extreme extreme(SymmetricEigen eigen, int place, int axis) {
        double component = eigen.vector(place)[axis];
        return new Extreme(eigen.values()[place], component * component);
    }

    private static Spike fromMean(double rho) {
        return LogisticHessian.of(MEAN_RATIO).fromMean(rho).orElseThrow();
    }

    private static Spike fromWeights(double weightNorm) {
        return LogisticHessian.of(WEIGHT_RATIO).fromWeights(weightNorm).orElseThrow();
    }

    private static double population(double weightNorm) {
        return Law.gaussian(400).expect(x -> LogisticHessian.curvature(weightNorm * x) * x * x);
    }

    private static double[] grid(Loss loss) {
        double right = loss == Loss.LOGISTIC ? 0.4 : 4;
        return IntStream.rangeClosed(1, 100).mapToDouble(i -> right * i / 100).toArray();
    }

    private static double[] density(Loss loss) {
        HessianBulk bulk = HessianBulk.of(Law.point(1), loss.law(), BULK_RATIO);
        return Arrays.stream(grid(loss)).map(bulk::density).toArray();
    }

    private void show(
            Lab lab,
            Rows<Loss, double[]> bulk,
            Rows<Loss, double[]> densities,
            Rows<Double, Extreme> right,
            Rows<Double, Extreme> left) {
        List<Chart> charts = new ArrayList<>();
        for (Loss loss : Loss.values()) {
            Chart chart = Chart.titled("Hessian of the " + loss.name().toLowerCase(java.util.Locale.ROOT)
                            + " loss, ‖w‖ = " + loss.weightNorm)
                    .x("eigenvalue λ")
                    .y("density")
                    .histogram("eigenvalues", bulk.pooled(loss, x -> x), 60);
            charts.add(densities
                    .first(loss)
                    .map(y -> chart.theory("theory", grid(loss), y))
                    .orElse(chart));
        }
        Estimates means = Estimates.of(right.items(), rho -> right.mean(rho, Extreme::overlap));
        Estimates weights = Estimates.of(left.items(), w -> left.mean(w, Extreme::overlap));
        charts.add(means.on(
                        Chart.titled("Eigenvalue from the mean, w = 0, c = ¼")
                                .x("ρ = ‖μ‖²")
                                .y("squared overlap with μ"),
                        "mean",
                        MEANS)
                .theory("theory", rho -> fromMean(rho).alignment(), Math.sqrt(MEAN_RATIO) + 1e-6, 3));
        double[] theory =
                Arrays.stream(WEIGHTS).map(w -> fromWeights(w).alignment()).toArray();
        charts.add(weights.on(
                        Chart.titled("Eigenvalue from the weights, μ = 0, c = 0.1")
                                .x("‖w‖")
                                .y("squared overlap with w")
                                .logX(),
                        "mean",
                        WEIGHTS)
                .theory("theory", Arrays.copyOf(WEIGHTS, 4), Arrays.copyOf(theory, 4)));
        lab.figure(charts.toArray(Chart[]::new));
        lab.table(Results.titled(card().title())
                .numbers("‖w‖", WEIGHTS)
                .numbers(
                        "eigenvalue",
                        Estimates.of(left.items(), w -> left.mean(w, Extreme::eigenvalue))
                                .values())
                .numbers(
                        "eigenvalue, theory",
                        Arrays.stream(WEIGHTS)
                                .map(w -> fromWeights(w).eigenvalue())
                                .toArray())
                .numbers("overlap", weights.values())
                .numbers("overlap, theory", theory));
    }
}
