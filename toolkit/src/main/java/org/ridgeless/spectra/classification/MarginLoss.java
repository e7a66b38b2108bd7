package org.ridgeless.spectra.classification;

/** A convex loss of the margin \(u = y\,\beta^{\mathsf T}x\), with two derivatives and its proximal map. */
public enum MarginLoss {
    /** \((1-u)^2/2\). */
    SQUARE {
        @Override
        public double value(double u) {
            return (1 - u) * (1 - u) / 2;
        }

        @Override
        public double slope(double u) {
            return u - 1;
        }

        @Override
        public double curvature(double u) {
            return 1;
        }

        @Override
        public double prox(double r, double delta) {
            return (r + delta) / (1 + delta);
        }

        @Override
        double[] corners(double delta) {
            return new double[0];
        }
    },
    /** \(\log(1+e^{-u})\). */
    LOGISTIC {
        @Override
        public double value(double u) {
            return u > 0 ? Math.log1p(Math.exp(-u)) : -u + Math.log1p(Math.exp(u));
        }

        @Override
        public double slope(double u) {
            return -1 / (1 + Math.exp(u));
        }

        @Override
        public double curvature(double u) {
            double e = Math.exp(-Math.abs(u));
            return e / ((1 + e) * (1 + e));
        }

        @Override
        public double prox(double r, double delta) {
            return monotoneNewton(r, delta, r, r + delta);
        }

        @Override
        double[] corners(double delta) {
            // 1 + δℓ″(u) = 0 at e^u = −q and −1/q with q + 1/q = 2 + δ: where e^u is −q, r is log q − δ/(1 − q).
            double q = 1 + delta / 2 + Math.sqrt(delta * (1 + delta / 4));
            double upper = Math.log(q) + delta / (q - 1);
            return new double[] {upper, -delta - upper};
        }
    },
    /** \(e^{-u}\). */
    EXPONENTIAL {
        @Override
        public double value(double u) {
            return Math.exp(-u);
        }

        @Override
        public double slope(double u) {
            return -Math.exp(-u);
        }

        @Override
        public double curvature(double u) {
            return Math.exp(-u);
        }

        @Override
        public double prox(double r, double delta) {
            // u − r = w with w e^w = δe^{−r}; where w is large u = log(δ/w) keeps the digits that r + w cancels.
            double w = logLambert(Math.log(delta) - r);
            return w > 1 ? Math.log(delta / w) : r + w;
        }

        @Override
        double[] corners(double delta) {
            // 1 + δe^{−u} = 0 at u = log δ ± iπ.
            return new double[] {Math.log(delta) + 1};
        }
    };

    /**
     * ℓ(u).
     *
     * @param u the margin
     * @return a number ≥ 0
     */
    public abstract double value(double u);

    /**
     * ℓ′(u), never positive for the logistic and the exponential loss.
     *
     * @param u the margin
     * @return ℓ′(u)
     */
    public abstract double slope(double u);

    /**
     * ℓ″(u), never negative.
     *
     * @param u the margin
     * @return ℓ″(u)
     */
    public abstract double curvature(double u);

    /**
     * The proximal map: the u with \(u + \delta\,\ell'(u) = r\), δ ≥ 0.
     *
     * @param r the score of a sample left out
     * @param delta δ ≥ 0
     * @return u, to rounding
     * @throws ArithmeticException if Newton's method does not settle, with its bracket
     */
    public abstract double prox(double r, double delta);

    /**
     * Where the proximal map bends: the real parts of the scores r at which it is singular, which lie π above and below the
     * real line.
     */
    abstract double[] corners(double delta);

    /** Newton's method on the increasing function u + δℓ′(u) − r, kept inside a bracket by bisection. */
    double monotoneNewton(double r, double delta, double low, double high) {
        double a = low;
        double b = high;
        double u = (a + b) / 2;
        for (int k = 0; k < MOST_STEPS; k++) {
            double push = delta * slope(u);
            double value = u + push - r;
            if (value > 0) {
                b = u;
            } else {
                a = u;
            }
            double rounding = Math.ulp(Math.max(Math.abs(u), Math.max(Math.abs(r), Math.abs(push))));
            if (Math.abs(value) <= rounding || b - a <= 2 * Math.ulp(u) || Double.isNaN(value)) {
                return Double.isNaN(value) ? value : u;
            }
            double next = u - value / (1 + delta * curvature(u));
            // Where the slope is steep on one side only, Newton's steps come from there and are short.
            boolean outside = !(next > a && next < b);
            u = outside || k % 3 == 2 ? a + (b - a) / 2 : next;
        }
        throw new ArithmeticException("the proximal point of the " + this + " loss at " + r + " with δ = " + delta
                + " did not converge: it is between " + a + " and " + b);
    }

    /** The w > 0 with w + log w = y, Lambert's function of e^y, by Newton's method on a concave function from its left. */
    static double logLambert(double y) {
        if (y < -40) {
            return Math.exp(y);
        }
        double w = y > 1 ? y - Math.log(y) : Math.exp(Math.min(y - 1, 0));
        for (int k = 0; k < MOST_STEPS; k++) {
            double log = Math.log(w);
            double residual = w + log - y;
            double rounding = 2 * Math.ulp(Math.max(w, Math.abs(log)));
            w -= residual / (1 + 1 / w);
            if (!(Math.abs(residual) > rounding)) {
                return w;
            }
        }
        throw new ArithmeticException("w + log w = " + y + " was not solved: w is near " + w);
    }

    private static final int MOST_STEPS = 400;
}
