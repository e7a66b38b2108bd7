package org.ridgeless.spectra;

/** The law of factor · X + offset. */
record Affine(Distribution law, double factor, double offset) implements Distribution {
    static Distribution of(Distribution law, double factor, double offset) {
        if (factor == 0 || !Double.isFinite(factor) || !Double.isFinite(offset)) {
            throw new IllegalArgumentException(
                    "a law is scaled by a finite number other than 0 and shifted by a finite one," + " got " + factor
                            + " and " + offset);
        }
        return new Affine(law, factor, offset);
    }

    @Override
    public Distribution scaled(double other) {
        return of(law, factor * other, offset * other);
    }

    @Override
    public Distribution shifted(double other) {
        return of(law, factor, offset + other);
    }

    private double inner(double x) {
        return (x - offset) / factor;
    }

    @Override
    public double density(double x) {
        return law.density(inner(x)) / Math.abs(factor);
    }

    @Override
    public double cdf(double x) {
        return factor > 0 ? law.cdf(inner(x)) : law.survival(inner(x));
    }

    @Override
    public double survival(double x) {
        return factor > 0 ? law.survival(inner(x)) : law.cdf(inner(x));
    }

    @Override
    public double quantile(double probability) {
        Probability.require(probability);
        return offset + factor * law.quantile(factor > 0 ? probability : 1 - probability);
    }

    @Override
    public double moment(int k) {
        Probability.requireOrder(k);
        double sum = 0;
        double binomial = 1;
        for (int j = 0; j <= k; j++) {
            sum += binomial * Math.pow(factor, j) * law.moment(j) * Math.pow(offset, k - j);
            binomial *= (k - j) / (j + 1.0);
        }
        return sum;
    }

    @Override
    public double variance() {
        return factor * factor * law.variance();
    }

    @Override
    public String toString() {
        return factor + " × (" + law + ")" + (offset == 0 ? "" : " + " + offset);
    }
}
