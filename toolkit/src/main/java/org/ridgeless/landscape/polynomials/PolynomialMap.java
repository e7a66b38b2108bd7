package org.ridgeless.landscape.polynomials;

/** Polynomials with real coefficients at complex points, with their derivatives; it keeps what it works with, so it is for one thread. */
final class PolynomialMap {
    private final Monomials monomials;
    private final int unknowns;
    private final int[] places;
    private final double[][] coefficients;
    /** For each unknown the places of the terms of a derivative, and for each equation their coefficients. */
    private final int[][] lowered;

    private final double[][][] slopes;
    private final double[] values;

    /** With a row of coefficients for each equation, in the order of the exponents. */
    PolynomialMap(int unknowns, int degree, int[][] exponents, double[][] coefficients) {
        this.monomials = new Monomials(unknowns, degree);
        this.unknowns = unknowns;
        this.coefficients = coefficients;
        this.places = new int[exponents.length];
        this.lowered = new int[unknowns][];
        this.slopes = new double[unknowns][coefficients.length][];
        this.values = new double[2 * monomials.count()];
        for (int m = 0; m < places.length; m++) {
            places[m] = monomials.place(exponents[m]);
        }
        for (int j = 0; j < unknowns; j++) {
            differentiate(j, exponents);
        }
    }

    private void differentiate(int j, int[][] exponents) {
        int count = 0;
        for (int[] alpha : exponents) {
            count += alpha[j] > 0 ? 1 : 0;
        }
        lowered[j] = new int[count];
        for (int i = 0; i < coefficients.length; i++) {
            slopes[j][i] = new double[count];
        }
        int at = 0;
        for (int m = 0; m < exponents.length; m++) {
            int exponent = exponents[m][j];
            if (exponent > 0) {
                int[] alpha = exponents[m].clone();
                alpha[j]--;
                lowered[j][at] = monomials.place(alpha);
                for (int i = 0; i < coefficients.length; i++) {
                    slopes[j][i][at] = exponent * coefficients[i][m];
                }
                at++;
            }
        }
    }

    /** Writes F(z) and its Jacobian; complex numbers lie as (re, im) pairs, the Jacobian row by row. */
    void evaluate(double[] z, double[] value, double[] jacobian) {
        monomials.evaluate(z, values);
        for (int i = 0; i < coefficients.length; i++) {
            sum(coefficients[i], places, value, i);
            for (int j = 0; j < unknowns; j++) {
                sum(slopes[j][i], lowered[j], jacobian, i * unknowns + j);
            }
        }
    }

    private void sum(double[] factors, int[] at, double[] into, int place) {
        double re = 0;
        double im = 0;
        for (int m = 0; m < factors.length; m++) {
            re += factors[m] * values[2 * at[m]];
            im += factors[m] * values[2 * at[m] + 1];
        }
        into[2 * place] = re;
        into[2 * place + 1] = im;
    }

    /** The place of z_j^p among the values of {@link #re} and {@link #im}. */
    int power(int j, int p) {
        return monomials.power(j, p);
    }

    /** Of the monomial in that place, where it was evaluated last. */
    double re(int place) {
        return values[2 * place];
    }

    /** Of the monomial in that place, where it was evaluated last. */
    double im(int place) {
        return values[2 * place + 1];
    }
}
