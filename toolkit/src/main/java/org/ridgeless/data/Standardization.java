package org.ridgeless.data;

/**
 * The mean and the standard deviation of each input, in units of a power of two next to its largest number, in which neither sums nor
 * squares overflow and no digit is lost; a constant input has the scale 1.
 */
record Standardization(double[] mean, double[] scale, double[] unit) {
    /** By how much of their size numbers differ that are equal but for the rounding of how they were computed. */
    private static final double ROUNDING = 4 * 0x1p-52;

    static Standardization of(Points p) {
        Standardization all = new Standardization(new double[p.d()], new double[p.d()], new double[p.d()]);
        for (int j = 0; j < p.d(); j++) {
            all.measure(p, j);
        }
        return all;
    }

    private void measure(Points p, int j) {
        double first = p.x()[j];
        double largest = 0;
        double spread = 0;
        for (int i = 0; i < p.n(); i++) {
            double value = p.x()[i * p.d() + j];
            largest = Math.max(largest, Math.abs(value));
            // The mean of many equal numbers is rounded far from them, so that the spread is taken about one of them.
            spread = Math.max(spread, Math.abs(value - first));
        }
        if (spread <= ROUNDING * Math.abs(first)) {
            mean[j] = first;
            scale[j] = 1;
            unit[j] = 1;
            return;
        }
        unit[j] = Math.scalb(1.0, Math.getExponent(largest));
        double sum = 0;
        for (int i = 0; i < p.n(); i++) {
            sum += p.x()[i * p.d() + j] / unit[j];
        }
        double centre = sum / p.n();
        double rest = 0;
        for (int i = 0; i < p.n(); i++) {
            rest += p.x()[i * p.d() + j] / unit[j] - centre;
        }
        // The sum of many numbers far from zero is rounded by more than the mean may be.
        mean[j] = centre + rest / p.n();
        double squares = 0;
        for (int i = 0; i < p.n(); i++) {
            double off = p.x()[i * p.d() + j] / unit[j] - mean[j];
            squares += off * off;
        }
        scale[j] = Math.sqrt(squares / p.n());
    }

    Points apply(Points p) {
        if (p.d() != mean.length) {
            throw new IllegalArgumentException(
                    "data with " + p.d() + " inputs cannot be standardized like data with " + mean.length);
        }
        double[] x = p.x().clone();
        for (int i = 0; i < x.length; i++) {
            int j = i % p.d();
            x[i] = (x[i] / unit[j] - mean[j]) / scale[j];
        }
        return new Points(p.n(), p.d(), p.c(), x, p.y(), p.targets());
    }
}
