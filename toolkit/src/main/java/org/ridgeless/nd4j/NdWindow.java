package org.ridgeless.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.ridgeless.nets.layers.Patches;
import org.ridgeless.nets.layers.Pool;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Window;

/**
 * Patches, means and maxima in sliding windows. Cell k of the window sees, over all its positions, a strided view of the samples,
 * so that a layer is a few operations on whole views: y = Σ_k A_k view_k with diagonal A_k.
 */
final class NdWindow implements NdStage {
    private final Shape input;
    private final Shape grid;
    private final Window window;
    private final int cells;
    /** Null for patches. */
    private final Pool.Kind kind;
    /** The cell that holds the maximum, for each output. */
    private INDArray winner;

    NdWindow(Patches layer) {
        this(layer.input(), layer.grid(), layer.window(), null);
    }

    NdWindow(Pool layer) {
        this(layer.input(), layer.output(), layer.window(), layer.kind());
    }

    private NdWindow(Shape input, Shape grid, Window window, Pool.Kind kind) {
        this.input = input;
        this.grid = grid;
        this.window = window;
        this.cells = window.height() * window.width();
        this.kind = kind;
    }

    private INDArray padded(long n) {
        long rows = input.height() + 2L * window.above();
        long columns = input.width() + 2L * window.beside();
        return Nd4j.zeros(DataType.DOUBLE, n, rows, columns, input.channels());
    }

    /** What lies inside the padding, n × height × width × channels. */
    private INDArray inside(INDArray padded) {
        long offset = (window.above() * padded.size(2) + window.beside()) * input.channels();
        return view(padded, input.height(), input.width(), 1, 1, offset);
    }

    /** What each cell of the window sees at all positions, n × positions × channels. */
    private List<INDArray> views(INDArray padded) {
        List<INDArray> views = new ArrayList<>();
        for (int k = 0; k < cells; k++) {
            long offset = (k / window.width() * padded.size(2) + k % window.width()) * input.channels();
            views.add(view(padded, grid.height(), grid.width(), window.down(), window.along(), offset));
        }
        return views;
    }

    private INDArray view(INDArray padded, long height, long width, long down, long along, long offset) {
        long channels = input.channels();
        long row = padded.size(2) * channels;
        long[] shape = {padded.size(0), height, width, channels};
        long[] strides = {padded.size(1) * row, down * row, along * channels, 1};
        return Nd4j.create(padded.data(), shape, strides, offset, 'c');
    }

    private List<INDArray> views(INDArray samples, long n) {
        INDArray padded = padded(n);
        inside(padded).assign(samples.reshape('c', n, input.height(), input.width(), input.channels()));
        return views(padded);
    }

    /** The outputs that belong to cell k, in the shape of its view. */
    private INDArray share(INDArray outputs, int k) {
        long n = outputs.size(0);
        long channels = input.channels();
        if (kind == null) {
            long[] shape = {n, grid.height(), grid.width(), channels};
            long place = cells * channels;
            long[] strides = {grid.places() * place, grid.width() * place, place, 1};
            return Nd4j.create(outputs.data(), shape, strides, k * channels, 'c');
        }
        INDArray y = outputs.reshape('c', n, grid.height(), grid.width(), channels);
        return kind == Pool.Kind.AVERAGE ? y.div(cells) : y.mul(winner.eq(k).castTo(DataType.DOUBLE));
    }

    private INDArray route(List<INDArray> views, long n) {
        INDArray y = Nd4j.zeros(DataType.DOUBLE, n, grid.size());
        INDArray places = kind == null ? null : y.reshape('c', n, grid.height(), grid.width(), input.channels());
        for (int k = 0; k < cells; k++) {
            if (kind == null) {
                share(y, k).assign(views.get(k));
            } else if (kind == Pool.Kind.AVERAGE) {
                places.addi(views.get(k).div(cells));
            } else {
                places.addi(views.get(k).mul(winner.eq(k).castTo(DataType.DOUBLE)));
            }
        }
        return y;
    }

    private void choose(List<INDArray> views) {
        INDArray largest = views.get(0).dup('c');
        winner = largest.like();
        for (int k = 1; k < cells; k++) {
            INDArray larger = views.get(k).gt(largest).castTo(DataType.DOUBLE);
            winner.addi(larger.mul(winner.rsub(k)));
            largest = Transforms.max(largest, views.get(k), true);
        }
    }

    private INDArray back(INDArray outputGradient) {
        long n = outputGradient.size(0);
        INDArray rows = outputGradient.dup('c');
        INDArray padded = padded(n);
        List<INDArray> views = views(padded);
        for (int k = 0; k < cells; k++) {
            views.get(k).addi(share(rows, k));
        }
        return inside(padded).dup('c').reshape('c', n, input.size());
    }

    @Override
    public INDArray forward(INDArray x) {
        List<INDArray> views = views(x, x.size(0));
        if (kind == Pool.Kind.MAXIMUM) {
            choose(views);
        }
        return route(views, x.size(0));
    }

    @Override
    public INDArray reverse(INDArray outputGradient, INDArray gradient) {
        return back(outputGradient);
    }

    @Override
    public INDArray tangent(INDArray inputTangent) {
        return inputTangent == null ? null : route(views(inputTangent, inputTangent.size(0)), inputTangent.size(0));
    }

    @Override
    public INDArray reverseTangent(INDArray outputGradientTangent, INDArray gradient) {
        return back(outputGradientTangent);
    }
}
