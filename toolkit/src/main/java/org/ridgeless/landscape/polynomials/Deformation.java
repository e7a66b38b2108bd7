package org.ridgeless.landscape.polynomials;

/**
 * \( H_i(z, t) = (1-t)\, g\, (z_i^k - 1) + t\, F_i(z) \), whose zeros move with t. Complex numbers lie as (re, im) pairs.
 *
 * <p>In projective coordinates 1 is \( z_0^k \), F is made homogeneous by \( z_0 \), the last unknown, and a point z has length one. Moves
 * are orthogonal to z there, since along z nothing changes. A zero far from the origin is a point near \( z_0 = 0 \), like any other,
 * while its affine path runs off to where the Jacobian is ill-conditioned.
 */
final class Deformation {
    private final PolynomialMap map;
    private final int equations;
    private final int unknowns;
    private final int degree;
    private final double gammaRe;
    private final double gammaIm;
    /** Places of z_i^k and z_i^(k−1), and of what stands for 1. */
    private final int[] top;

    private final int[] below;
    private final int one;
    private final double[] value;

    private Deformation(PolynomialSystem system, PolynomialMap map, int unknowns, double angle) {
        this.map = map;
        this.equations = system.unknowns();
        this.unknowns = unknowns;
        this.degree = system.degree();
        this.gammaRe = Math.cos(angle);
        this.gammaIm = Math.sin(angle);
        this.top = new int[unknowns];
        this.below = new int[unknowns];
        this.value = new double[2 * equations];
        for (int i = 0; i < unknowns; i++) {
            top[i] = map.power(i, degree);
            below[i] = map.power(i, degree - 1);
        }
        this.one = isProjective() ? top[equations] : map.power(0, 0);
    }

    /** With g of this angle. */
    static Deformation affine(PolynomialSystem system, double angle) {
        return new Deformation(system, system.map(), system.unknowns(), angle);
    }

    /** With g of this angle. */
    static Deformation projective(PolynomialSystem system, double angle) {
        return new Deformation(system, system.homogeneous(), system.unknowns() + 1, angle);
    }

    int unknowns() {
        return unknowns;
    }

    private boolean isProjective() {
        return unknowns > equations;
    }

    /** Writes −H(z, t) and the Jacobian of H(·, t), row by row. */
    void defect(double[] z, double t, double[] defect, double[] jacobian) {
        map.evaluate(z, value, jacobian);
        for (int i = 0; i < equations; i++) {
            defect[2 * i] = -((1 - t) * startRe(i) + t * value[2 * i]);
            defect[2 * i + 1] = -((1 - t) * startIm(i) + t * value[2 * i + 1]);
        }
        complete(z, t, defect, jacobian);
    }

    /** Writes −∂H/∂t at (z, t) and the Jacobian of H(·, t), row by row. */
    void velocity(double[] z, double t, double[] velocity, double[] jacobian) {
        map.evaluate(z, value, jacobian);
        for (int i = 0; i < equations; i++) {
            velocity[2 * i] = startRe(i) - value[2 * i];
            velocity[2 * i + 1] = startIm(i) - value[2 * i + 1];
        }
        complete(z, t, velocity, jacobian);
    }

    /** Gives a projective point length one. */
    void settle(double[] z) {
        if (isProjective()) {
            double squares = 0;
            for (double part : z) {
                squares += part * part;
            }
            double length = Math.sqrt(squares);
            for (int i = 0; i < z.length; i++) {
                z[i] /= length;
            }
        }
    }

    private double startRe(int i) {
        double re = map.re(top[i]) - map.re(one);
        double im = map.im(top[i]) - map.im(one);
        return gammaRe * re - gammaIm * im;
    }

    private double startIm(int i) {
        double re = map.re(top[i]) - map.re(one);
        double im = map.im(top[i]) - map.im(one);
        return gammaRe * im + gammaIm * re;
    }

    /** Turns the Jacobian of F into that of H(·, t), with a row for moves along a projective point. */
    private void complete(double[] z, double t, double[] right, double[] jacobian) {
        for (int at = 0; at < 2 * equations * unknowns; at++) {
            jacobian[at] *= t;
        }
        for (int i = 0; i < equations; i++) {
            addPower((1 - t) * degree, i, i, jacobian);
            if (isProjective()) {
                addPower(-(1 - t) * degree, i, equations, jacobian);
            }
        }
        if (isProjective()) {
            int row = 2 * equations * unknowns;
            for (int j = 0; j < unknowns; j++) {
                jacobian[row + 2 * j] = z[2 * j];
                jacobian[row + 2 * j + 1] = -z[2 * j + 1];
            }
            right[2 * equations] = 0;
            right[2 * equations + 1] = 0;
        }
    }

    /** Adds factor · g z_j^(k−1). */
    private void addPower(double factor, int row, int j, double[] jacobian) {
        double re = map.re(below[j]);
        double im = map.im(below[j]);
        int at = 2 * (row * unknowns + j);
        jacobian[at] += factor * (gammaRe * re - gammaIm * im);
        jacobian[at + 1] += factor * (gammaRe * im + gammaIm * re);
    }
}
