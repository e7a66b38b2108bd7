package org.ridgeless.losses;

import org.ridgeless.data.Targets;

/** ℓ = log Σ_j exp(f_j) − Σ_j y_j f_j, computed from differences to the largest output. */
final class CrossEntropyLoss extends Loss {
    private static final int MOST_STEPS = 400;

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
        double largest = largest(f, start, c, target);
        double logSum = logSum(f, start, c, target, largest);
        if (target < 0) {
            double linear = 0;
            for (int j = start; j < start + c; j++) {
                linear += y[j] * (f[j] - largest);
            }
            return Math.log(logSum - linear);
        }
        double excess = largest - f[start + target] + logSum;
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

    /** The largest output but for the skipped one. */
    private static double largest(double[] f, int start, int c, int skipped) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < c; j++) {
            if (j != skipped) {
                largest = Math.max(largest, f[start + j]);
            }
        }
        return largest;
    }

    /**
     * log Σ exp(f_j − reference) over all j but the skipped one. Differences to an output are as good as the outputs however
     * large what they have in common; log Σ exp(f_j) itself would be rounded to that.
     */
    private static double logSum(double[] f, int start, int c, int skipped, double reference) {
        double sum = 0;
        for (int j = 0; j < c; j++) {
            if (j != skipped) {
                sum += Math.exp(f[start + j] - reference);
            }
        }
        return Math.log(sum);
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
        double largest = largest(f, start, c, -1);
        double log = logSum(f, start, c, -1, largest);
        int target = hardTarget(y, start, c);
        double others = 0;
        for (int j = 0; j < c; j++) {
            double p = Math.exp(f[start + j] - largest - log - shift);
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
            double largest = largest(f, start, c, -1);
            double log = logSum(f, start, c, -1, largest);
            double mean = 0;
            for (int j = start; j < start + c; j++) {
                mean += Math.exp(f[j] - largest - log) * u[j];
            }
            for (int j = start; j < start + c; j++) {
                into[j] = Math.exp(f[j] - largest - log) * (u[j] - mean);
            }
        }
    }

    /** The third cumulant of u under the probabilities p = softmax(f), Σ_j p_j (u_j − Σ_k p_k u_k)³. */
    @Override
    public double third(double[] f, double[] y, int n, int c, double[] u) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            int start = i * c;
            double largest = largest(f, start, c, -1);
            double log = logSum(f, start, c, -1, largest);
            double mean = 0;
            for (int j = start; j < start + c; j++) {
                mean += Math.exp(f[j] - largest - log) * u[j];
            }
            for (int j = start; j < start + c; j++) {
                double centred = u[j] - mean;
                sum += Math.exp(f[j] - largest - log) * centred * centred * centred;
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
                into[start + j] -= step * probability(into[start + j] - largest - s, step);
            }
        }
    }

    /**
     * The s, less the largest a_j, with Σ p_j = 1: at the lower bound the largest term alone is 1, at the upper one each is at
     * most 1/c.
     */
    private static double normalization(double[] a, int start, int c, double step, double largest) {
        double low = -step;
        double high = -step / c + Math.log(c);
        double s = low;
        for (int k = 0; k < MOST_STEPS; k++) {
            double excess = -1;
            double slope = 0;
            for (int j = 0; j < c; j++) {
                double p = probability(a[start + j] - largest - s, step);
                excess += p;
                slope -= p / (1 + step * p);
            }
            if (excess >= 0) {
                low = s;
            } else {
                high = s;
            }
            double newton = s - excess / slope;
            double next = newton > low && newton < high && k % 3 != 2 ? newton : low + (high - low) / 2;
            // The bracket may stay wide where Newton's steps come from one side.
            // s is a logarithm: its absolute error is the relative one of the probabilities.
            double rounding = 4 * Math.ulp(1 + Math.abs(s));
            if (Double.isNaN(excess)) {
                return excess;
            }
            if (Math.abs(newton - s) <= rounding || high - low <= rounding) {
                return s;
            }
            s = next;
        }
        throw new ArithmeticException("the proximal point of the cross-entropy did not converge: its probabilities are"
                + " normalized by a number between " + low + " and " + high);
    }

    /** The root p of log p + step p = b, by Newton steps on q = log p: the function q + step e^q is convex and growing. */
    private static double probability(double b, double step) {
        // From b ≤ 0 the steps descend; for b > 0 the second term alone gives a start whose exponential does not
        // overflow.
        double q = b > 0 ? Math.min(b, Math.log(b / step)) : b;
        for (int k = 0; k < MOST_STEPS; k++) {
            double e = step * Math.exp(q);
            double change = (b - q - e) / (1 + e);
            q += change;
            if (!(Math.abs(change) * (1 + e) > 4 * Math.ulp(Math.abs(b) + Math.abs(q) + e))) {
                return Math.exp(q);
            }
        }
        throw new ArithmeticException("a proximal probability p with log p + " + step + " p = " + b + " was not found");
    }

    @Override
    public void require(Targets targets, int outputs) {
        if (targets != Targets.CLASSES) {
            throw new IllegalArgumentException("the cross-entropy takes several classes, got " + targets
                    + " targets; for labels +1 and -1 use Loss.LOGISTIC, which is the same for two classes");
        }
    }
}
