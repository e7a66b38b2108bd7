package org.ridgeless.experiments.book;

import java.util.Arrays;
import java.util.List;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.MarchenkoPastur;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.Semicircle;
import org.ridgeless.spectra.SpectralLaw;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;

/** Kernels of inner products and their squares: between Marchenko–Pastur and the semicircle. Card: quadratic-kernels.md. */
public final class QuadraticKernels extends Experiment<QuadraticKernels> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are 2p samples")
            .atLeast(16)
            .tiny(24)
            .teaching(80)
            .paper(500);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent samples")
            .atLeast(2)
            .tiny(4)
            .teaching(20)
            .paper(20);

    private static final int RATIO = 2;

    /** Samples over features: symmetric matrices without a trace have (p − 1)(p + 2)/2 dimensions. */
    private static double features(int p) {
        return 2.0 * RATIO * p / ((p - 1.0) * (p + 2));
    }

    /** The weights of inner products and of their squares. */
    record Kernel(double alpha, double beta) {
        /** The law with the squares as features of their own, nearly p²/2 of them. */
        SpectralLaw law(int p) {
            double scale = beta * Math.sqrt(p) * (1 - 1.0 / p);
            return sum(MarchenkoPastur.ofRatio(features(p)).shifted(-1).scaled(scale));
        }

        SpectralLaw limit() {
            return sum(Semicircle.ofVariance(2 * beta * beta * RATIO));
        }

        private SpectralLaw sum(SpectralLaw squares) {
            return alpha == 0
                    ? squares
                    : MarchenkoPastur.ofRatio(RATIO).scaled(alpha).plus(squares);
        }
    }

    private static final List<Kernel> KERNELS = List.of(new Kernel(0, 1), new Kernel(2, 1), new Kernel(8, 1));

    public static QuadraticKernels study() {
        return new QuadraticKernels();
    }

    /** Dimension p; there are 2p samples, at least 16. */
    public QuadraticKernels dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent samples, at least 2. */
    public QuadraticKernels draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        int p = get(DIMENSION);
        Rows<Kernel, double[]> spectra = lab.repeat(get(DRAWS)).each("spectrum", KERNELS, this::eigenvalues);
        Rows<Kernel, double[]> predicted = lab.each("law", KERNELS, (k, trial) -> new double[] {
            k.law(p).stieltjes(new Complex(0, width(k))).im() * width(k),
            k.limit().stieltjes(new Complex(0, width(k))).im() * width(k)
        });
        lab.check(Claim.that("mean of 1/(1 + λ²/w²) over the spectrum, w of its size")
                .each(KERNELS, k -> spectra.mean(k, all -> near(all, width(k))))
                .predicts(k -> predicted.number(k, x -> x[0]))
                .rival("inner products alone", k -> k.alpha == 0 ? Double.NaN : alone(k, true))
                .rival("squares alone", k -> k.alpha == 0 ? Double.NaN : alone(k, false))
                .within(1.0 / p));
        lab.check(Claim.that("third moment of the squares' spectrum over its standard deviation cubed")
                .observed(spectra.mean(KERNELS.get(0), QuadraticKernels::skewness))
                .predicts(Math.sqrt(features(p)))
                .rival("a semicircle", 0)
                .withinRelative(0.15));
        lab.figure(KERNELS.stream()
                .map(k -> {
                    SpectralLaw law = k.law(p);
                    SpectralLaw limit = k.limit();
                    return Chart.titled("α = " + (int) k.alpha + ", β = " + (int) k.beta)
                            .x("eigenvalue")
                            .y("density")
                            .histogram("eigenvalues", spectra.pooled(k, x -> x), 60)
                            .theory("law at this p", law::density, law.leftEdge(), law.rightEdge())
                            .theory("its limit", limit::density, limit.leftEdge(), limit.rightEdge());
                })
                .toArray(Chart[]::new));
        lab.table(Results.titled(card().title())
                .texts("kernel", KERNELS.stream().map(Kernel::toString).toArray(String[]::new))
                .numbers(
                        "observed",
                        KERNELS.stream()
                                .mapToDouble(k -> Statistics.mean(spectra.numbers(k, x -> near(x, width(k)))))
                                .toArray())
                .numbers(
                        "theory",
                        KERNELS.stream()
                                .mapToDouble(k -> predicted.number(k, x -> x[0]))
                                .toArray())
                .numbers(
                        "limit",
                        KERNELS.stream()
                                .mapToDouble(k -> predicted.number(k, x -> x[1]))
                                .toArray()));
    }

    private static double width(Kernel kernel) {
        return 2 * kernel.beta + kernel.alpha;
    }

    private double alone(Kernel kernel, boolean products) {
        Complex z = new Complex(0, width(kernel));
        SpectralLaw law = products
                ? MarchenkoPastur.ofRatio(RATIO).scaled(kernel.alpha)
                : new Kernel(0, kernel.beta).law(get(DIMENSION));
        return law.stieltjes(z).im() * width(kernel);
    }

    private static double near(double[] eigenvalues, double width) {
        return Arrays.stream(eigenvalues)
                .map(v -> 1 / (1 + v * v / (width * width)))
                .average()
                .orElse(Double.NaN);
    }

    private static double skewness(double[] eigenvalues) {
        double mean = Statistics.mean(eigenvalues);
        double third = Arrays.stream(eigenvalues)
                .map(v -> Math.pow(v - mean, 3))
                .average()
                .orElse(Double.NaN);
        return third / Math.pow(Statistics.variance(eigenvalues), 1.5);
    }

    /** α G plus √p β times the centred squares of G off the diagonal, for G = XᵀX/p. */
    private double[] eigenvalues(Kernel kernel, Trial trial) {
        int p = get(DIMENSION);
        int n = RATIO * p;
        double[] x = ScaledSamples.of(Spectra.cycle(n, 1), p)
                .draw(trial.seeds())
                .flat()
                .clone();
        for (int i = 0; i < n; i++) {
            double length = Vectors.norm(x, i * p, (i + 1) * p);
            for (int k = i * p; k < (i + 1) * p; k++) {
                x[k] *= Math.sqrt(p) / length;
            }
        }
        double[] gram = ScaledSamples.covariance(Matrix.wrap(x, n, p));
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double g = gram[i * n + j];
                gram[i * n + j] = kernel.alpha * g + (i == j ? 0 : kernel.beta * Math.sqrt(p) * (g * g - 1.0 / p));
            }
        }
        return SymmetricEigen.values(gram, n);
    }
}
