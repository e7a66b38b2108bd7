package org.ridgeless.nets.layers;

import org.ridgeless.random.Seeds;

/** Dropout at work: a diagonal matrix of zeros and 1/(1 − p), or the identity in evaluation. */
final class DropoutStage extends RouteStage {
    private static final double UNIT = 0x1.0p-53;

    private final int width;
    private final double probability;
    private final long stream;
    private final double[] mask;
    private boolean training;
    private long key;

    DropoutStage(Dropout layer, int capacity) {
        super(layer, capacity);
        width = layer.width();
        probability = layer.probability();
        stream = layer.stream();
        mask = new double[capacity * width];
    }

    @Override
    public void train(long seed, long step) {
        training = true;
        key = Seeds.hash(Seeds.hash(seed, stream), step);
    }

    @Override
    public void evaluate() {
        training = false;
    }

    @Override
    void choose(int samples, double[] x) {
        for (int i = 0; training && i < samples * width; i++) {
            double uniform = (Seeds.hash(key, i) >>> 11) * UNIT;
            mask[i] = uniform < probability ? 0 : 1 / (1 - probability);
        }
    }

    @Override
    void route(int samples, double[] from, double[] to) {
        if (!training) {
            System.arraycopy(from, 0, to, 0, samples * width);
            return;
        }
        for (int i = 0; i < samples * width; i++) {
            to[i] = mask[i] * from[i];
        }
    }

    @Override
    void back(int samples, double[] from, double[] to) {
        route(samples, from, to);
    }
}
