package org.ridgeless.dynamics;

/** Adam with bias correction; decoupled decay moves w by −ηλw as well. */
final class AdamUpdate implements Update {
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final double decay;
    private final double[] first;
    private final double[] second;
    private final double[] step = new double[1];

    AdamUpdate(double beta1, double beta2, double epsilon, double decay, int parameters) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.decay = decay;
        this.first = new double[parameters];
        this.second = new double[parameters];
    }

    @Override
    public void move(double[] w, double[] g, double rate) {
        step[0]++;
        double firstScale = rate / (1 - Math.pow(beta1, step[0]));
        double secondScale = 1 / (1 - Math.pow(beta2, step[0]));
        double kept = 1 - rate * decay;
        if (epsilon == 0) {
            moveWithoutEpsilon(w, g, firstScale, secondScale, kept);
            return;
        }
        for (int i = 0; i < w.length; i++) {
            double m = beta1 * first[i] + (1 - beta1) * g[i];
            double v = beta2 * second[i] + (1 - beta2) * g[i] * g[i];
            first[i] = m;
            second[i] = v;
            w[i] = kept * w[i] - firstScale * m / (Math.sqrt(secondScale * v) + epsilon);
        }
    }

    /** The same, by itself because its choice keeps the loop from being compiled to vectors. */
    private void moveWithoutEpsilon(double[] w, double[] g, double firstScale, double secondScale, double kept) {
        for (int i = 0; i < w.length; i++) {
            double m = beta1 * first[i] + (1 - beta1) * g[i];
            double v = beta2 * second[i] + (1 - beta2) * g[i] * g[i];
            first[i] = m;
            second[i] = v;
            // A gradient that was always 0, or whose square is, is none to follow.
            double step = v > 0 ? firstScale * m / Math.sqrt(secondScale * v) : 0;
            w[i] = kept * w[i] - step;
        }
    }

    @Override
    public double[][] memory() {
        return new double[][] {first, second, step};
    }
}
