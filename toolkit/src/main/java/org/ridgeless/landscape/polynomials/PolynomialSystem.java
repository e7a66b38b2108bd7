package org.ridgeless.landscape.polynomials;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

/** N polynomials of degree at most k in N unknowns with real coefficients. */
public final class PolynomialSystem {
    private static final int ORDINARY = 8;

    private final int unknowns;
    private final int degree;
    private final int[][] exponents;
    private final double[][] coefficients;
    /** What the unknowns are measured in, so that zeros are of the order of 1: a power of 2. */
    private final double unit;

    private PolynomialSystem(int unknowns, int degree, int[][] exponents, double[][] coefficients, double unit) {
        this.unknowns = unknowns;
        this.degree = degree;
        this.exponents = exponents;
        this.coefficients = coefficients;
        this.unit = unit;
    }

    /**
     * A random system of N equations of degree k in N unknowns: the coefficient of \( z^\alpha \) is Gaussian with variance
     * \( \binom{k}{\alpha, k-|\alpha|} \), the multinomial coefficient. It has \( k^N \) complex zeros almost surely (Bézout)
     * and \( k^{N/2} \) real ones on average (M. Shub and S. Smale, <i>Complexity of Bezout's theorem II</i>, 1993; A. Edelman
     * and E. Kostlan, <i>How many zeros of a random polynomial are real?</i>, Bull. AMS 32 (1995) 1–37, Section 7).
     *
     * @param unknowns N ≥ 1
     * @param degree k ≥ 1
     * @param seeds of the coefficients
     * @return the system, with C(N + k, k) coefficients in each equation
     * @throws IllegalArgumentException if N or k is below 1
     */
    public static PolynomialSystem kostlan(int unknowns, int degree, Seeds seeds) {
        if (unknowns < 1 || degree < 1) {
            throw new IllegalArgumentException(
                    "a system needs at least one unknown and degree 1, got N = " + unknowns + " and k = " + degree);
        }
        int[][] exponents = new Monomials(unknowns, degree).exponents();
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[][] coefficients = new double[unknowns][exponents.length];
        for (double[] row : coefficients) {
            for (int m = 0; m < row.length; m++) {
                row[m] = Math.sqrt(multinomial(degree, exponents[m])) * normal.sample();
            }
        }
        return new PolynomialSystem(unknowns, degree, exponents, coefficients, 1);
    }

    /**
     * One polynomial in one unknown from its coefficients, lowest power first.
     *
     * @param ascending coefficients of 1, z, z², …, finite, the last of them not 0
     * @return the system with one unknown
     * @throws IllegalArgumentException if there are fewer than two coefficients, one is not finite, or the last is 0
     */
    public static PolynomialSystem univariate(double... ascending) {
        int degree = ascending.length - 1;
        if (degree < 1 || !Vectors.areFinite(ascending) || ascending[degree] == 0) {
            throw new IllegalArgumentException(
                    "a polynomial has at least two finite coefficients, the last of them not 0, got "
                            + Arrays.toString(ascending));
        }
        int lowest = 0;
        while (ascending[lowest] == 0) {
            lowest++;
        }
        int[][] exponents = new int[ascending.length][1];
        double[] scaled = new double[ascending.length];
        // The product of the zeros other than 0 is the quotient of the lowest and the highest coefficient.
        int power = lowest == degree
                ? 0
                : Math.round((float) (Math.getExponent(ascending[lowest]) - Math.getExponent(ascending[degree]))
                        / (degree - lowest));
        // Zeros of ordinary size stay as they are.
        power = Math.abs(power) < ORDINARY ? 0 : power;
        int size = Math.getExponent(ascending[degree]) + power * degree;
        for (int m = 0; m <= degree; m++) {
            exponents[m][0] = m;
            scaled[m] = Math.scalb(ascending[m], power * m - size);
        }
        return new PolynomialSystem(1, degree, exponents, new double[][] {scaled}, Math.scalb(1.0, power));
    }

    double unit() {
        return unit;
    }

    /** N. */
    public int unknowns() {
        return unknowns;
    }

    /** k. */
    public int degree() {
        return degree;
    }

    /** The number of complex zeros of a generic system of this shape, k^N (Bézout). */
    public int bezout() {
        return (int) Math.round(Math.pow(degree, unknowns));
    }

    /** F with its Jacobian. */
    PolynomialMap map() {
        return new PolynomialMap(unknowns, degree, exponents, coefficients);
    }

    /** F made homogeneous by one more unknown, the last, which stands to the power that a term lacks to degree k. */
    PolynomialMap homogeneous() {
        int[][] completed = new int[exponents.length][];
        for (int m = 0; m < completed.length; m++) {
            completed[m] = Arrays.copyOf(exponents[m], unknowns + 1);
            completed[m][unknowns] = degree - Arrays.stream(exponents[m]).sum();
        }
        return new PolynomialMap(unknowns + 1, degree, completed, coefficients);
    }

    /**
     * The norm of F that no unitary change of homogeneous coordinates alters (of Bombieri and Weyl): the root of the sum of squares of coefficients,
     * each divided by its multinomial coefficient.
     */
    double norm() {
        double squares = 0;
        for (double[] row : coefficients) {
            for (int m = 0; m < row.length; m++) {
                squares += row[m] * row[m] / multinomial(degree, exponents[m]);
            }
        }
        return Math.sqrt(squares);
    }

    /** How far F(z) as it is computed may be from F(z), as a length: T terms of k factors are rounded and added. */
    double rounding(double[] z) {
        return (exponents.length + 4 * degree) * Math.ulp(1.0) * Math.sqrt(unknowns) * scale(z);
    }

    /** The sum of |coefficient|·|z^α| of each equation, the scale against which a residual is small. */
    double scale(double[] z) {
        double largest = 0;
        for (int i = 0; i < unknowns; i++) {
            double sum = 0;
            for (int m = 0; m < exponents.length; m++) {
                double size = Math.abs(coefficients[i][m]);
                for (int j = 0; j < unknowns; j++) {
                    size *= Math.pow(Math.hypot(z[2 * j], z[2 * j + 1]), exponents[m][j]);
                }
                sum += size;
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    private static double multinomial(int degree, int[] alpha) {
        double result = 1;
        int left = degree;
        for (int a : alpha) {
            for (int i = 1; i <= a; i++) {
                result = result * left / i;
                left--;
            }
        }
        return result;
    }
}
