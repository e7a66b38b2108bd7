package org.ridgeless.experiments.book;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** Digits beside Gaussian samples with the means and covariances of their classes. Card: digit-twins.md. */
public final class DigitTwins extends Experiment<DigitTwins> {
    static final Option<Integer> LABELLED = Option.count("labelled")
            .help("samples of each class with labels; three times as many have none, of at most 174")
            .atLeast(5)
            .atMost(43)
            .tiny(10)
            .teaching(40)
            .paper(40);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent choices of samples")
            .atLeast(2)
            .tiny(4)
            .teaching(60)
            .paper(200);

    private static final int UNLABELLED = 3;
    private static final int BINS = 30;
    private static final double RIDGE = 0.1;
    private static final List<Pair> PAIRS = List.of(new Pair(1, 2), new Pair(3, 8), new Pair(7, 9));

    /** Two digits. */
    record Pair(int first, int second) {
        @Override
        public String toString() {
            return first + " and " + second;
        }
    }

    /** Error and mean score of a least-squares machine, spread of Laplacian scores, overlap of distances. */
    record Seen(double error, double score, double spread, double overlap) {}

    /** The digits, a twin with means and covariances, and one with means and traces alone. */
    record Three(Seen digits, Seen twin, Seen round) {}

    public static DigitTwins study() {
        return new DigitTwins();
    }

    /** Samples of each class with labels; three times as many have none, of at most 174, at least 5 and at most 43. */
    public DigitTwins labelled(int n) {
        return with(LABELLED, n);
    }

    /** Independent choices of samples, at least 2. */
    public DigitTwins draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        Data digits = Data.digits();
        List<DigitClass> classes =
                IntStream.range(0, 10).mapToObj(d -> DigitClass.of(digits, d)).toList();
        Rows<Pair, Three> pairs =
                lab.repeat(get(DRAWS)).each("pair", PAIRS, (pair, trial) -> see(classes, pair, trial));
        Rows<String, Double> three =
                lab.repeat(get(DRAWS)).each("cluster", List.of("0, 1 and 2"), (x, trial) -> cluster(classes, trial));

