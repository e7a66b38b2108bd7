package org.ridgeless.nets.layers;

import java.util.Arrays;

/** Means over windows. */
final class AveragePoolStage extends RouteStage {
    private final int[][] cells;
    private final int in;

    AveragePoolStage(Pool layer, int capacity) {
        super(layer, capacity);
        cells = layer.cells();
        in = layer.inputs();
    }

    @Override
    void route(int samples, double[] x, double[] y) {
        for (int i = 0; i < samples; i++) {
            for (int o = 0; o < cells.length; o++) {
                double sum = 0;
                for (int cell : cells[o]) {
                    sum += x[i * in + cell];
                }
                y[i * cells.length + o] = sum / cells[o].length;
            }
        }
    }

    @Override
    void back(int samples, double[] y, double[] x) {
        Arrays.fill(x, 0, samples * in, 0);
        for (int i = 0; i < samples; i++) {
            for (int o = 0; o < cells.length; o++) {
                double share = y[i * cells.length + o] / cells[o].length;
                for (int cell : cells[o]) {
                    x[i * in + cell] += share;
                }
            }
        }
    }
}
