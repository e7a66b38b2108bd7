package org.ridgeless.landscape.polynomials;

/** Follows one path of zeros of a {@link Deformation} from t = 0 to t = 1. */
final class Tracker {
    private static final int CORRECTIONS = 3;
    private static final int REFINEMENTS = 50;
    private static final double LARGEST_STEP = 0.05;

    private final Deformation deformation;
    private final double[] jacobian;
    private final double[] direction;
    private final double[] trial;

    Tracker(Deformation deformation) {
        int n = deformation.unknowns();
        this.deformation = deformation;
        this.jacobian = new double[2 * n * n];
        this.direction = new double[2 * n];
        this.trial = new double[2 * n];
    }

    /** Moves z from a zero at t = 0 to one at t = 1; false where the step became too small. */
    boolean follow(double[] z, double tolerance, double smallestStep) {
        double t = 0;
        double step = LARGEST_STEP / 5;
        int easy = 0;
        deformation.settle(z);
        while (t < 1) {
            double next = Math.min(1, t + step);
            if (tangent(z, t) && corrected(z, next - t, next, tolerance)) {
                System.arraycopy(trial, 0, z, 0, z.length);
                deformation.settle(z);
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

    /** Sets the direction to dz/dt = −H_z⁻¹ H_t. */
    private boolean tangent(double[] z, double t) {
        deformation.velocity(z, t, direction, jacobian);
        return ComplexSolve.solve(jacobian, direction, deformation.unknowns());
    }

    /** Predicts by the tangent and corrects; the first correction must be small and each further one much smaller. */
    private boolean corrected(double[] z, double dt, double t, double tolerance) {
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
        deformation.defect(z, t, direction, jacobian);
        if (!ComplexSolve.solve(jacobian, direction, deformation.unknowns())) {
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
}
