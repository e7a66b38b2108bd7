package org.ridgeless.dynamics;

/** The steps of another update, each parameter's times a factor of its own. */
final class ScaledUpdate implements Update {
    private final Update update;
    private final double[] factors;
    private final double[] before;

    ScaledUpdate(Update update, double[] factors) {
        this.update = update;
        this.factors = factors;
        this.before = new double[factors.length];
    }

    @Override
    public void move(double[] w, double[] g, double rate) {
        System.arraycopy(w, 0, before, 0, w.length);
        update.move(w, g, rate);
        for (int i = 0; i < w.length; i++) {
            w[i] = before[i] + factors[i] * (w[i] - before[i]);
        }
    }

    @Override
    public double[][] memory() {
        return update.memory();
    }
}
