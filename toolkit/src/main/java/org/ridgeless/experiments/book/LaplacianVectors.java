package org.ridgeless.experiments.book;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.clustering.KernelSpectrum;
import org.ridgeless.spectra.measures.Gauss;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** Which eigenvectors of a kernel's Laplacian know the classes, and which the lengths of the samples. Card: laplacian-vectors.md. */
public final class LaplacianVectors extends Experiment<LaplacianVectors> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are as many samples")
            .atLeast(24)
            .even()
            .tiny(32)
            .teaching(160)
            .paper(400);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent samples")
            .atLeast(2)
            .tiny(4)
            .teaching(140)
            .paper(40);

    private static final int RATIO = 1;
    private static final double SIGNAL = 5;
    private static final int LEADING = 3;
    private static final int NODES = 24;

    /** A kernel of τ = 2 with f = 1 and f′ = −½ there, and what tells the classes apart: distance of means, traces. */
    enum Case {
        MEANS(t -> 1 - (t - 2) / 2 + 0.875 * (t - 2) * (t - 2), 1.75, SIGNAL, 0),
        TRACES(t -> 1 - (t - 2) / 2 + 0.375 * (t - 2) * (t - 2), 0.75, 0, 2),
        GAUSSIAN(t -> Math.exp(1 - t / 2), 0.25, 0, 3);

        final DoubleUnaryOperator f;
        final double bend;
        final double signal;
        final double traces;

        Case(DoubleUnaryOperator f, double bend, double signal, double traces) {
            this.f = f;
            this.bend = bend;
            this.signal = signal;
            this.traces = traces;
        }

        /** θ: the second eigenvalue, times n, of f(2 + ψ + ψ′) on the law of the lengths ψ, over the degrees or not. */
        double theta(int p, boolean degrees) {
            double spread = Math.sqrt((2 + 4 * signal / p) / p);
            double[] psi = new double[2 * NODES];
            double[] weights = new double[2 * NODES];
            for (int k = 0; k < psi.length; k++) {
                // Midpoints in probability would lose the tails; these are of ±6 standard deviations.
                double z = 12 * ((k % NODES + 0.5) / NODES - 0.5);
                psi[k] = spread * z + (k < NODES ? 1 : -1) * traces / Math.sqrt(p);
                weights[k] = Math.exp(-z * z / 2);
            }
            weights = Vectors.scale(weights, 1 / Vectors.sum(weights));
            double[] kernel = new double[psi.length * psi.length];
            for (int i = 0; i < kernel.length; i++) {
                double root = Math.sqrt(weights[i / psi.length] * weights[i % psi.length]);
                kernel[i] = root * f.applyAsDouble(2 + psi[i / psi.length] + psi[i % psi.length]);
            }
            double[] turned = degrees ? overDegrees(kernel, weights) : centred(kernel, weights);
            double[] values = SymmetricEigen.values(turned, psi.length);
            // The degrees of this kernel lack what the inner products add to the mean.
            double lacking = degrees ? 1 - 2 * bend * (1 + signal * signal / p) / p / degree(p) : 1;
            return RATIO * p * lacking * Math.max(values[values.length - 1], 0);
        }

        private static double[] overDegrees(double[] kernel, double[] weights) {
            int n = weights.length;
            double[] root = Vectors.map(weights, Math::sqrt);
            double[] degrees = Products.multiply(kernel, root, n, n, 1);
            double[] unit = Vectors.unit(Vectors.of(n, i -> Math.sqrt(degrees[i] * root[i])));
            return Vectors.of(
                    n * n,
                    i -> kernel[i] * Math.sqrt(root[i / n] * root[i % n] / (degrees[i / n] * degrees[i % n]))
                            - unit[i / n] * unit[i % n]);
        }

        private static double[] centred(double[] kernel, double[] weights) {
            int n = weights.length;
            double[] root = Vectors.map(weights, Math::sqrt);
            double[] means = Products.multiply(kernel, root, n, n, 1);
            double mean = Vectors.dot(means, root);
            return Vectors.of(
                    n * n,
                    i -> kernel[i]
                            - means[i / n] * root[i % n]
                            - root[i / n] * means[i % n]
                            + mean * root[i / n] * root[i % n]);
        }

        /** The variance of what the squares of the inner products add to an entry, in units of 1/p. */
        double squares(int p) {
            return 8 * bend * bend / p;
        }

        /**
         * The mean degree over n: f has the mean 1 + f″/2 times the mean square of what it is taken off τ, from the lengths and
         * from the inner products.
         */
        double degree(int p) {
            double lengths = 2 * (2 + 4 * signal / p + traces * traces) / p;
            return 1 + bend / 2 * (lengths + 4 * (1 + signal * signal / p) / p);
        }

        /**
         * Of θ, free of the Gram matrix over the mean degree, whose R-transform is b/(1 − bys) with y = n/p, and of the squares;
         * the diagonal, of 2 over the degree, lacks (D − 1)/D.
         */
        double value(double theta, int p) {
            double b = 1 / degree(p);
            return theta + b / (1 - b * RATIO / theta) + squares(p) * RATIO / theta + b - 1;
        }

        double overlap(double theta, int p) {
            double b = 1 / degree(p);
            double gram = b * b * RATIO / ((theta - b * RATIO) * (theta - b * RATIO));
            return 1 - gram - squares(p) * RATIO / (theta * theta);
        }
    }

    /** An eigenvalue, the squared overlap of its vector with lengths and classes, and the part it puts wrong. */
    record Vector(double value, double lengths, double classes, double wrong) {}

    /** The vector nearest to the lengths, that nearest to the classes, and the leading ones' overlap with the lengths. */
    record Seen(Vector ofLengths, Vector ofClasses, double leading) {}

    public static LaplacianVectors study() {
        return new LaplacianVectors();
    }

    public LaplacianVectors dimension(int p) {
        return with(DIMENSION, p);
    }

    public LaplacianVectors draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        int p = get(DIMENSION);
        Rows<Case, Seen> seen = lab.repeat(get(DRAWS)).each("sample", List.of(Case.values()), this::see);
        List<Case> visible = List.of(Case.MEANS, Case.TRACES);
        KernelSpectrum gram = KernelSpectrum.withMoments(1, 0, 1 + Case.MEANS.squares(p), 1.0 / RATIO);

        double value = Case.MEANS.value(Case.MEANS.theta(p, true), p);
        lab.check(Claim.that("eigenvalue of the vector of the lengths, traces being equal")
                .observed(seen.mean(Case.MEANS, s -> s.ofLengths.value))
                .predicts(value)
                .rival("degrees change nothing", Case.MEANS.value(Case.MEANS.theta(p, false), p))
                .within(8.0 / p * value));
        lab.check(Claim.that("its squared overlap with the lengths")
                .each(visible, c -> seen.mean(c, s -> s.ofLengths.lengths))
                .rival("it is one of the bulk", 0)
                .atLeast(0.5));
        lab.check(Claim.that("its squared overlap with classes that differ in their means")
                .observed(seen.mean(Case.MEANS, s -> s.ofLengths.classes))
                .rival("vectors beyond the bulk tell the classes", gram.alignment(SIGNAL))
                .atMost(10.0 / p));
        lab.check(Claim.that("squared overlap of another vector with them")
                .observed(seen.mean(Case.MEANS, s -> s.ofClasses.classes))
                .rival("all know the lengths only", 0)
                .atLeast(0.5));
        lab.check(Claim.that("part of the samples put wrong by the vector of the lengths, traces differing")
                .observed(seen.mean(Case.TRACES, s -> s.ofLengths.wrong))
                .rival("chance, as where the lengths do not show", 0.5)
                .between(Gauss.tail(Case.TRACES.traces / Math.sqrt(2)), error(Case.TRACES, p) + 1.5 / p));
        double asKernel = Case.GAUSSIAN.overlap(Case.GAUSSIAN.theta(p, false), p);
        lab.check(Claim.that("squared overlaps of the three leading vectors with the lengths, Gaussian kernel")
                .observed(seen.mean(Case.GAUSSIAN, Seen::leading))
                .rival("degrees change nothing", asKernel)
                .atMost(0.5 * asKernel));
        show(lab, seen);
    }

    /** The vector is the lengths, of which ±a/√(a² + 2) is the classes', and noise. */
    private static double error(Case c, int p) {
        double ov = c.overlap(c.theta(p, true), p);
        double squares = c.traces * c.traces + 2;
        return Gauss.tail(Math.sqrt(ov / squares) * c.traces / Math.sqrt(ov * 2 / squares + 1 - ov));
    }

    private Seen see(Case c, Trial trial) {
        int p = get(DIMENSION);
        int n = RATIO * p;
        double[] squares = Vectors.of(n, i -> 1 + (i % 2 == 0 ? 1 : -1) * c.traces / Math.sqrt(p));
        double[] x = ScaledSamples.of(squares, p).draw(trial.seeds()).flat().clone();
        for (int i = 0; i < n; i++) {
            x[i * p] += (i % 2 == 0 ? 1 : -1) * Math.sqrt(c.signal);
        }
        double[] gram = ScaledSamples.covariance(Matrix.wrap(x, n, p));
        double shift = 2 * c.signal / p;
        double[] kernel = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double distance = gram[i * n + i] + gram[j * n + j] - 2 * gram[i * n + j] - shift;
                // On the diagonal what the expansion of the other entries gives: f(τ) − 2f′(τ).
                kernel[i * n + j] = i == j ? 2 : c.f.applyAsDouble(distance);
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(laplacian(kernel, n), n);
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += gram[i * n + i] / n;
        }
        double middle = mean;
        double[] lengths = Vectors.unit(Vectors.of(n, i -> gram[i * n + i] - middle));
        double[] classes = Vectors.of(n, i -> (i % 2 == 0 ? 1 : -1) / Math.sqrt(n));
        return seen(eigen, lengths, classes);
    }

    /** n times \(D^{-1/2}KD^{-1/2}\) without the eigenvector √D; f(τ) is 1. */
    private static double[] laplacian(double[] kernel, int n) {
        double[] degrees = new double[n];
        for (int i = 0; i < n * n; i++) {
            degrees[i / n] += kernel[i];
        }
        double total = Vectors.sum(degrees);
        double[] laplacian = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            double root = Math.sqrt(degrees[i / n] * degrees[i % n]);
            laplacian[i] = n * (kernel[i] / root - root / total);
        }
        return laplacian;
    }

    private static Seen seen(SymmetricEigen eigen, double[] lengths, double[] classes) {
        int n = lengths.length;
        double[] values = eigen.values();
        Vector ofLengths = null;
        Vector ofClasses = null;
        double leading = 0;
        for (int k = n - LEADING; k < n; k++) {
            double[] u = eigen.vector(k);
            double along = Vectors.dot(u, lengths);
            double product = Vectors.dot(u, classes);
            int wrong = 0;
            for (int i = 0; i < n; i++) {
                wrong += u[i] * along * classes[i] > 0 ? 0 : 1;
            }
            Vector vector = new Vector(values[k], along * along, product * product, wrong / (double) n);
            leading += along * along;
            ofLengths = ofLengths == null || vector.lengths > ofLengths.lengths ? vector : ofLengths;
            ofClasses = ofClasses == null || vector.classes > ofClasses.classes ? vector : ofClasses;
        }
        return new Seen(ofLengths, ofClasses, leading);
    }

    private void show(Lab lab, Rows<Case, Seen> seen) {
        int p = get(DIMENSION);
        List<Case> cases = List.of(Case.values());
        double[] sizes = cases.stream().mapToDouble(c -> c.theta(p, true)).toArray();
        Estimates overlaps = Estimates.of(cases, c -> seen.mean(c, s -> s.ofLengths.lengths));
        lab.figure(overlaps.on(
                        Chart.titled("The vector of the lengths")
                                .x("size θ of their term")
                                .y("squared overlap"),
                        "mean",
                        sizes)
                .theory(
                        "limit",
                        t -> t > RATIO + Math.sqrt(RATIO) ? 1 - RATIO / ((t - RATIO) * (t - RATIO)) : 0,
                        0,
                        9));
        lab.table(Results.titled(card().title())
                .texts("case", cases.stream().map(Case::name).toArray(String[]::new))
                .numbers("θ", sizes)
                .numbers("overlap with the lengths", overlaps.values())
                .numbers(
                        "eigenvalue",
                        Estimates.of(cases, c -> seen.mean(c, s -> s.ofLengths.value))
                                .values()));
    }
}
