package org.ridgeless.landscape.regions;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

/**
 * The activation patterns \(D=\mathrm{diag}(\mathbf 1[Xu\ge0])\) of the rows of X over all directions u: the sign patterns
 * of one ReLU unit on the data.
 *
 * <p>For n rows in general position in \(\mathbb R^d\) there are \(2\sum_{k\lt d}\binom{n-1}{k}\) of them.
 *
 * <p><b>Reference</b> T. Cover, <i>Geometrical and Statistical Properties of Systems of Linear Inequalities</i>, IEEE
 * Trans. Electronic Computers 14 (1965), Theorem 1.
 */
public final class ActivationPatterns {
    private static final double TOUCH = 1e-9;

    private final double[][] rows;
    private final int dimension;

    private ActivationPatterns(double[][] rows) {
        this.rows = rows;
        this.dimension = rows[0].length;
    }

    /**
     * The patterns of the given rows.
     *
     * @param rows n rows of d numbers; copied
     * @return their patterns, of which none is computed yet
     * @throws IllegalArgumentException if there are none, or rows differ in length
     */
    public static ActivationPatterns of(double[]... rows) {
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException("activation patterns need at least one row with at least one number");
        }
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != rows[0].length) {
                throw new IllegalArgumentException(
                        "every row must have " + rows[0].length + " numbers, row " + i + " has " + rows[i].length);
            }
            copy[i] = rows[i].clone();
        }
        return new ActivationPatterns(copy);
    }

    /**
     * Cover's number \(2\sum_{k\lt d}\binom{n-1}{k}\) of patterns of n points in general position in d dimensions.
     *
     * @param points n ≥ 1
     * @param dimension d ≥ 1
     * @return the number
     * @throws ArithmeticException if it does not fit a long
     * @throws IllegalArgumentException if n or d is below 1
     */
    public static long coverCount(int points, int dimension) {
        if (points < 1 || dimension < 1) {
            throw new IllegalArgumentException(
                    "patterns are of n ≥ 1 points in d ≥ 1 dimensions, got " + points + " and " + dimension);
        }
        // Products of binomial coefficients leave the range of a long before their quotients do.
        BigInteger sum = BigInteger.ZERO;
        BigInteger binomial = BigInteger.ONE;
        for (int k = 0; k < dimension && k < points; k++) {
            sum = sum.add(binomial);
            binomial = binomial.multiply(BigInteger.valueOf(points - 1L - k)).divide(BigInteger.valueOf(k + 1L));
        }
        return sum.shiftLeft(1).longValueExact();
    }

    /**
     * All patterns, in a fixed order; bit i is set where row i is active.
     *
     * <p>Each cell of the arrangement of hyperplanes \(x_i^\top u=0\) has an extreme ray, which is orthogonal to d − 1
     * rows: so every subset of d − 1 rows is taken with its orthogonal direction and its opposite, and the touching bits
     * are set in every way. Cost O(C(n, d−1)·(n·d + d³ + 2^d)).
     *
     * @throws IllegalArgumentException if the rows are not in general position
     */
    public BitSet[] all() {
        Set<BitSet> found = new HashSet<>();
        if (rows.length < dimension) {
            addFree(found, new BitSet(), firstRows(rows.length));
            return sorted(found);
        }
        int[] subset = firstRows(dimension - 1);
        do {
            addAround(found, subset);
        } while (next(subset, rows.length));
        return sorted(found);
    }

    /**
     * The patterns of so many Gaussian directions, without repetition and in a fixed order.
     *
     * @param directions how many are drawn
     * @param seeds of the directions
     * @return those that were met, at most as many as directions
     */
    public BitSet[] sample(int directions, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("directions").stream());
        Set<BitSet> found = new HashSet<>();
        double[] u = new double[dimension];
        for (int s = 0; s < directions; s++) {
            for (int i = 0; i < dimension; i++) {
                u[i] = normal.sample();
            }
            found.add(pattern(u));
        }
        return sorted(found);
    }

    /**
     * The pattern of one direction.
     *
     * @param u d numbers
     * @return bit i for row i, set where xᵢ · u ≥ 0
     */
    public BitSet pattern(double... u) {
        BitSet pattern = new BitSet(rows.length);
        for (int i = 0; i < rows.length; i++) {
            pattern.set(i, Vectors.dot(rows[i], u) >= 0);
        }
        return pattern;
    }

    private void addAround(Set<BitSet> found, int[] subset) {
        double[] u = OrthogonalDirection.to(rows, subset);
        BitSet active = new BitSet(rows.length);
        BitSet opposite = new BitSet(rows.length);
        for (int i = 0; i < rows.length; i++) {
            if (Arrays.binarySearch(subset, i) >= 0) {
                continue;
            }
            double product = Vectors.dot(rows[i], u);
            if (Math.abs(product) <= TOUCH * Vectors.norm(rows[i])) {
                throw new IllegalArgumentException("the rows are not in general position: row " + i
                        + " depends on the rows " + Arrays.toString(subset));
            }
            active.set(i, product > 0);
            opposite.set(i, product < 0);
        }
        addFree(found, active, subset);
        addFree(found, opposite, subset);
    }

    private static void addFree(Set<BitSet> found, BitSet fixed, int[] free) {
        for (int choice = 0; choice < 1 << free.length; choice++) {
            BitSet pattern = (BitSet) fixed.clone();
            for (int i = 0; i < free.length; i++) {
                pattern.set(free[i], (choice >> i & 1) == 1);
            }
            found.add(pattern);
        }
    }

    private static int[] firstRows(int count) {
        int[] rows = new int[count];
        Arrays.setAll(rows, i -> i);
        return rows;
    }

    /** The next subset in the order of the alphabet; false after the last. */
    private static boolean next(int[] subset, int points) {
        for (int i = subset.length - 1; i >= 0; i--) {
            if (subset[i] < points - subset.length + i) {
                subset[i]++;
                for (int j = i + 1; j < subset.length; j++) {
                    subset[j] = subset[j - 1] + 1;
                }
                return true;
            }
        }
        return false;
    }

    private static BitSet[] sorted(Set<BitSet> found) {
        BitSet[] patterns = found.toArray(new BitSet[0]);
        Arrays.sort(patterns, Comparator.comparing(ActivationPatterns::key));
        return patterns;
    }

    private static String key(BitSet pattern) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            key.append(pattern.get(i) ? '1' : '0');
        }
        return key.toString();
    }
}
