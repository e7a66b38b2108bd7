package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.curvature.CurvatureMatrix;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Bulk and outliers of the Gauss–Newton spectrum: c(K − 1) outliers on c tight clusters. Card: hessian-outliers.md. */
public final class HessianOutliers extends Experiment<HessianOutliers> {
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("networks of each kind, each with data of its own; half as many are trained")
            .atLeast(2)
            .tiny(2)
            .teaching(24)
            .paper(60);
    static final Option<Double> RADIUS = Option.number("radius")
            .help("radius of a tight cluster, where the centres are at distance 2 from 0")
            .above(0)
            .atMost(0.1)
            .always(0.05);

    private static final int DIMENSION = 10;
    private static final int PER_CLUSTER = 30;
    private static final double[] RADII = {0.02, 0.1, 0.3, 1};
    private static final double FITTED = 0.1;
    private static final int ROUNDS = 400;
    private static final List<Integer> TRAINED_WIDTHS = List.of(10, 40);

    /** Clusters whose labels take so many classes in turn, and the width of the network that sees them. */
    record Kind(int clusters, int classes, int width) {
        int rank() {
            return clusters * (classes - 1);
        }

        @Override
        public String toString() {
            return "c = " + clusters + ", K = " + classes + ", width " + width;
        }
    }

    private static final List<Kind> KINDS =
            List.of(new Kind(3, 3, 10), new Kind(3, 3, 40), new Kind(5, 5, 20), new Kind(6, 3, 20), new Kind(6, 2, 20));

    public static HessianOutliers study() {
        return new HessianOutliers();
    }

    /** Networks of each kind, each with data of its own; half as many are trained, at least 2. */
    public HessianOutliers networks(int count) {
        return with(NETWORKS, count);
    }

    /** Radius of a tight cluster, where the centres are at distance 2 from 0, above 0 and at most 0.1. */
    public HessianOutliers radius(double value) {
        return with(RADIUS, value);
    }

    @Override
    protected void run(Lab lab) {
        Lab networks = lab.repeat(get(NETWORKS));
        Rows<Kind, double[]> spectra =
                networks.each("spectrum", KINDS, (kind, trial) -> spectrum(kind, get(RADIUS), trial));
        Lab fewer = lab.repeat(Math.max(2, get(NETWORKS) / 2));
        Rows<Double, double[]> radii =
                fewer.each("radius", RADII, (radius, trial) -> spectrum(new Kind(3, 3, 20), radius, trial));
        Rows<Integer, double[]> trained =
                lab.repeat(get(NETWORKS) * 3 / 2).each("trained", TRAINED_WIDTHS, HessianOutliers::trained);

        lab.check(Claim.that("c tight clusters with K labels: the largest gap is behind so many eigenvalues")
                .each(KINDS, kind -> spectra.median(kind, HessianOutliers::outliers))
                .predicts(Kind::rank)
                .rival("one for each class, K", Kind::classes)
                .rival("K(K − 1), whatever the clusters", kind -> kind.classes() * (kind.classes() - 1))
                .rival("one for each cluster and class, c K", kind -> kind.clusters() * kind.classes())
                .within(0.5));
        lab.check(Claim.that("log₁₀ of λ₆/λ₇ on three tight clusters")
                .observed(spectra.mean(KINDS.get(0), HessianOutliers::gap))
                .rival("no gap", 0)
                .atLeast(1));
        lab.check(Claim.that("the same on clusters as wide as their distances")
                .observed(radii.mean(1.0, HessianOutliers::gap))
                .atLeast(1)
                .mustBreak());
        lab.check(Claim.that(
                        "trained to equal loss, λ₁ … λ₄ at width 40 are those at width 10: log of the ratio, mean of the four")
                .observed(growth(trained))
                .predicts(0)
                .within(0.2)
                .mustBreak());
        show(lab, spectra, radii, trained);
    }

    private static double[] spectrum(Kind kind, double radius, Trial trial) {
        Data data = clusters(kind, radius, trial.seeds().child("data"));
        Net net = net(data, kind.width(), trial.seeds().child("net"));
        return reversed(CurvatureMatrix.gaussNewton(Risk.of(net, data, loss(data)), net.parameters())
                .eigenvalues());
    }

    /** The Hessian where the loss on three classes has fallen to 0.1; the data of a repetition are the same for all widths. */
    private static double[] trained(int width, Trial trial) {
        Data data = clusters(new Kind(3, 3, width), 0.05, trial.paired().child("data"));
        Net net = net(data, width, trial.seeds().child("net"));
        Risk risk = Risk.of(net, data, Loss.CROSS_ENTROPY);
        for (int round = 0; risk.value(net.parameters()) > FITTED; round++) {
            if (round == ROUNDS) {
                throw new IllegalStateException("the loss is above " + FITTED + " after " + 5 * ROUNDS + " steps");
            }
            net = Descent.of(net, data)
                    .loss(Loss.CROSS_ENTROPY)
                    .rate(0.2)
                    .run(5)
                    .net();
        }
        return reversed(CurvatureMatrix.hessian(risk, net.parameters()).eigenvalues());
    }

