package org.ridgeless.landscape.polynomials;

/** Follows one path of a {@link Homotopy} from t = 0 to t = 1. */
final class Tracker {
    private static final int CORRECTIONS = 3;
    private static final int REFINEMENTS = 50;
    private static final double LARGEST_STEP = 0.05;

    private final PolynomialSystem system;
    private final double gammaRe;
    private final double gammaIm;
    private final int n;
    private final double[] value;
    private final double[] jacobian;
    private final double[] direction;

    Tracker(PolynomialSystem system, double gammaRe, double gammaIm) {
        this.system = system;
        this.gammaRe = gammaRe;
        this.gammaIm = gammaIm;
        this.n = system.unknowns();
        this.value = new double[2 * n];
        this.jacobian = new double[2 * n * n];
        this.direction = new double[2 * n];
    }

    /** Moves z from a zero at t = 0 to one at t = 1; false where the step became too small. */
    boolean follow(double[] z, double tolerance, double smallestStep) {
        double t = 0;
        double step = LARGEST_STEP / 5;
        int easy = 0;
        double[] trial = new double[2 * n];
        while (t < 1) {
            double next = Math.min(1, t + step);
            if (tangent(z, t) && corrected(z, trial, next - t, next, tolerance)) {
                System.arraycopy(trial, 0, z, 0, z.length);
                t = next;
                easy++;
                if (easy >= 3) {
                    step = Math.min(LARGEST_STEP, 2 * step);
                    easy = 0;
                }
            } else {
                step /= 2;
                easy = 0;
                if (step < smallestStep) {
                    return false;
                }
            }
        }
        return refine(z);
    }

    /** How far z is from a zero of the system, relative to the size of the terms. */
    double residual(double[] z) {
        system.evaluate(z, value, jacobian);
        double largest = 0;
        for (double part : value) {
            largest = Math.max(largest, Math.abs(part));
        }
        return largest / system.scale(z);
    }

    /** Sets the direction to dz/dt = −H_z⁻¹ H_t. */
    private boolean tangent(double[] z, double t) {
        system.evaluate(z, value, jacobian);
        for (int i = 0; i < n; i++) {
            double[] start = start(z, i);
            direction[2 * i] = start[0] - value[2 * i];
            direction[2 * i + 1] = start[1] - value[2 * i + 1];
        }
        mix(z, t);
        return ComplexSolve.solve(jacobian, direction, n);
    }

    /** Predicts by the tangent and corrects; the first correction must be small and each further one much smaller. */
    private boolean corrected(double[] z, double[] trial, double dt, double t, double tolerance) {
        for (int i = 0; i < trial.length; i++) {
            trial[i] = z[i] + dt * direction[i];
        }
        double last = tolerance;
        for (int c = 0; c < CORRECTIONS; c++) {
            double change = newton(trial, t);
            if (!(change <= last)) {
                return false;
            }
            // Below this a Newton step is rounding noise and cannot contract further.
            last = Math.max(change / 4, 1e-13);
        }
        return true;
    }

    private boolean refine(double[] z) {
        double last = Double.POSITIVE_INFINITY;
        for (int c = 0; c < REFINEMENTS; c++) {
            double change = newton(z, 1);
            if (Double.isNaN(change)) {
                return false;
            }
            if (change < 1e-15 || (change < 1e-11 && change >= last)) {
                return true;
            }
            last = change;
        }
        return last < 1e-9;
    }

    /** One Newton step of H(·, t); returns its length relative to z. */
    private double newton(double[] z, double t) {
        system.evaluate(z, value, jacobian);
        for (int i = 0; i < n; i++) {
            double[] start = start(z, i);
            direction[2 * i] = -((1 - t) * start[0] + t * value[2 * i]);
            direction[2 * i + 1] = -((1 - t) * start[1] + t * value[2 * i + 1]);
        }
        mix(z, t);
        if (!ComplexSolve.solve(jacobian, direction, n)) {
            return Double.NaN;
        }
        double change = 0;
        double size = 1;
        for (int i = 0; i < z.length; i++) {
            z[i] += direction[i];
            change = Math.max(change, Math.abs(direction[i]));
            size = Math.max(size, Math.abs(z[i]));
        }
        return change / size;
    }

    /** Turns the Jacobian of F into that of H(·, t). */
    private void mix(double[] z, double t) {
        for (int i = 0; i < jacobian.length; i++) {
            jacobian[i] *= t;
        }
        int k = system.degree();
        for (int i = 0; i < n; i++) {
            double[] power = power(z, i, k - 1);
            int diagonal = 2 * (i * n + i);
            jacobian[diagonal] += (1 - t) * k * (gammaRe * power[0] - gammaIm * power[1]);
            jacobian[diagonal + 1] += (1 - t) * k * (gammaRe * power[1] + gammaIm * power[0]);
        }
    }

    /** g (z_i^k − 1). */
    private double[] start(double[] z, int i) {
        double[] power = power(z, i, system.degree());
        double re = power[0] - 1;
        double im = power[1];
        return new double[] {gammaRe * re - gammaIm * im, gammaRe * im + gammaIm * re};
    }

    private static double[] power(double[] z, int i, int p) {
        double re = 1;
        double im = 0;
        for (int c = 0; c < p; c++) {
            double next = re * z[2 * i] - im * z[2 * i + 1];
            im = re * z[2 * i + 1] + im * z[2 * i];
            re = next;
        }
        return new double[] {re, im};
    }
}
