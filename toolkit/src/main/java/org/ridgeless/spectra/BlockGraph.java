package org.ridgeless.spectra;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

/**
 * A random graph with two communities of equal size: vertices of one community are joined with one probability, others with another; and
 * the matrices whose spectra tell the communities apart. References: F. Krzakala and others, PNAS 110 (2013) 20935–20940
 * (non-backtracking); A. Saade, F. Krzakala and L. Zdeborová, NIPS 2014 (Bethe–Hessian).
 */
public final class BlockGraph {
    private final boolean[][] joined;
    private final int n;

    private BlockGraph(boolean[][] joined) {
        this.joined = joined;
        this.n = joined.length;
    }

    /**
     * A draw. Even vertices are one community, odd ones the other.
     *
     * @param n vertices, even
     * @param inside probability of an edge inside a community
     * @param across probability of an edge between communities
     * @param seeds of the edges
     * @return the graph, held as n² truth values
     * @throws IllegalArgumentException if n is odd or below 2, or a probability is outside of 0..1
     */
    public static BlockGraph draw(int n, double inside, double across, Seeds seeds) {
        if (n < 2 || n % 2 != 0 || !(inside >= 0 && inside <= 1) || !(across >= 0 && across <= 1)) {
            throw new IllegalArgumentException(
                    "a graph has an even number of vertices and probabilities from 0 to 1, got " + n + ", " + inside
                            + " and " + across);
        }
        UniformRandomProvider random = seeds.stream();
        boolean[][] joined = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                joined[i][j] = joined[j][i] = random.nextDouble() < ((i + j) % 2 == 0 ? inside : across);
            }
        }
        return new BlockGraph(joined);
    }

    /**
     * A draw with vertices of their own popularity q: edges have the probability q_i q_j times one factor inside a community and
     * another across. Even vertices are one community, odd ones the other.
     *
     * @param popularities q, one for each vertex, an even number of them
     * @param inside factor inside a community
     * @param across factor between communities
     * @param seeds of the edges
     * @return the graph, held as n² truth values
     * @throws IllegalArgumentException if n is odd or below 2, or the largest probability or the smallest is outside of 0..1
     */
    public static BlockGraph draw(double[] popularities, double inside, double across, Seeds seeds) {
        int n = popularities.length;
        double largest = Vectors.largest(popularities);
        double most = largest * largest * Math.max(inside, across);
        boolean positive = Arrays.stream(popularities).allMatch(q -> q >= 0) && Math.min(inside, across) >= 0;
        if (n < 2 || n % 2 != 0 || !positive || !(most <= 1)) {
            throw new IllegalArgumentException(
                    "a graph has an even number of vertices and probabilities from 0 to 1, got " + n + " and up to "
                            + most);
        }
        UniformRandomProvider random = seeds.stream();
        boolean[][] joined = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double factor = (i + j) % 2 == 0 ? inside : across;
                joined[i][j] = joined[j][i] = random.nextDouble() < popularities[i] * popularities[j] * factor;
            }
        }
        return new BlockGraph(joined);
    }

    /**
     * The modularity with corrected degrees, \(n^{-1/2}D_q^{-\alpha}(A-dd^{\mathsf T}/\Sigma d)D_q^{-\alpha}\) with
     * \(q=d/\sqrt{\Sigma d}\), flat n × n.
     *
     * @param alpha α, 0 for none
     * @return n² numbers, row by row
     * @throws IllegalStateException if a vertex has no edge and α &gt; 0
     */
    public double[] corrected(double alpha) {
        double[] degrees = degrees();
        double root = Math.sqrt(Vectors.sum(degrees));
        double[] factors = new double[n];
        for (int i = 0; i < n; i++) {
            if (degrees[i] == 0 && alpha > 0) {
                throw new IllegalStateException("vertex " + i + " has no edge, and its degree is divided by");
            }
            factors[i] = Math.pow(degrees[i] / root, -alpha);
        }
        double[] matrix = modularity();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i * n + j] *= factors[i] * factors[j] / Math.sqrt(n);
            }
        }
        return matrix;
    }

    /**
     * Whether two vertices are joined.
     *
     * @param i a vertex, from 0
     * @param j another
     * @return whether there is an edge
     */
    public boolean joins(int i, int j) {
        return joined[i][j];
    }

    private double[] degrees() {
        double[] degrees = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                degrees[i] += joined[i][j] ? 1 : 0;
            }
        }
        return degrees;
    }

    /** The modularity A − ddᵀ/Σd, flat n × n. */
    public double[] modularity() {
        double[] degrees = degrees();
        double sum = Arrays.stream(degrees).sum();
        double[] matrix = new double[Matrix.entries(n, n)];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i * n + j] = (joined[i][j] ? 1 : 0) - (sum == 0 ? 0 : degrees[i] * degrees[j] / sum);
            }
        }
        return matrix;
    }

    /**
     * The Bethe–Hessian (r² − 1)I + D − rA, flat n × n.
     *
     * @param r √(mean degree) to tell two communities apart
     * @return n² numbers, row by row
     */
    public double[] betheHessian(double r) {
        double[] degrees = degrees();
        double[] matrix = new double[Matrix.entries(n, n)];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i * n + j] = (i == j ? r * r - 1 + degrees[i] : 0) - (joined[i][j] ? r : 0);
            }
        }
        return matrix;
    }

    /**
     * The 2n × 2n matrix [[A, I − D], [I, 0]], which has the eigenvalues of the non-backtracking matrix of the edges but for some that are
     * ±1 (Ihara and Bass).
     */
    public double[] nonBacktracking() {
        double[] degrees = degrees();
        double[] matrix = new double[Matrix.entries(2 * n, 2 * n)];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[2 * n * i + j] = joined[i][j] ? 1 : 0;
            }
            matrix[2 * n * i + n + i] = 1 - degrees[i];
            matrix[2 * n * (n + i) + i] = 1;
        }
        return matrix;
    }
}