    /** Outliers are numbered from the top, eigenvalues ascend. */
    private static double[] reversed(double... values) {
        double[] other = new double[values.length];
        Arrays.setAll(other, i -> values[values.length - 1 - i]);
        return other;
    }

    /** Clusters at distance 2 from 0, whose labels take the classes in turn. */
    private static Data clusters(Kind kind, double radius, Seeds seeds) {
        Data mixture = Data.gaussianMixture(PER_CLUSTER * kind.clusters(), DIMENSION, kind.clusters())
                .separation(2 / radius)
                .seed(seeds.value())
                .scaled(radius);
        int[] labels = IntStream.range(0, mixture.samples())
                .map(i -> (int) mixture.label(i) % kind.classes())
                .toArray();
        if (kind.classes() > 2) {
            return Data.classes(mixture.inputs(), labels);
        }
        return Data.of(
                mixture.inputs(),
                Arrays.stream(labels).mapToDouble(label -> 2.0 * label - 1).toArray());
    }

    private static Net net(Data data, int width, Seeds seeds) {
        return Nets.tanh(DIMENSION, width, data.outputs()).biased().seed(seeds.value());
    }

    /** Two classes have one logit, whose cross-entropy is the logistic loss. */
    private static Loss loss(Data data) {
        return data.outputs() == 1 ? Loss.LOGISTIC : Loss.CROSS_ENTROPY;
    }

    /** The logarithm of the ratio of the largest eigenvalues at width 40 to those at width 10 on the same data, mean over four. */
    private static Estimate growth(Rows<Integer, double[]> trained) {
        double[] narrow = trained.numbers(10, HessianOutliers::logOfLargest);
        double[] wide = trained.numbers(40, HessianOutliers::logOfLargest);
        return Estimate.mean(IntStream.range(0, Math.min(narrow.length, wide.length))
                        .mapToDouble(i -> wide[i] - narrow[i])
                        .toArray())
                .troubled(trained.problem());
    }

    private static double logOfLargest(double[] spectrum) {
        return Arrays.stream(spectrum, 0, 4).map(Math::log).average().orElseThrow();
    }

    /** Where the largest gap on the logarithmic scale is, among the first eigenvalues. */
    private static double outliers(double[] spectrum) {
        return CurvatureMatrix.outliers(reversed(spectrum), 2 * DIMENSION + 5);
    }

    private static double gap(double[] spectrum) {
        return Math.log10(spectrum[5] / spectrum[6]);
    }

    private void show(
            Lab lab, Rows<Kind, double[]> spectra, Rows<Double, double[]> radii, Rows<Integer, double[]> trained) {
        lab.table(Results.titled("Outliers of the Gauss–Newton matrix at initialization")
                .texts("kind", KINDS.stream().map(Kind::toString).toArray(String[]::new))
                .numbers(
                        "median number",
                        KINDS.stream()
                                .mapToDouble(
                                        kind -> Statistics.median(spectra.numbers(kind, HessianOutliers::outliers)))
                                .toArray())
                .numbers("c(K − 1)", KINDS.stream().mapToDouble(Kind::rank).toArray()));
        Chart first = Chart.titled("Gauss–Newton spectrum at the start, one network each")
                .x("index i")
                .y("eigenvalue λᵢ")
                .logY()
                .size(480, 340);
        double[] index = IntStream.rangeClosed(1, 30).asDoubleStream().toArray();
        for (Kind kind : List.of(KINDS.get(0), KINDS.get(3))) {
            if (spectra.first(kind).isPresent()) {
                first = first.points(
                                kind.toString(),
                                index,
                                Arrays.copyOf(spectra.first(kind).get(), index.length))
                        .vertical("c(K−1) = " + kind.rank(), kind.rank() + 0.5);
            }
        }
        double[] low = interval(radii, true);
        double[] high = interval(radii, false);
        double[] mean = Arrays.stream(RADII)
                .map(r -> Statistics.mean(radii.numbers(r, HessianOutliers::gap)))
                .toArray();
        Chart dissolving = Chart.titled("Outliers dissolve, c = K = 3")
                .x("cluster radius")
                .y("log₁₀ λ₆/λ₇ at initialization")
                .logX()
                .errors("mean and 99 % interval, width 20", RADII, mean, low, high)
                .size(480, 340);
        Chart growing = Chart.titled("Top Hessian eigenvalues at equal loss")
                .x("index i")
                .y("mean eigenvalue λᵢ")
                .size(480, 340);
        for (int width : TRAINED_WIDTHS) {
            growing = growing.points(
                    "width " + width,
                    Arrays.copyOf(index, 4),
                    IntStream.range(0, 4)
                            .mapToDouble(i -> Statistics.mean(trained.numbers(width, s -> s[i])))
                            .toArray());
        }
        lab.figure(Panels.of(first, dissolving, growing).columns(2));
    }

    private static double[] interval(Rows<Double, double[]> radii, boolean low) {
        return Arrays.stream(RADII)
                .mapToObj(r -> radii.mean(r, HessianOutliers::gap).interval(0.99))
                .mapToDouble(interval -> low ? interval.low() : interval.high())
                .toArray();
    }
}
