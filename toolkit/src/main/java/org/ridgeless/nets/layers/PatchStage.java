package org.ridgeless.nets.layers;

import java.util.Arrays;

/** Copies the rows of each window; a row of a window is contiguous in the sample as in the patch. */
final class PatchStage extends RouteStage {
    private final int in;
    private final int out;
    private final int[] from;
    private final int[] to;
    private final int[] length;

    PatchStage(Patches layer, int capacity) {
        super(layer, capacity);
        in = layer.inputs();
        out = layer.outputs();
        Window window = layer.window();
        Shape input = layer.input();
        Shape grid = layer.grid();
        int runs = grid.places() * window.height();
        from = new int[runs];
        to = new int[runs];
        length = new int[runs];
        int run = 0;
        for (int place = 0; place < grid.places(); place++) {
            int top = place / grid.width() * window.down() - window.above();
            int left = place % grid.width() * window.along() - window.beside();
            int first = Math.max(left, 0);
            int last = Math.min(left + window.width(), input.width());
            for (int r = 0; r < window.height(); r++, run++) {
                int row = top + r;
                int start = (place * window.height() + r) * window.width() + first - left;
                boolean inside = row >= 0 && row < input.height() && first < last;
                from[run] = inside ? (row * input.width() + first) * input.channels() : 0;
                to[run] = inside ? start * input.channels() : 0;
                length[run] = inside ? (last - first) * input.channels() : 0;
            }
        }
    }

    /** What lies beyond the border is zero from the allocation on. */
    @Override
    void route(int samples, double[] x, double[] patches) {
        for (int i = 0; i < samples; i++) {
            for (int r = 0; r < from.length; r++) {
                System.arraycopy(x, i * in + from[r], patches, i * out + to[r], length[r]);
            }
        }
    }

    @Override
    void back(int samples, double[] patches, double[] x) {
        Arrays.fill(x, 0, samples * in, 0);
        for (int i = 0; i < samples; i++) {
            for (int r = 0; r < from.length; r++) {
                int target = i * in + from[r];
                int source = i * out + to[r];
                for (int j = 0; j < length[r]; j++) {
                    x[target + j] += patches[source + j];
                }
            }
        }
    }
}
