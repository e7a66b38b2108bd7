package org.ridgeless.data;

/** The mean and the standard deviation of each input; a constant input has the scale 1. */
record Standardization(double[] mean, double[] scale) {
    static Standardization of(Points p) {
        double[] mean = new double[p.d()];
        double[] scale = new double[p.d()];
        for (int j = 0; j < p.d(); j++) {
            double largest = 0;
            for (int i = 0; i < p.n(); i++) {
                largest = Math.max(largest, Math.abs(p.x()[i * p.d() + j]));
            }
            // Divided by a power of two, neither sums nor squares overflow, and no digit is lost.
            double unit = largest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(largest));
            double sum = 0;
            for (int i = 0; i < p.n(); i++) {
                sum += p.x()[i * p.d() + j] / unit;
            }
            double centre = sum / p.n();
            double squares = 0;
            double spread = 0;
            for (int i = 0; i < p.n(); i++) {
                double off = p.x()[i * p.d() + j] / unit - centre;
                squares += off * off;
                spread = Math.max(spread, Math.abs(off));
            }
            mean[j] = centre * unit;
            boolean constant = spread <= 4 * Math.ulp(centre);
            if (constant) {
                // The mean of equal numbers is rounded, which a scale of 1 would show.
                mean[j] = p.x()[j];
            }
            scale[j] = constant ? 1 : Math.sqrt(squares / p.n()) * unit;
        }
        return new Standardization(mean, scale);
    }

    Points apply(Points p) {
        if (p.d() != mean.length) {
            throw new IllegalArgumentException(
                    "data with " + p.d() + " inputs cannot be standardized like data with " + mean.length);
        }
        double[] x = p.x().clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = (x[i] - mean[i % p.d()]) / scale[i % p.d()];
        }
        return new Points(p.n(), p.d(), p.c(), x, p.y(), p.targets());
    }
}
