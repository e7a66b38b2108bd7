package org.ridgeless.landscape.minima;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

/**
 * The sum of squares \( L(w)=\sum_n(w^\top A_nw+b_n\cdot w-y_n)^2 \) of N equations of degree two in W unknowns with independent standard normal
 * coefficients: a landscape without the symmetries of a network.
 */
public final class QuadraticMap implements Landscape {
    private final int dimension;
    private final double[][][] form;
    private final double[][] linear;
    private final double[] targets;

    private QuadraticMap(int dimension, double[][][] form, double[][] linear, double[] targets) {
        this.dimension = dimension;
        this.form = form;
        this.linear = linear;
        this.targets = targets;
    }

    /**
     * Equations with random coefficients; each is shifted by a constant so that the point w = 0 has random residuals.
     *
     * @param unknowns W ≥ 1
     * @param equations N ≥ 1
     * @param seeds of the coefficients
     * @return the map, which holds N W² numbers
     * @throws IllegalArgumentException if W or N is below 1
     */
    public static QuadraticMap random(int unknowns, int equations, Seeds seeds) {
        if (unknowns < 1 || equations < 1) {
            throw new IllegalArgumentException(
                    "a map needs at least one unknown and one equation, got " + unknowns + " and " + equations);
        }
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[][][] form = new double[equations][unknowns][unknowns];
        double[][] linear = new double[equations][];
        for (int n = 0; n < equations; n++) {
            for (int i = 0; i < unknowns; i++) {
                for (int j = 0; j <= i; j++) {
                    form[n][i][j] = normal.sample();
                    form[n][j][i] = form[n][i][j];
                }
            }
            linear[n] = normal.samples(unknowns).toArray();
        }
        return new QuadraticMap(
                unknowns, form, linear, normal.samples(equations).toArray());
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double value(double... w) {
        double sum = 0;
        for (int n = 0; n < form.length; n++) {
            double r = residual(n, w);
            sum += r * r;
        }
        return sum;
    }

    @Override
    public double[] gradient(double... w) {
        double[] gradient = new double[dimension];
        for (int n = 0; n < form.length; n++) {
            Vectors.addScaled(gradient, 2 * residual(n, w), slope(n, w));
        }
        return gradient;
    }

    @Override
    public double[] hessian(double... w) {
        double[] hessian = new double[dimension * dimension];
        for (int n = 0; n < form.length; n++) {
            double r = residual(n, w);
            double[] slope = slope(n, w);
            for (int i = 0; i < dimension; i++) {
                for (int j = 0; j < dimension; j++) {
                    hessian[i * dimension + j] += 2 * slope[i] * slope[j] + 4 * r * form[n][i][j];
                }
            }
        }
        return hessian;
    }

    private double residual(int n, double[] w) {
        double sum = Vectors.dot(linear[n], w) - targets[n];
        for (int i = 0; i < dimension; i++) {
            sum += w[i] * Vectors.dot(form[n][i], w);
        }
        return sum;
    }

    private double[] slope(int n, double[] w) {
        double[] slope = linear[n].clone();
        for (int i = 0; i < dimension; i++) {
            slope[i] += 2 * Vectors.dot(form[n][i], w);
        }
        return slope;
    }
}
