package org.ridgeless.nets;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Affine;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.BlockDiagonal;
import org.ridgeless.nets.layers.Chain;
import org.ridgeless.nets.layers.Composite;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Dropout;
import org.ridgeless.nets.layers.Elementwise;
import org.ridgeless.nets.layers.Fixed;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Patches;
import org.ridgeless.nets.layers.Pool;
import org.ridgeless.nets.layers.Residual;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Sliced;
import org.ridgeless.nets.layers.Standardize;
import org.ridgeless.nets.layers.Tied;
import org.ridgeless.nets.layers.WeightNormalized;

/** Networks straight from the definitions of their layers, on complex numbers: slow, and written for no other purpose. */
final class NaiveNet {
    private NaiveNet() {}

    /** The outputs of all samples, one row each. */
    static Complex[][] apply(Layer layer, Complex[] w, Complex[][] x) {
        if (layer instanceof Chain) {
            return chain(((Chain) layer).parts().toArray(Layer[]::new), w, x);
        }
        if (layer instanceof Composite) {
            return apply(((Composite) layer).body(), w, x);
        }
        if (layer instanceof Tied) {
            Complex[][] h = x;
            for (Layer step : ((Tied) layer).steps()) {
                h = apply(step, w, h);
            }
            return h;
        }
        if (layer instanceof Residual) {
            Residual residual = (Residual) layer;
            int first = residual.branch().parameterCount();
            Complex[][] f = apply(residual.branch(), Arrays.copyOf(w, first), x);
            Complex[][] s = apply(residual.shortcut(), Arrays.copyOfRange(w, first, w.length), x);
            return map(f, (i, j) -> f[i][j].plus(s[i][j]), layer.outputs());
        }
        if (layer instanceof WeightNormalized) {
            return normalizedWeights((WeightNormalized) layer, w, x);
        }
        if (layer instanceof Sliced) {
            return sliced((Sliced) layer, w, x);
        }
        return simple(layer, w, x);
    }

    private static Complex[][] simple(Layer layer, Complex[] w, Complex[][] x) {
        if (layer instanceof Dense) {
            return map(
                    x,
                    (i, j) -> unit((Dense) layer, w, 0, layer.inputs() * layer.outputs(), x[i], 0, j),
                    layer.outputs());
        }
        if (layer instanceof BlockDiagonal) {
            Dense dense = ((BlockDiagonal) layer).dense();
            int times = ((BlockDiagonal) layer).times();
            int size = dense.inputs() * dense.outputs();
            int out = dense.outputs();
            return map(
                    x,
                    (i, j) -> unit(
                            dense,
                            w,
                            j / out * size,
                            times * size + j / out * out,
                            x[i],
                            j / out * dense.inputs(),
                            j % out),
                    layer.outputs());
        }
        if (layer instanceof Elementwise) {
            return map(x, (i, j) -> sigma(((Elementwise) layer).activation(), x[i][j]), layer.outputs());
        }
        if (layer instanceof Affine) {
            int m = layer.outputs();
            boolean biased = ((Affine) layer).hasBias();
            return map(x, (i, j) -> w[j].times(x[i][j]).plus(biased ? w[m + j] : Complex.ZERO), m);
        }
        if (layer instanceof Standardize) {
            return standardized((Standardize) layer, x);
        }
        if (layer instanceof Patches) {
            return patches((Patches) layer, x);
        }
        if (layer instanceof Pool) {
            return pooled((Pool) layer, x);
        }
        if (layer instanceof Fixed) {
            Fixed fixed = (Fixed) layer;
            return map(
                    x,
                    (i, j) -> x[i][j].minus(Complex.of(fixed.mean().get(j)))
                            .times(1 / fixed.scale().get(j)),
                    layer.outputs());
        }
        if (layer instanceof Dropout) {
            return x;
        }
        throw new IllegalArgumentException("no definition of " + layer);
    }

    private interface Entry {
        Complex at(int i, int j);
    }

