package org.ridgeless.kernels;

import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;

/**
 * For a centred Gaussian pair (u, v): E[σ(u)σ(v)] and E[σ′(u)σ′(v)], in closed form where there is one, else by quadrature.
 *
 * <p>References: Y. Cho and L. Saul (2009) for the ReLU family; C. Williams (1997) for erf; GELU by three integrations by parts
 * (as in R. Tsuchida, T. Pearce, C. van der Heide, F. Roosta and M. Gallagher, <i>Avoiding kernel fixed points</i>, AAAI 2021).
 */
interface ActivationMoments {
    /** The moments of one pair. */
    Moments of(Pair pair);

    /** E[σσ] and E[σ′σ′]; the gap 1 − cos of the images where it is known without cancellation, else NaN. */
    record Moments(double value, double slope, double gap) {}

    /**
     * Variances and covariance of a centred Gaussian pair.
     *
     * @param aa E u²
     * @param bb E v²
     * @param gap 1 − E uv/√(E u² E v²), kept apart because it tells nearly parallel inputs from each other
     */
    record Pair(double aa, double bb, double gap) {
        double covariance() {
            return Math.sqrt(aa) * Math.sqrt(bb) * (1 - gap);
        }

        /** The angle between u and v, in [0, π]. */
        double angle() {
            return 2 * Math.asin(Math.min(1, Math.sqrt(Math.max(0, gap) / 2)));
        }
    }

    static ActivationMoments of(Activation activation) {
        if (activation.piecewiseLinear()) {
            return rectifier(activation.derivative(-1));
        }
        if (activation == Activations.ERF) {
            return ActivationMoments::erf;
        }
        if (activation == Activations.SINE) {
            return ActivationMoments::sine;
        }
        if (activation == Activations.GELU) {
            return ActivationMoments::gelu;
        }
        return GaussianQuadrature.of(activation);
    }

    /** σ(z) = z for z &gt; 0, else s z: the arc-cosine kernels of order one and zero, in terms of the angle. */
    private static ActivationMoments rectifier(double s) {
        double even = (1 - s) * (1 - s) / (2 * Math.PI);
        return pair -> {
            double t = pair.angle();
            double cosine = 1 - pair.gap();
            // (1−s)²/(2π)(sin θ + (π−θ)cos θ) + s cos θ, and (1−s)²/(2π)(π−θ) + s.
            double normal = even * (Math.sin(t) + (Math.PI - t) * cosine) + s * cosine;
            double slope = even * (Math.PI - t) + s;
            double same = even * Math.PI + s;
            // 1 − normal/same without cancellation: (same − normal) = same(1 − cos θ) − even(sin θ − θ cos θ).
            double gap = pair.gap() - even * sineLessAngleCosine(t) / same;
            double size = Math.sqrt(pair.aa()) * Math.sqrt(pair.bb());
            return new Moments(size * normal, slope, gap);
        };
    }

    /** sin t − t cos t, by its series where the two are close. */
    private static double sineLessAngleCosine(double t) {
        if (t > 0.5) {
            return Math.sin(t) - t * Math.cos(t);
        }
        double square = t * t;
        double term = t * square / 3;
        double sum = 0;
        for (int k = 1; Math.abs(term) > 1e-18 * Math.abs(sum); k++) {
            sum += term;
            // The terms are (−1)^{k−1} 2k t^{2k+1}/(2k+1)!.
            term *= -square * (k + 1) / (k * (2.0 * k + 2) * (2 * k + 3));
        }
        return sum;
    }

    private static Moments erf(Pair p) {
        double root = Math.sqrt((1 + 2 * p.aa()) * (1 + 2 * p.bb()));
        double c = 2 * p.covariance();
        return new Moments(2 / Math.PI * Math.asin(c / root), 4 / Math.PI / Math.sqrt(root * root - c * c), Double.NaN);
    }

    private static Moments sine(Pair p) {
        double c = p.covariance();
        double half = (p.aa() + p.bb()) / 2;
        double near = Math.exp(c - half) / 2;
        double far = Math.exp(-c - half) / 2;
        return new Moments(near - far, near + far, Double.NaN);
    }

    private static Moments gelu(Pair p) {
        double a = p.aa();
        double b = p.bb();
        double c = p.covariance();
        double determinant = (1 + a) * (1 + b) - c * c;
        double density = 1 / (2 * Math.PI * Math.sqrt(determinant));
        double both = 0.25 + Math.asin(c / Math.sqrt((1 + a) * (1 + b))) / (2 * Math.PI);
        double shares = 1 / (1 + a) + 1 / (1 + b);
        double value = c * both + density * (a * b + c * c * (shares - 1));
        double slope = both + c * density * (shares + 1 / determinant);
        return new Moments(value, slope, Double.NaN);
    }
}
