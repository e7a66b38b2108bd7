package org.ridgeless.dynamics;

/** w_{t+1} = a/(t+2) + (1 − 1/(t+2)) (w_t − ηg_t) with the anchor a. */
final class HalpernUpdate implements Update {
    private final double[] anchor;
    private final double[] step = new double[1];

    HalpernUpdate(double... anchor) {
        this.anchor = anchor;
    }

    @Override
    public void move(double[] w, double[] g, double rate) {
        double lambda = 1 / (step[0] + 2);
        for (int i = 0; i < w.length; i++) {
            w[i] = lambda * anchor[i] + (1 - lambda) * (w[i] - rate * g[i]);
        }
        step[0]++;
    }

    @Override
    public double[][] memory() {
        return new double[][] {step};
    }
}
