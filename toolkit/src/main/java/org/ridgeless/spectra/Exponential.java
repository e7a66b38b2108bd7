package org.ridgeless.spectra;

/** The law of exp(X). */
record Exponential(Distribution law) implements Distribution {
    private static final double LEAST = 1e-12;
    private static final int NODES = 400;

    @Override
    public double density(double x) {
        return x <= 0 ? 0 : law.density(Math.log(x)) / x;
    }

    @Override
    public double cdf(double x) {
        return x <= 0 ? 0 : law.cdf(Math.log(x));
    }

    @Override
    public double survival(double x) {
        return x <= 0 ? 1 : law.survival(Math.log(x));
    }

    @Override
    public double quantile(double probability) {
        return Math.exp(law.quantile(probability));
    }

    /** Over all but 1e-12 of the law at each end. */
    @Override
    public double moment(int k) {
        Probability.requireOrder(k);
        double low = law.quantile(LEAST);
        double high = law.quantile(1 - LEAST);
        return ChebyshevSeries.of(x -> Math.exp(k * x) * law.density(x), low, high, NODES)
                .integral()
                .at(high);
    }

    @Override
    public double variance() {
        double mean = mean();
        return Math.max(0, moment(2) - mean * mean);
    }

    @Override
    public String toString() {
        return "law of exp(X), X: " + law;
    }
}
