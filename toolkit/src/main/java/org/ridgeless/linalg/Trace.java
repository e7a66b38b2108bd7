package org.ridgeless.linalg;

import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.random.Seeds;

/**
 * The trace of a symmetric operator from a few products with random vectors, with a 99 % interval.
 *
 * <p>{@link #hutchinson} has the error \(\sqrt{2/m}\,\|A\|_F\); {@link #hutchPlusPlus} and {@link #xTrace} take out the largest eigenvalues
 * first, and are better by far where these dominate, as in the curvature of networks. All are unbiased.
 *
 * <p><b>References</b> M. Hutchinson, Commun. Stat. Simul. Comput. 19 (1990); R. Meyer, C. Musco, C. Musco, D. Woodruff,
 * <i>Hutch++</i>, SOSA 2021, Algorithm 1; E. Epperly, J. Tropp, R. Webber, <i>XTrace</i>, SIAM J. Matrix Anal. Appl. 45 (2024),
 * Algorithm 1.2 with the normalization of Section 2.3.
 *
 * {@snippet file="LinearAlgebraTest.java" region="trace"}
 */
public final class Trace {
    private Trace() {}

    /**
     * The mean of zᵀAz over vectors of random signs.
     *
     * @param operator symmetric, p × p
     * @param products how many, at least 10
     * @param seeds of the vectors
     * @return the trace with its interval
     * @throws IllegalArgumentException if there are fewer
     * @throws ArithmeticException if a product is not finite
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public static StochasticEstimate hutchinson(SymmetricOperator operator, int products, Seeds seeds) {
        StochasticEstimate.requireDraws("products", products);
        UniformRandomProvider random = seeds.child("hutchinson").stream();
        double[] draws = new double[products];
        double size = 0;
        for (int k = 0; k < products; k++) {
            double[] z = Probes.signs(operator.order(), random);
            double[] product = Probes.product(operator, z);
            draws[k] = Vectors.dot(z, product);
            size = Math.max(size, Vectors.norm(z) * Vectors.norm(product));
        }
        return StochasticEstimate.of(0, size, draws);
    }

    /**
     * A third of the products finds a basis Q of the largest eigenvalues, a third takes its trace exactly, and a third estimates the
     * rest \((I-QQ^\top)A(I-QQ^\top)\) as {@link #hutchinson} does. Where 2/3 of the products reach the rank, nothing is left to estimate.
     *
     * @param operator symmetric, p × p
     * @param products at least 30
     * @param seeds of the vectors
     * @return the trace with its interval
     * @throws IllegalArgumentException if there are fewer than 30 products
     * @throws ArithmeticException if a product is not finite
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public static StochasticEstimate hutchPlusPlus(SymmetricOperator operator, int products, Seeds seeds) {
        int probes = products / 3;
        StochasticEstimate.requireDraws("products for the rest, a third of all", probes);
        UniformRandomProvider random = seeds.child("hutch++").stream();
        double[][] basis = Probes.range(operator, Math.min((products - probes) / 2, operator.order()), random);
        double exact = 0;
        double size = 0;
        for (double[] q : basis) {
            double form = Vectors.dot(q, Probes.product(operator, q));
            exact += form;
            size += Math.abs(form);
        }
        double[] draws = new double[probes];
        for (int k = 0; k < probes; k++) {
            double[] z = Probes.without(basis, Probes.signs(operator.order(), random));
            double[] product = Probes.product(operator, z);
            draws[k] = Vectors.dot(z, product);
            size = Math.max(size, Vectors.norm(z) * Vectors.norm(product));
        }
        return StochasticEstimate.of(exact, size, draws);
    }

    /**
     * Every vector both finds the basis and estimates the rest, of the basis without it; the standard error is that of the m
     * exchangeable estimates.
     *
     * @param operator symmetric, p × p
     * @param products an even number, at least 20 and at most twice the order less 2
     * @param seeds of the vectors
     * @return the trace with its interval
     * @throws IllegalArgumentException if there are fewer than 20 products or more than 2(p − 1)
     * @throws ArithmeticException if a product is not finite
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public static StochasticEstimate xTrace(SymmetricOperator operator, int products, Seeds seeds) {
        int n = operator.order();
        int m = products / 2;
        StochasticEstimate.requireDraws("vectors, half of the products", m);
        if (m > n - 1) {
            throw new IllegalArgumentException("xTrace on an operator of order " + n + " takes at most " + 2 * (n - 1)
                    + " products, got " + products + "; as many products as the order give the trace exactly");
        }
        double[][] probes = new double[m][];
        double[][] images = new double[m][];
        var normal = Probes.normal(seeds.child("xtrace").stream());
        for (int k = 0; k < m; k++) {
            probes[k] = normal.samples(n).toArray();
            images[k] = Probes.product(operator, probes[k]);
        }
        double[] estimates = new XTrace(operator, probes, images).estimates();
        double value = Vectors.mean(estimates);
        double size = 0;
        for (int k = 0; k < m; k++) {
            size = Math.max(size, Vectors.norm(probes[k]) * Vectors.norm(images[k]));
        }
        return StochasticEstimate.around(value, StochasticEstimate.standardError(value, estimates), m, 0x1p-46 * size);
    }

    /**
     * ‖A‖_F from the mean of ‖Az‖², which is the trace of A², over vectors of random signs as those of {@link #hutchinson}.
     *
     * @param operator symmetric, p × p
     * @param probes vectors of random signs, ≥ 10, a product each
     * @param seeds of the vectors
     * @return the norm with its interval, the root of that of tr A²
     * @throws IllegalArgumentException if there are fewer than 10 probes
     * @throws ArithmeticException if a product is not finite
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public static StochasticEstimate frobeniusNorm(SymmetricOperator operator, int probes, Seeds seeds) {
        StochasticEstimate.requireDraws("probes", probes);
        UniformRandomProvider random = seeds.child("hutchinson").stream();
        double[] lengths =
                Vectors.of(probes, k -> Vectors.norm(Probes.product(operator, Probes.signs(operator.order(), random))));
        // Squares in units of the longest, for those of the lengths themselves overflow and underflow first.
        double unit = Vectors.largest(lengths);
        if (unit == 0) {
            return StochasticEstimate.of(0, 0, lengths);
        }
        double[] squares = Vectors.map(lengths, length -> length / unit * (length / unit));
        StochasticEstimate square = StochasticEstimate.of(0, Math.sqrt(operator.order()), squares);
        double value = Math.sqrt(square.value());
        return new StochasticEstimate(
                unit * value,
                unit * square.standardError() / (2 * value),
                probes,
                unit * Math.sqrt(Math.max(0, square.low())),
                unit * Math.sqrt(square.high()));
    }
}
