package org.ridgeless.linalg;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.random.Seeds;

/**
 * The diagonal of a symmetric operator from products with random vectors, with a 99 % interval for each entry by itself.
 *
 * <p>Entry i is the mean of zᵢ(Az)ᵢ over vectors of random signs, symmetric about the truth with the variance
 * \(\sum_{j\ne i}a_{ij}^2\); with a basis Q of the largest eigenvalues, \(\mathrm{diag}(QQ^\top A)\) is exact and
 * \((I-QQ^\top)A\) is estimated.
 *
 * <p><b>References</b> C. Bekas, E. Kokiopoulou, Y. Saad, <i>An estimator for the diagonal of a matrix</i>, Appl. Numer. Math. 57
 * (2007); R. Baston, Y. Nakatsukasa, <i>Stochastic diagonal estimation</i>, 2022, Algorithm 2.
 *
 * {@snippet file="LinearAlgebraTest.java" region="diagonal"}
 */
public final class Diagonal {
    private final StochasticEstimate[] entries;

    private Diagonal(StochasticEstimate[] entries) {
        this.entries = entries;
    }

    /**
     * From so many products, at least 10.
     *
     * @param operator symmetric, p × p
     * @param products with vectors of random signs, ≥ 10
     * @param seeds of the vectors
     * @return the estimates; p · products numbers are held meanwhile
     * @throws IllegalArgumentException if there are fewer than 10 products
     * @throws ArithmeticException if a product is not finite
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public static Diagonal hutchinson(SymmetricOperator operator, int products, Seeds seeds) {
        StochasticEstimate.requireDraws("products", products);
        return estimate(operator, new double[0][], products, seeds.child("diagonal").stream());
    }

    /**
     * From so many products, at least 30: a third for the basis, a third for its exact part, a third for the rest.
     *
     * @param operator symmetric, p × p
     * @param products of all three kinds together, ≥ 30
     * @param seeds of the vectors
     * @return the estimates; about p · products numbers are held meanwhile
     * @throws IllegalArgumentException if there are fewer than 30 products
     * @throws ArithmeticException if a product is not finite
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public static Diagonal deflated(SymmetricOperator operator, int products, Seeds seeds) {
        int probes = products / 3;
        StochasticEstimate.requireDraws("products for the rest, a third of all", probes);
        UniformRandomProvider random = seeds.child("deflated").stream();
        double[][] basis = Probes.range(operator, Math.min((products - probes) / 2, operator.order()), random);
        return estimate(operator, basis, probes, random);
    }

    private static Diagonal estimate(
            SymmetricOperator operator, double[][] basis, int probes, UniformRandomProvider random) {
        int n = operator.order();
        double[] exact = new double[n];
        for (double[] q : basis) {
            double[] image = Probes.product(operator, q);
            for (int i = 0; i < n; i++) {
                exact[i] += q[i] * image[i];
            }
        }
        double[][] draws = new double[n][probes];
        double[] sizes = new double[n];
        for (int k = 0; k < probes; k++) {
            double[] z = Probes.signs(n, random);
            double[] image = Probes.product(operator, z);
            double[] rest = Probes.without(basis, image);
            for (int i = 0; i < n; i++) {
                draws[i][k] = z[i] * rest[i];
                sizes[i] = Math.max(sizes[i], Math.abs(image[i]));
            }
        }
        StochasticEstimate[] entries = new StochasticEstimate[n];
        double largest = Vectors.largest(sizes);
        Arrays.setAll(entries, i -> StochasticEstimate.of(exact[i], largest, draws[i]));
        return new Diagonal(entries);
    }

    /** The estimates of all entries. */
    public double[] values() {
        return Arrays.stream(entries).mapToDouble(StochasticEstimate::value).toArray();
    }

    /**
     * Entry i with its interval.
     *
     * @param i from 0 to p − 1
     * @return the estimate of a_ii
     */
    public StochasticEstimate entry(int i) {
        return entries[i];
    }
}
