package org.ridgeless.nets.layers;

import java.util.Arrays;

/** The largest of each window. */
final class MaximumPoolStage extends RouteStage {
    private final int[][] cells;
    private final int in;
    private final int[] winners;

    MaximumPoolStage(Pool layer, int capacity) {
        super(layer, capacity);
        cells = layer.cells();
        in = layer.inputs();
        winners = new int[capacity * cells.length];
    }

    @Override
    void choose(int samples, double[] x) {
        for (int i = 0; i < samples; i++) {
            for (int o = 0; o < cells.length; o++) {
                int winner = i * in + cells[o][0];
                for (int cell : cells[o]) {
                    // A number that is none wins, so that a run that diverges shows it.
                    boolean better = x[i * in + cell] > x[winner] || Double.isNaN(x[i * in + cell]);
                    winner = better ? i * in + cell : winner;
                }
                winners[i * cells.length + o] = winner;
            }
        }
    }

    @Override
    void route(int samples, double[] x, double[] y) {
        for (int o = 0; o < samples * cells.length; o++) {
            y[o] = x[winners[o]];
        }
    }

    @Override
    void back(int samples, double[] y, double[] x) {
        Arrays.fill(x, 0, samples * in, 0);
        for (int o = 0; o < samples * cells.length; o++) {
            x[winners[o]] += y[o];
        }
    }
}
