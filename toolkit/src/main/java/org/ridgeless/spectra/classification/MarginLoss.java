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
            // u − δe^{−u} = r: the root lies below log(1+δ) for r ≤ 0 and below r + δ always.
            double high = r > 0 ? r + delta * Math.exp(-r) : Math.log1p(delta + Math.max(0, -r));
            return monotoneNewton(r, delta, r, Math.max(high, r));
        }
    };

    public abstract double value(double u);

    /** ℓ′(u), never positive for the logistic and the exponential loss. */
    public abstract double slope(double u);

    /** ℓ″(u), never negative. */
    public abstract double curvature(double u);

    /** The proximal map: the u with \(u + \delta\,\ell'(u) = r\), δ ≥ 0. */
    public abstract double prox(double r, double delta);

    /** Newton's method on the increasing function u + δℓ′(u) − r, kept inside a bracket by bisection. */
    double monotoneNewton(double r, double delta, double low, double high) {
        double a = low;
        double b = high;
        double u = (a + b) / 2;
        for (int k = 0; k < 200; k++) {
            double value = u + delta * slope(u) - r;
            if (value > 0) {
                b = u;
            } else {
                a = u;
            }
            double next = u - value / (1 + delta * curvature(u));
            if (!(next > a && next < b)) {
                next = (a + b) / 2;
            }
            if (Math.abs(next - u) <= 1e-15 * (1 + Math.abs(u))) {
                return next;
            }
            u = next;
        }
        return u;
    }
}
