package org.ridgeless.dynamics;

/** v ← βv − ηg, and then w ← w + v (heavy ball) or w ← w + βv − ηg (Nesterov). */
final class MomentumUpdate implements Update {
    private final double beta;
    private final boolean lookahead;
    private final double[] velocity;

    MomentumUpdate(double beta, boolean lookahead, int parameters) {
        this.beta = beta;
        this.lookahead = lookahead;
        this.velocity = new double[parameters];
    }

    @Override
    public void move(double[] w, double[] g, double rate) {
        if (lookahead) {
            for (int i = 0; i < w.length; i++) {
                double v = beta * velocity[i] - rate * g[i];
                velocity[i] = v;
                w[i] += beta * v - rate * g[i];
            }
            return;
        }
        for (int i = 0; i < w.length; i++) {
            double v = beta * velocity[i] - rate * g[i];
            velocity[i] = v;
            w[i] += v;
        }
    }

    @Override
    public double[][] memory() {
        return new double[][] {velocity};
    }
}
