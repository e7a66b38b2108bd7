package org.ridgeless.spectra;

/**
 * The law of (log U − V)/2 for independent U &gt; 0 and V: the mean over V by the trapezoidal rule, which converges faster than
 * any power for a smooth density that vanishes at both ends.
 */
final class HalfGap implements Distribution {
    private static final int NODES = 220;
    private static final double LEAST = 1e-12;

    private final Distribution upper;
    private final double[] nodes;
    private final double[] weights;

    private HalfGap(Distribution upper, double[] nodes, double[] weights) {
        this.upper = upper;
        this.nodes = nodes;
        this.weights = weights;
    }

    static HalfGap of(Distribution upper, Distribution v) {
        double low = v.quantile(LEAST);
        double step = (v.quantile(1 - LEAST) - low) / NODES;
        double[] nodes = new double[NODES + 1];
        double[] weights = new double[NODES + 1];
        double total = 0;
        for (int i = 0; i <= NODES; i++) {
            nodes[i] = low + i * step;
            weights[i] = v.density(nodes[i]);
            total += weights[i];
        }
        for (int i = 0; i <= NODES; i++) {
            weights[i] /= total;
        }
        return new HalfGap(upper, nodes, weights);
    }

    @Override
    public double density(double x) {
        double sum = 0;
        for (int i = 0; i < nodes.length; i++) {
            double u = Math.exp(2 * x + nodes[i]);
            double at = upper.density(u);
            // Far out u is infinite.
            sum += at == 0 ? 0 : weights[i] * at * 2 * u;
        }
        return sum;
    }

    @Override
    public double cdf(double x) {
        double sum = 0;
        for (int i = 0; i < nodes.length; i++) {
            sum += weights[i] * upper.cdf(Math.exp(2 * x + nodes[i]));
        }
        return Math.min(1, sum);
    }

    @Override
    public double survival(double x) {
        double sum = 0;
        for (int i = 0; i < nodes.length; i++) {
            sum += weights[i] * upper.survival(Math.exp(2 * x + nodes[i]));
        }
        return sum;
    }

    @Override
    public double quantile(double probability) {
        Probability.require(probability);
        double low = (Math.log(Math.max(Double.MIN_NORMAL, upper.quantile(LEAST))) - nodes[NODES]) / 2;
        double high = (Math.log(upper.quantile(1 - LEAST)) - nodes[0]) / 2;
        return Probability.invert(x -> cdf(x) - probability, this::density, low, high);
    }

    @Override
    public double moment(int k) {
        Probability.requireOrder(k);
        double low = quantile(LEAST);
        double high = quantile(1 - LEAST);
        return ChebyshevSeries.of(x -> Math.pow(x, k) * density(x), low, high, NODES)
                .integral()
                .at(high);
    }

    @Override
    public String toString() {
        return "half the difference of logarithms, " + upper;
    }
}
