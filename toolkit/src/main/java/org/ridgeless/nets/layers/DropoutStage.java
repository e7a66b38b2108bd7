package org.ridgeless.nets.layers;

/** Dropout at work: a diagonal matrix of zeros and 1/(1 − p), or the identity in evaluation. */
final class DropoutStage extends RouteStage {
    private final Dropout layer;
    private final double[] factors;
    private boolean training;
    private long seed;
    private long step;

    DropoutStage(Dropout layer, int capacity) {
        super(layer, capacity);
        this.layer = layer;
        this.factors = new double[capacity * layer.width()];
    }

    @Override
    public void train(long runSeed, long runStep) {
        training = true;
        seed = runSeed;
        step = runStep;
    }

    @Override
    public void evaluate() {
        training = false;
    }

    @Override
    void choose(int samples, double[] x) {
        if (training) {
            layer.factors(seed, step, samples * layer.width(), factors);
        }
    }

    @Override
    void route(int samples, double[] from, double[] to) {
        int length = samples * layer.width();
        if (!training) {
            System.arraycopy(from, 0, to, 0, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            to[i] = factors[i] * from[i];
        }
    }

    @Override
    void back(int samples, double[] from, double[] to) {
        route(samples, from, to);
    }
}
