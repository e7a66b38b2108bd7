package org.ridgeless.nets.layers;

import java.util.Arrays;

/** A polynomial activation; homogeneous exactly when it is a single monomial. */
final class Polynomial implements Activation {
    private final double[] coefficients;
    private final double[] first;
    private final double[] second;
    private final double[] third;

    Polynomial(double[] coefficients) {
        this.coefficients = coefficients;
        this.first = differentiate(coefficients);
        this.second = differentiate(first);
        this.third = differentiate(second);
    }

    double[] coefficients() {
        return coefficients.clone();
    }

    private static double[] differentiate(double[] c) {
        double[] derivative = new double[Math.max(c.length - 1, 1)];
        for (int k = 1; k < c.length; k++) {
            derivative[k - 1] = k * c[k];
        }
        return derivative;
    }

    private static double horner(double[] c, double z) {
        double sum = 0;
        for (int k = c.length - 1; k >= 0; k--) {
            sum = sum * z + c[k];
        }
        return sum;
    }

    @Override
    public String name() {
        return "polynomial " + Arrays.toString(coefficients);
    }

    @Override
    public double value(double z) {
        return horner(coefficients, z);
    }

    @Override
    public double derivative(double z) {
        return horner(first, z);
    }

    @Override
    public double secondDerivative(double z) {
        return horner(second, z);
    }

    @Override
    public double thirdDerivative(double z) {
        return horner(third, z);
    }

    @Override
    public double degree() {
        double degree = Double.NaN;
        for (int k = 0; k < coefficients.length; k++) {
            if (coefficients[k] != 0) {
                if (!Double.isNaN(degree)) {
                    return Double.NaN;
                }
                degree = k;
            }
        }
        return degree;
    }
}
