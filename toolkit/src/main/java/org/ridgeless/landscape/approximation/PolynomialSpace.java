package org.ridgeless.landscape.approximation;

import java.util.ArrayList;
import java.util.List;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;

/**
 * Polynomials of d variables of total degree at most q. Whatever its width, a network of one hidden layer whose activation is a
 * polynomial of degree q is one of them (M. Leshno, V. Lin, A. Pinkus and S. Schocken, Neural Networks 6 (1993) 861–867).
 *
 * @param inputs d, at least 1
 * @param degree q, at least 0
 */
public record PolynomialSpace(int inputs, int degree) {
    /**
     * The polynomials of a number of variables and a degree.
     *
     * @throws IllegalArgumentException if there is no variable or the degree is negative
     */
    public PolynomialSpace {
        if (inputs < 1 || degree < 0) {
            throw new IllegalArgumentException(
                    "polynomials have d ≥ 1 variables and a degree ≥ 0, got " + inputs + " and " + degree);
        }
    }

    /** The dimension C(d + q, q). */
    public int dimension() {
        return exponents().size();
    }

    /**
     * The root mean square distance of values at points from these polynomials.
     *
     * @param points n × d in [−1, 1], where products of Chebyshev polynomials are a basis of good condition
     * @param values one for each point
     * @return a number ≥ 0
     * @throws IllegalArgumentException if there are not as many values as points
     */
    public double distance(double[][] points, double[] values) {
        List<int[]> exponents = exponents();
        double[][] design = new double[points.length][exponents.size()];
        for (int i = 0; i < points.length; i++) {
            double[][] powers = chebyshev(points[i]);
            for (int j = 0; j < exponents.size(); j++) {
                design[i][j] = product(powers, exponents.get(j));
            }
        }
        return distance(Matrix.of(design), values);
    }

    /**
     * The root mean square distance of values from the span of the columns of a matrix, by least squares.
     *
     * @param columns n × k
     * @param values n numbers
     * @return a number ≥ 0
     * @throws IllegalArgumentException if there are not n values
     */
    public static double distance(Matrix columns, double[] values) {
        double[] fit = columns.times(columns.solve(values));
        return Vectors.norm(Vectors.subtract(values, fit)) / Math.sqrt(values.length);
    }

    /** The Chebyshev polynomials of each coordinate up to the degree. */
    private double[][] chebyshev(double[] x) {
        double[][] values = new double[x.length][degree + 1];
        for (int k = 0; k < x.length; k++) {
            double angle = Math.acos(Math.max(-1, Math.min(1, x[k])));
            for (int m = 0; m <= degree; m++) {
                values[k][m] = Math.cos(m * angle);
            }
        }
        return values;
    }

    private static double product(double[][] powers, int[] exponents) {
        double product = 1;
        for (int k = 0; k < powers.length; k++) {
            product *= powers[k][exponents[k]];
        }
        return product;
    }

    private List<int[]> exponents() {
        List<int[]> all = new ArrayList<>();
        fill(new int[inputs], 0, degree, all);
        return all;
    }

    private static void fill(int[] exponents, int place, int left, List<int[]> all) {
        if (place == exponents.length) {
            all.add(exponents.clone());
            return;
        }
        for (int e = 0; e <= left; e++) {
            exponents[place] = e;
            fill(exponents, place + 1, left - e, all);
        }
        exponents[place] = 0;
    }
}
