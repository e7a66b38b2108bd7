package org.ridgeless.losses;

/** A loss that is a sum over outputs of a function of one output and its target. */
abstract class ElementwiseLoss extends Loss {
    abstract double value(double f, double y);

    abstract double slope(double f, double y);

    abstract double second(double f, double y);

    abstract double third(double f, double y);

    /** log ℓ; overridden where ℓ underflows. */
    double logValue(double f, double y) {
        return Math.log(value(f, y));
    }

    /** (∂ℓ/∂f) / exp(shift), overridden where ℓ underflows. */
    double scaledSlope(double f, double y, double shift) {
        return slope(f, y) * Math.exp(-shift);
    }

    @Override
    public double value(double[] f, double[] y, int n, int c) {
        double sum = 0;
        for (int i = 0; i < n * c; i++) {
            sum += value(f[i], y[i]);
        }
        return sum / n;
    }

    @Override
    public double gradient(double[] f, double[] y, int n, int c, double[] into) {
        double sum = 0;
        for (int i = 0; i < n * c; i++) {
            sum += value(f[i], y[i]);
            into[i] = slope(f[i], y[i]);
        }
        return sum / n;
    }

    @Override
    public double logValue(double[] f, double[] y, int n, int c) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n * c; i++) {
            largest = Math.max(largest, logValue(f[i], y[i]));
        }
        if (Double.isInfinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (int i = 0; i < n * c; i++) {
            sum += Math.exp(logValue(f[i], y[i]) - largest);
        }
        return largest + Math.log(sum / n);
    }

    @Override
    public double logGradient(double[] f, double[] y, int n, int c, double[] into) {
        double logL = logValue(f, y, n, c);
        for (int i = 0; i < n * c; i++) {
            into[i] = logL == Double.NEGATIVE_INFINITY ? 0 : scaledSlope(f[i], y[i], logL) / n;
        }
        return logL;
    }

    @Override
    public void curvature(double[] f, double[] y, int n, int c, double[] u, double[] into) {
        for (int i = 0; i < n * c; i++) {
            into[i] = second(f[i], y[i]) * u[i];
        }
    }

    @Override
    public double third(double[] f, double[] y, int n, int c, double[] u) {
        double sum = 0;
        for (int i = 0; i < n * c; i++) {
            sum += third(f[i], y[i]) * u[i] * u[i] * u[i];
        }
        return sum / n;
    }

    @Override
    final void proximal(double[] v, double[] y, int n, int c, double step, double[] into) {
        for (int i = 0; i < n * c; i++) {
            into[i] = proximal(v[i], y[i], step);
        }
    }

    /** One proximal point; overridden where there is a closed form. */
    double proximal(double v, double y, double step) {
        return Proximal.of(
                new Proximal.Curve() {
                    @Override
                    public double slope(double u) {
                        return ElementwiseLoss.this.slope(u, y);
                    }

                    @Override
                    public double second(double u) {
                        return ElementwiseLoss.this.second(u, y);
                    }
                },
                v,
                step);
    }
}
