package org.ridgeless.losses;

import org.ridgeless.data.Targets;

/** ℓ = log Σ_j exp(f_j) − Σ_j y_j f_j, computed from differences to the largest output. */
final class CrossEntropyLoss extends Loss {
    @Override
    public String name() {
        return "cross-entropy";
    }

    @Override
    public double value(double[] f, double[] y, int n, int c) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.exp(logOf(f, y, i * c, c));
        }
        return sum / n;
    }

    /**
     * log ℓ of one sample. With the target's output f_t as the reference ℓ = log(1 + Σ_{j≠t} exp(f_j − f_t)), which keeps its
     * relative accuracy when the loss is far below one ulp of the outputs. Soft targets have no small losses to protect.
     */
    private static double logOf(double[] f, double[] y, int start, int c) {
        int target = hardTarget(y, start, c);
        if (target < 0) {
            double linear = 0;
            for (int j = 0; j < c; j++) {
                linear += y[start + j] * f[start + j];
            }
            return Math.log(logSumExp(f, start, c, -1) - linear);
        }
        double excess = logSumExp(f, start, c, target) - f[start + target];
        if (excess < -40) {
            return excess;
        }
        return Math.log(excess > 0 ? excess + Math.log1p(Math.exp(-excess)) : Math.log1p(Math.exp(excess)));
    }

    private static int hardTarget(double[] y, int start, int c) {
        for (int j = 0; j < c; j++) {
            if (y[start + j] == 1) {
                return j;
            }
        }
        return -1;
    }

    /** log Σ exp(f_j) over all j but the skipped one. */
    private static double logSumExp(double[] f, int start, int c, int skipped) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < c; j++) {
            if (j != skipped) {
                largest = Math.max(largest, f[start + j]);
            }
        }
        double sum = 0;
        for (int j = 0; j < c; j++) {
            if (j != skipped) {
                sum += Math.exp(f[start + j] - largest);
            }
        }
        return largest + Math.log(sum);
    }

    @Override
    public double logValue(double[] f, double[] y, int n, int c) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, logOf(f, y, i * c, c));
        }
        if (Double.isInfinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.exp(logOf(f, y, i * c, c) - largest);
        }
        return largest + Math.log(sum / n);
    }

    @Override
    public double gradient(double[] f, double[] y, int n, int c, double[] into) {
        for (int i = 0; i < n; i++) {
            scaledGradient(f, y, i * c, c, 0, into);
        }
        return value(f, y, n, c);
    }

    @Override
    public double logGradient(double[] f, double[] y, int n, int c, double[] into) {
        double logL = logValue(f, y, n, c);
        double shift = logL + Math.log(n);
        for (int i = 0; i < n; i++) {
            scaledGradient(f, y, i * c, c, shift, into);
        }
        return logL;
    }

    /** (p − y) e^{−shift}; at the target 1 − p is the sum of the others, not a difference of nearly equal numbers. */
    private static void scaledGradient(double[] f, double[] y, int start, int c, double shift, double[] into) {
        double log = logSumExp(f, start, c, -1);
        int target = hardTarget(y, start, c);
        double others = 0;
        for (int j = 0; j < c; j++) {
            double p = Math.exp(f[start + j] - log - shift);
            others += j == target ? 0 : p;
            into[start + j] = target >= 0 ? p : p - y[start + j] * Math.exp(-shift);
        }
        if (target >= 0) {
            into[start + target] = -others;
        }
    }

    @Override
    public void curvature(double[] f, double[] y, int n, int c, double[] u, double[] into) {
        for (int i = 0; i < n; i++) {
            int start = i * c;
            double log = logSumExp(f, start, c, -1);
            double mean = 0;
            for (int j = 0; j < c; j++) {
                mean += Math.exp(f[start + j] - log) * u[start + j];
            }
            for (int j = 0; j < c; j++) {
                into[start + j] = Math.exp(f[start + j] - log) * (u[start + j] - mean);
            }
        }
    }

    /** The third cumulant of u under the probabilities p = softmax(f), Σ_j p_j (u_j − Σ_k p_k u_k)³. */
    @Override
    public double third(double[] f, double[] y, int n, int c, double[] u) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            int start = i * c;
            double log = logSumExp(f, start, c, -1);
            double mean = 0;
            for (int j = 0; j < c; j++) {
                mean += Math.exp(f[start + j] - log) * u[start + j];
            }
            for (int j = 0; j < c; j++) {
                double centred = u[start + j] - mean;
                sum += Math.exp(f[start + j] - log) * centred * centred * centred;
            }
        }
        return sum / n;
    }

    /**
     * u = v + step (y − p) with a probability vector p = softmax(u). Then log p_j + step p_j = v_j + step y_j − s for one
     * number s, which the condition Σ p_j = 1 determines; the left side grows in p_j, so that both equations have one root.
     */
    @Override
    void proximal(double[] v, double[] y, int n, int c, double step, double[] into) {
        for (int i = 0; i < n; i++) {
            int start = i * c;
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < c; j++) {
                into[start + j] = v[start + j] + step * y[start + j];
                largest = Math.max(largest, into[start + j]);
            }
            double s = normalization(into, start, c, step, largest);
            for (int j = 0; j < c; j++) {
                into[start + j] -= step * probability(into[start + j] - s, step);
            }
        }
    }

    /** The s with Σ p_j = 1: at the lower bound the largest term alone is 1, at the upper one each is at most 1/c. */
    private static double normalization(double[] a, int start, int c, double step, double largest) {
        double low = largest - step;
        double high = largest - step / c + Math.log(c);
        double s = low;
        for (int k = 0; k < 200 && high - low > 4 * Math.ulp(s) + 1e-300; k++) {
            double excess = -1;
            double slope = 0;
            for (int j = 0; j < c; j++) {
                double p = probability(a[start + j] - s, step);
                excess += p;
                slope -= p / (1 + step * p);
            }
            if (excess >= 0) {
                low = s;
            } else {
                high = s;
            }
            double newton = s - excess / slope;
            if (newton == s) {
                return s;
            }
            s = newton > low && newton < high && k % 3 != 2 ? newton : low + (high - low) / 2;
        }
        return s;
    }

    /** The root p of log p + step p = b, by Newton steps on q = log p: the function q + step e^q is convex and growing. */
    private static double probability(double b, double step) {
        double q = Math.min(b, b > step ? Math.log(b / step) : b);
        for (int k = 0; k < 100; k++) {
            double e = step * Math.exp(q);
            double change = (b - q - e) / (1 + e);
            q += change;
            if (Math.abs(change) <= Math.ulp(q)) {
                break;
            }
        }
        return Math.exp(q);
    }

    @Override
    public void require(Targets targets, int outputs) {
        if (targets != Targets.CLASSES) {
            throw new IllegalArgumentException("The cross-entropy takes several classes, not " + targets
                    + " targets; for labels +1 and -1 use Loss.LOGISTIC, which is the same for two classes.");
        }
    }
}
