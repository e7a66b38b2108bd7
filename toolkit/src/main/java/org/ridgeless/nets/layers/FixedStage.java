package org.ridgeless.nets.layers;

/** Fixed statistics at work. */
final class FixedStage extends RouteStage {
    private final int width;
    private final double[] mean;
    private final double[] scale;

    FixedStage(Fixed layer, int capacity) {
        super(layer, capacity);
        width = layer.inputs();
        mean = layer.mean().stream().mapToDouble(Double::doubleValue).toArray();
        scale = layer.scale().stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    void shift(int samples, double[] y) {
        for (int i = 0; i < samples * width; i++) {
            y[i] -= mean[i % width] / scale[i % width];
        }
    }

    @Override
    void route(int samples, double[] from, double[] to) {
        for (int i = 0; i < samples * width; i++) {
            to[i] = from[i] / scale[i % width];
        }
    }

    @Override
    void back(int samples, double[] from, double[] to) {
        route(samples, from, to);
    }
}