        lab.check(Claim.that("test error of a least-squares machine, digits less twin")
                .each(PAIRS, pair -> pairs.mean(pair, t -> t.digits.error - t.twin.error))
                .predicts(0)
                .within(0.02));
        lab.check(Claim.that("its mean score times the label, digits over twin")
                .each(PAIRS, pair -> pairs.mean(pair, t -> t.digits.score / t.twin.score))
                .predicts(1)
                .within(0.1));
        lab.check(Claim.that("overlap of the distances inside classes with those across, digits less twin")
                .each(PAIRS, pair -> pairs.mean(pair, t -> t.digits.overlap - t.twin.overlap))
                .predicts(0)
                .rival(
                        "covariances do not matter",
                        pair -> -Vectors.mean(pairs.numbers(pair, t -> t.twin.overlap - t.round.overlap)))
                .within(0.1));
        lab.check(Claim.that("spread of the Laplacian's scores of digits, labels being 0 and 1")
                .each(PAIRS, pair -> pairs.mean(pair, t -> t.digits.spread))
                .rival("scores are 0 and 1", 0.5)
                .atMost(0.05));
        lab.check(Claim.that("digits 0, 1 and 2 put wrong by two vectors of a kernel and three means")
                .observed(three.mean("0, 1 and 2", e -> e))
                .rival("chance", 2.0 / 3)
                .atMost(0.1));
        show(lab, pairs);
    }

    private Three see(List<DigitClass> classes, Pair pair, Trial trial) {
        DigitClass first = classes.get(pair.first);
        DigitClass second = classes.get(pair.second);
        int n = (1 + UNLABELLED) * get(LABELLED);
        return new Three(
                seen(
                        first.chosen(n, trial.seeds().child("a")),
                        second.chosen(n, trial.seeds().child("b"))),
                seen(
                        first.twin(n, trial.seeds().child("c")),
                        second.twin(n, trial.seeds().child("d"))),
                seen(
                        first.round(n, trial.seeds().child("e")),
                        second.round(n, trial.seeds().child("f"))));
    }

    private Seen seen(double[][] first, double[][] second) {
        double[][] x = new double[2 * first.length][];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i % 2 == 0 ? first : second)[i / 2];
        }
        double[] distances = distances(x);
        int n = x.length;
        double mean = Vectors.sum(distances) / (n * (n - 1.0));
        double[] kernel = Vectors.map(distances, d -> Math.exp(-d / mean));
        int labelled = 2 * get(LABELLED);
        double[] scores = machine(kernel, n, labelled);
        double score = 0;
        int wrong = 0;
        for (int i = 0; i < scores.length; i++) {
            double signed = scores[i] * (i % 2 == 0 ? 1 : -1);
            score += signed / scores.length;
            wrong += signed > 0 ? 0 : 1;
        }
        return new Seen(
                wrong / (double) scores.length, score, spread(kernel, n, labelled), overlap(distances, n, 3 * mean));
    }

    private static double[] distances(double[][] x) {
        int n = x.length;
        double[] distances = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                distances[i * n + j] = distances[j * n + i] = Vectors.squares(Vectors.subtract(x[i], x[j]));
            }
        }
        return distances;
    }

    /** Kernel ridge regression on ±1, with a constant of little penalty as bias; its scores of the others. */
    private static double[] machine(double[] kernel, int n, int labelled) {
        double constant = 10;
        double[] system = new double[labelled * labelled];
        double[] y = new double[labelled];
        for (int i = 0; i < labelled; i++) {
            y[i] = i % 2 == 0 ? 1 : -1;
            for (int j = 0; j < labelled; j++) {
                system[i * labelled + j] = kernel[i * n + j] + constant + (i == j ? RIDGE : 0);
            }
        }
        double[] weights = Cholesky.of(system, labelled).solve(y);
        double[] scores = new double[n - labelled];
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < labelled; j++) {
                scores[i] += weights[j] * (kernel[(labelled + i) * n + j] + constant);
            }
        }
        return scores;
    }

    private static double spread(double[] kernel, int n, int labelled) {
        double[] scores = LaplacianScores.of(kernel, n, labelled);
        double mean = Vectors.mean(scores);
        return Math.sqrt(Vectors.squares(Vectors.map(scores, s -> s - mean)) / scores.length);
    }

    /** What two histograms of distances have in common. */
    private static double overlap(double[] distances, int n, double largest) {
        double[] inside = new double[BINS];
        double[] across = new double[BINS];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                int bin = (int) Math.min(BINS - 1, distances[i * n + j] / largest * BINS);
                ((i + j) % 2 == 0 ? inside : across)[bin]++;
            }
        }
        double all = Vectors.sum(inside);
        double others = Vectors.sum(across);
        return IntStream.range(0, BINS)
                .mapToDouble(b -> Math.min(inside[b] / all, across[b] / others))
                .sum();
    }

    /** The part put wrong by Lloyd's algorithm on the two leading vectors of the centred kernel. */
    private double cluster(List<DigitClass> classes, Trial trial) {
        int each = (1 + UNLABELLED) * get(LABELLED) / 2;
        int n = 3 * each;
        double[][] x = new double[n][];
        for (int i = 0; i < n; i++) {
            x[i] = classes.get(i % 3).chosen(each, trial.seeds().child("digit " + i % 3))[i / 3];
        }
        double[] distances = distances(x);
        double mean = Vectors.sum(distances) / (n * (n - 1.0));
        SymmetricEigen eigen =
                SymmetricEigen.of(DistanceKernels.centred(Vectors.map(distances, d -> Math.exp(-d / mean)), n), n);
        double[][] points = new double[n][];
        for (int i = 0; i < n; i++) {
            points[i] = new double[] {eigen.vector(n - 1)[i], eigen.vector(n - 2)[i]};
        }
        return ThreeMeans.wrong(points);
    }

    private void show(Lab lab, Rows<Pair, Three> pairs) {
        double[] places = {1, 2, 3};
        Estimates digits = Estimates.of(PAIRS, pair -> pairs.mean(pair, t -> t.digits.overlap));
        Estimates twins = Estimates.of(PAIRS, pair -> pairs.mean(pair, t -> t.twin.overlap));
        Estimates round = Estimates.of(PAIRS, pair -> pairs.mean(pair, t -> t.round.overlap));
        Chart chart = Chart.titled("Overlap of distances inside and across")
                .x("pair: 1 and 2, 3 and 8, 7 and 9")
                .y("overlap");
        lab.figure(round.on(
                twins.on(digits.on(chart, "digits", places), "twins", places), "means and traces alone", places));
        lab.table(Results.titled(card().title())
                .texts("digits", PAIRS.stream().map(Pair::toString).toArray(String[]::new))
                .numbers("error", means(pairs, t -> t.digits.error))
                .numbers("error of twins", means(pairs, t -> t.twin.error))
                .numbers("score", means(pairs, t -> t.digits.score))
                .numbers("score of twins", means(pairs, t -> t.twin.score))
                .numbers("overlap", digits.values())
                .numbers("overlap of twins", twins.values()));
    }

    private static double[] means(Rows<Pair, Three> pairs, java.util.function.ToDoubleFunction<Three> number) {
        return PAIRS.stream()
                .mapToDouble(
                        p -> Arrays.stream(pairs.numbers(p, number)).average().orElse(Double.NaN))
                .toArray();
    }
}
