package org.ridgeless.experiments.book;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** What kernels of distances and of inner products see of two classes in high dimension. Card: distance-kernels.md. */
public final class DistanceKernels extends Experiment<DistanceKernels> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are 2p samples")
            .atLeast(32)
            .even()
            .tiny(40)
            .teaching(120)
            .paper(400);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent samples")
            .atLeast(2)
            .tiny(4)
            .teaching(20)
            .paper(20);

    private static final int RATIO = 2;

    /** Two classes of equal means. */
    enum Classes {
        SHAPES("shapes"),
        LENGTHS("lengths");

        final String title;

        Classes(String title) {
            this.title = title;
        }
    }

    /** A kernel: a function of squared distances over p, or of inner products over p. */
    enum Kernel {
        LINEAR_DISTANCE("−d", true, t -> -t),
        GAUSSIAN_DISTANCE("exp(−d/2)", true, t -> Math.exp(-t / 2)),
        CRITICAL_DISTANCE("(d − τ)²", true, t -> (t - 2) * (t - 2)),
        LINEAR_PRODUCT("xᵀy", false, t -> t);

        final String title;
        final boolean distance;
        final DoubleUnaryOperator f;

        Kernel(String title, boolean distance, DoubleUnaryOperator f) {
            this.title = title;
            this.distance = distance;
            this.f = f;
        }
    }

    /** Some classes and a kernel. */
    record Place(Classes classes, Kernel kernel) {
        @Override
        public String toString() {
            return kernel.title + ", " + classes.title;
        }
    }

    private static final List<Place> SEEN = List.of(
            new Place(Classes.SHAPES, Kernel.CRITICAL_DISTANCE), new Place(Classes.LENGTHS, Kernel.GAUSSIAN_DISTANCE));
    private static final List<Place> UNSEEN = List.of(
            new Place(Classes.SHAPES, Kernel.LINEAR_DISTANCE),
            new Place(Classes.SHAPES, Kernel.GAUSSIAN_DISTANCE),
            new Place(Classes.LENGTHS, Kernel.LINEAR_PRODUCT));

    public static DistanceKernels study() {
        return new DistanceKernels();
    }

    /** Dimension p; there are 2p samples, even and at least 32. */
    public DistanceKernels dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent samples, at least 2. */
    public DistanceKernels draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        double n = RATIO * get(DIMENSION);
        List<Place> all = Stream.concat(SEEN.stream(), UNSEEN.stream()).toList();
        Rows<Place, Double> overlaps = lab.repeat(get(DRAWS)).each("overlap", all, this::overlap);
        lab.check(Claim.that("part of the classes in the two leading vectors: seen")
                .each(SEEN, place -> overlaps.mean(place, x -> x))
                .rival("nothing is seen, as by chance", 2 / n)
                .atLeast(0.7));
        lab.check(Claim.that("part of the classes in the two leading vectors: not seen")
                .each(UNSEEN, place -> overlaps.mean(place, x -> x))
                .rival("every kernel sees what one of them sees", 0.7)
                .atMost(10 / n));
        double[] places = IntStream.range(0, all.size()).mapToDouble(i -> i).toArray();
        Estimates estimates = Estimates.of(all, place -> overlaps.mean(place, x -> x));
        lab.figure(estimates
                .on(
                        Chart.titled("Two leading vectors of the centred kernel and the classes")
                                .x("kernel and classes")
                                .y("part of the classes")
                                .yRange(-0.05, 1),
                        "mean",
                        places)
                .names(all.stream().map(Place::toString).toArray(String[]::new)));
        lab.table(Results.titled(card().title())
                .texts("kernel and classes", all.stream().map(Place::toString).toArray(String[]::new))
                .numbers("part of the classes", estimates.values()));
    }

    private double overlap(Place place, Trial trial) {
        int p = get(DIMENSION);
        int n = RATIO * p;
        double[] labels = Spectra.cycle(n, 1, -1);
        Matrix x = samples(place.classes, trial);
        double[] gram = ScaledSamples.covariance(x);
        double[] kernel = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double d = gram[i * n + i] + gram[j * n + j] - 2 * gram[i * n + j];
                double value = place.kernel.f.applyAsDouble(place.kernel.distance ? d : gram[i * n + j]);
                kernel[i * n + j] = i == j ? 0 : value;
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(centred(kernel, n), n);
        double first = Vectors.dot(eigen.vector(n - 1), labels);
        double second = Vectors.dot(eigen.vector(n - 2), labels);
        return (first * first + second * second) / n;
    }

    /** Samples in rows, n × p, classes in turn. */
    private Matrix samples(Classes classes, Trial trial) {
        int p = get(DIMENSION);
        int n = RATIO * p;
        double[] x = ScaledSamples.of(Spectra.cycle(n, 1), p)
                .draw(trial.paired())
                .flat()
                .clone();
        for (int i = 0; i < n; i++) {
            int sign = i % 2 == 0 ? 1 : -1;
            for (int k = 0; k < p; k++) {
                double variance = classes == Classes.SHAPES ? 1 + 0.9 * sign * (k % 2 == 0 ? 1 : -1) : 1 + 0.4 * sign;
                x[i * p + k] *= Math.sqrt(variance);
            }
        }
        return Matrix.wrap(x, n, p);
    }

    static double[] centred(double[] kernel, int n) {
        double[] means = new double[n];
        for (int i = 0; i < n * n; i++) {
            means[i / n] += kernel[i] / n;
        }
        double mean = Vectors.mean(means);
        double[] centred = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            centred[i] = kernel[i] - means[i / n] - means[i % n] + mean;
        }
        return centred;
    }
}
