package org.ridgeless.bounds.lipschitz;

import org.ridgeless.linalg.Vectors;

/**
 * The method of Broyden, Fletcher, Goldfarb and Shanno with an inverse Hessian kept whole, for the few dozen logarithms of
 * multipliers of one layer. Points outside the domain have the value ∞, from which the line search steps back.
 */
final class Minimizer {
    /** A function and its gradient, written into the second argument; ∞ outside the domain. */
    interface Objective {
        double at(double[] x, double[] gradient);
    }

    private static final double DECREASE = 1e-4;
    private static final int HALVINGS = 60;

    private Minimizer() {}

    /** Descends from a point of the domain until the gradient is below the tolerance or no step descends. */
    static double[] minimize(Objective objective, double[] start, double tolerance, int steps) {
        int n = start.length;
        double[] x = start.clone();
        double[] gradient = new double[n];
        double value = objective.at(x, gradient);
        double[] inverse = identity(n);
        double[] next = new double[n];
        double[] nextGradient = new double[n];
        for (int step = 0; step < steps && Vectors.norm(gradient) > tolerance; step++) {
            double[] direction = product(inverse, gradient, n);
            double slope = -Vectors.dot(direction, gradient);
            if (!(slope < 0)) {
                inverse = identity(n);
                direction = gradient.clone();
                slope = -Vectors.dot(gradient, gradient);
            }
            double length = Math.min(1, 2 / Vectors.norm(direction));
            double reached = Double.POSITIVE_INFINITY;
            int halving = 0;
            for (; halving < HALVINGS; halving++) {
                for (int i = 0; i < n; i++) {
                    next[i] = x[i] - length * direction[i];
                }
                reached = objective.at(next, nextGradient);
                if (reached <= value + DECREASE * length * slope) {
                    break;
                }
                length /= 2;
            }
            if (halving == HALVINGS) {
                break;
            }
            update(inverse, x, next, gradient, nextGradient);
            System.arraycopy(next, 0, x, 0, n);
            System.arraycopy(nextGradient, 0, gradient, 0, n);
            value = reached;
        }
        return x;
    }

    private static void update(double[] inverse, double[] x, double[] next, double[] gradient, double[] nextGradient) {
        int n = x.length;
        double[] s = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            s[i] = next[i] - x[i];
            y[i] = nextGradient[i] - gradient[i];
        }
        double curvature = Vectors.dot(s, y);
        // Without curvature along the step the update would lose positive definiteness.
        if (curvature <= 1e-14 * Vectors.norm(s) * Vectors.norm(y)) {
            return;
        }
        double[] hy = product(inverse, y, n);
        double scale = (1 + Vectors.dot(y, hy) / curvature) / curvature;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                inverse[i * n + j] += scale * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / curvature;
            }
        }
    }

    private static double[] identity(int n) {
        double[] identity = new double[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * n + i] = 1;
        }
        return identity;
    }

    private static double[] product(double[] matrix, double[] vector, int n) {
        double[] product = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                product[i] += matrix[i * n + j] * vector[j];
            }
        }
        return product;
    }
}