    private static Complex[][] map(Complex[][] like, Entry entry, int width) {
        Complex[][] y = new Complex[like.length][width];
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < width; j++) {
                y[i][j] = entry.at(i, j);
            }
        }
        return y;
    }

    private static Complex[][] chain(Layer[] parts, Complex[] w, Complex[][] x) {
        Complex[][] h = x;
        int offset = 0;
        for (Layer part : parts) {
            h = apply(part, Arrays.copyOfRange(w, offset, offset + part.parameterCount()), h);
            offset += part.parameterCount();
        }
        return h;
    }

    private static Complex unit(Dense dense, Complex[] w, int weights, int bias, Complex[] x, int first, int j) {
        Complex sum = Complex.ZERO;
        for (int p = 0; p < dense.inputs(); p++) {
            sum = sum.plus(x[first + p].times(w[weights + p * dense.outputs() + j]));
        }
        sum = sum.times(dense.multiplier());
        return sigma(dense.activation(), dense.hasBias() ? sum.plus(w[bias + j]) : sum);
    }

    private static Complex sigma(Activation activation, Complex z) {
        if (activation == Activations.LINEAR) {
            return z;
        }
        if (activation == Activations.RELU) {
            return z.re() > 0 ? z : Complex.ZERO;
        }
        if (activation == Activations.TANH) {
            return z.tanh();
        }
        if (activation == Activations.SINE) {
            return z.sin();
        }
        if (activation == Activations.SOFTPLUS) {
            return z.exp().plus(Complex.of(1)).log();
        }
        throw new IllegalArgumentException("no complex " + activation.name());
    }

    private static Complex[][] sliced(Sliced layer, Complex[] w, Complex[][] x) {
        int times = layer.times();
        int in = layer.layer().inputs();
        int out = layer.layer().outputs();
        Complex[][] slices = new Complex[x.length * times][];
        for (int r = 0; r < slices.length; r++) {
            slices[r] = Arrays.copyOfRange(x[r / times], r % times * in, (r % times + 1) * in);
        }
        Complex[][] y = apply(layer.layer(), w, slices);
        return map(x, (i, j) -> y[i * times + j / out][j % out], layer.outputs());
    }

    private static Complex[][] normalizedWeights(WeightNormalized layer, Complex[] w, Complex[][] x) {
        int inner = layer.layer().parameterCount();
        Complex[] u = Arrays.copyOf(w, inner);
        int g = inner;
        for (Block block : layer.layer().blocks()) {
            if (block.role() != Block.Role.WEIGHT) {
                continue;
            }
            int parts = layer.per() == WeightNormalized.Per.BLOCK ? 1 : block.matrices() * block.columns();
            for (int k = 0; k < parts; k++, g++) {
                int part = k;
                int[] members = IntStream.range(block.offset(), block.end())
                        .filter(i -> parts == 1 || unitOf(i - block.offset(), block) == part)
                        .toArray();
                Complex square = Complex.ZERO;
                for (int i : members) {
                    square = square.plus(w[i].times(w[i]));
                }
                for (int i : members) {
                    u[i] = w[g].times(w[i]).over(square.root());
                }
            }
        }
        return apply(layer.layer(), u, x);
    }

    private static int unitOf(int i, Block block) {
        return i / (block.rows() * block.columns()) * block.columns() + i % block.columns();
    }

    private static Complex[][] standardized(Standardize layer, Complex[][] x) {
        boolean batch = layer.over() == Standardize.Over.BATCH;
        return map(
                x,
                (i, j) -> {
                    Complex[] group =
                            batch ? Arrays.stream(x).map(row -> row[j]).toArray(Complex[]::new) : x[i];
                    Complex mean = mean(group);
                    Complex[] squares = Arrays.stream(group)
                            .map(v -> v.minus(mean).times(v.minus(mean)))
                            .toArray(Complex[]::new);
                    Complex scale =
                            mean(squares).plus(Complex.of(layer.epsilon())).root();
                    return x[i][j].minus(mean).over(scale);
                },
                layer.outputs());
    }

    private static Complex mean(Complex[] group) {
        return Arrays.stream(group).reduce(Complex.ZERO, Complex::plus).times(1.0 / group.length);
    }

    private static Complex pixel(Shape shape, Complex[] x, int channel, int row, int column) {
        boolean inside = row >= 0 && row < shape.height() && column >= 0 && column < shape.width();
        return inside ? x[(row * shape.width() + column) * shape.channels() + channel] : Complex.ZERO;
    }

    private static Complex[][] patches(Patches layer, Complex[][] x) {
        Shape shape = layer.input();
        int patch = layer.grid().channels();
        int wide = layer.window().width();
        return map(
                x,
                (i, j) -> {
                    int place = j / patch;
                    int cell = j % patch / shape.channels();
                    int row = place / layer.grid().width() * layer.window().down()
                            - layer.window().above();
                    int column = place % layer.grid().width() * layer.window().along()
                            - layer.window().beside();
                    return pixel(shape, x[i], j % shape.channels(), row + cell / wide, column + cell % wide);
                },
                layer.outputs());
    }

    private static Complex[][] pooled(Pool layer, Complex[][] x) {
        Shape shape = layer.input();
        int wide = layer.window().width();
        int cells = layer.window().height() * wide;
        return map(
                x,
                (i, j) -> {
                    int place = j / shape.channels();
                    int row = place / layer.output().width() * layer.window().down();
                    int column = place % layer.output().width() * layer.window().along();
                    Complex[] seen = new Complex[cells];
                    Arrays.setAll(
                            seen, k -> pixel(shape, x[i], j % shape.channels(), row + k / wide, column + k % wide));
                    return layer.kind() == Pool.Kind.AVERAGE
                            ? mean(seen)
                            : Arrays.stream(seen)
                                    .reduce((a, b) -> b.re() > a.re() ? b : a)
                                    .orElseThrow();
                },
                layer.outputs());
    }
}
