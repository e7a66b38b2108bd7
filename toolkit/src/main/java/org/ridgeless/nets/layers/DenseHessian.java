package org.ridgeless.nets.layers;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.dense.DenseKernels;

/**
 * The whole Hessian of a loss of a chain of dense layers, from one second-order pass for each unit instead of one for each
 * parameter.
 *
 * <p>A change of W_k[a, b] changes the preactivation z_k[b] of a sample by c_k x[a]. So with the tangents ḣ_{l−1} of the inputs
 * and δ̇_l of the back-propagated signals of layer l along a unit change of z_k[b],
 *
 * <p>∂²L / ∂W_k[a, b] ∂W_l[c, d] = c_k c_l Σ_i x_i[a] (h_{l−1,i}[c] δ̇_{l,i}[d] + ḣ_{l−1,i}[c] δ_{l,i}[d]),
 *
 * <p>which are products of matrices with the samples inside: O(n P²) operations in all for P parameters, of which symmetry saves
 * about half, and the samples where a piecewise linear unit is off are left out. A bias is the weight of one more input.
 */
public final class DenseHessian {
    private static final int MIRROR_BLOCK = 32;

    private final DenseStage[] stages;
    private final DenseKernels kernels;
    private final Buffers[] layers;
    private final int parameters;
    private final int[] active;
    private final double[] slope;
    private final double[] column;
    private final double[] tile;
    private final double[] curvature;
    private final double[] scaledInputs;
    private int n;
    private int chosen;

    private DenseHessian(DenseStage[] stages, int capacity, DenseKernels kernels) {
        this.stages = stages;
        this.kernels = kernels;
        this.layers = Arrays.stream(stages).map(s -> new Buffers(s, capacity)).toArray(Buffers[]::new);
        this.parameters = Arrays.stream(stages).mapToInt(s -> s.rows() * s.out).sum();
        int widest = Arrays.stream(stages)
                .mapToInt(s -> Math.max(s.rows(), s.out))
                .max()
                .orElseThrow();
        this.active = new int[capacity];
        this.slope = new double[capacity];
        this.column = new double[capacity];
        this.tile = new double[widest * widest];
        this.curvature = new double[capacity * stages[stages.length - 1].out];
        this.scaledInputs = new double[widest * capacity];
    }

    /**
     * For the stages of a chain, or null if one of them is not a dense layer.
     *
     * @param stages of a chain
     * @param capacity samples of the largest batch
     * @param kernels the matrix products to use
     * @return the Hessian with its buffers, or null
     */
    public static DenseHessian of(Stage[] stages, int capacity, DenseKernels kernels) {
        if (!Arrays.stream(stages).allMatch(DenseStage.class::isInstance)) {
            return null;
        }
        DenseStage[] dense = Arrays.copyOf(stages, stages.length, DenseStage[].class);
        return new DenseHessian(dense, capacity, kernels);
    }

    /**
     * After a forward and a reverse pass through the stages at w.
     *
     * @param w all parameters
     * @param outputCurvature writes the second derivative of the loss times its first argument, n × C, into the second
     * @param scale a factor of the whole
     * @param into P × P, overwritten
     */
    public void compute(double[] w, BiConsumer<double[], double[]> outputCurvature, double scale, double[] into) {
        n = stages[0].samples();
        for (Buffers layer : layers) {
            layer.begin();
        }
        for (int k = 0; k < stages.length; k++) {
            for (int b = 0; b < stages[k].out; b++) {
                Interruption.poll();
                choose(k, b);
                if (chosen == 0) {
                    clear(k, b, into);
                    continue;
                }
                pass(w, k, b, outputCurvature);
                for (int l = k; l < stages.length; l++) {
                    block(k, b, l, scale, into);
                }
            }
        }
        mirror(into);
    }

    /** A unit that is off for all samples has no part in the Hessian. */
    private void clear(int k, int b, double[] into) {
        DenseStage stage = stages[k];
        for (int a = 0; a < stage.rows(); a++) {
            int row = (stage.weights + a * stage.out + b) * parameters;
            Arrays.fill(into, row + stage.weights, row + parameters, 0);
        }
    }

    /** Finds the samples in which unit b of layer k matters. */
    private void choose(int k, int b) {
        DenseStage stage = stages[k];
        boolean skips = stage.activation.piecewiseLinear();
        chosen = 0;
        for (int i = 0; i < n; i++) {
            slope[i] = stage.activation.derivative(stage.z[i * stage.out + b]);
            if (!skips || slope[i] != 0) {
                active[chosen++] = i;
            }
        }
    }

    /** Tangents along a unit change of z_k[b], in layers k and above. */
    private void pass(double[] w, int k, int b, BiConsumer<double[], double[]> outputCurvature) {
        int last = stages.length - 1;
        int width = stages[k].out;
        double[] y = layers[k].outputTangent;
        Arrays.fill(y, 0, n * width, 0);
        for (int i = 0; i < n; i++) {
            y[i * width + b] = slope[i];
        }
        for (int l = k + 1; l <= last; l++) {
            DenseStage stage = stages[l];
            double[] z = layers[l].zTangent;
            if (l == k + 1) {
                int row = stage.weights + b * stage.out;
                kernels.multiply(n, 1, stage.out, stage.c, slope, 0, w, row, null, 0, false, z, 0);
            } else {
                kernels.multiply(n, stage.in, stage.out, stage.c, y, 0, w, stage.weights, null, 0, false, z, 0);
            }
            y = stage.throughActivation(z, layers[l].outputTangent);
            layers[l].outputTangent = y;
        }
        outputCurvature.accept(y, curvature);
        double[] g = curvature;
        for (int l = last; l >= k; l--) {
            DenseStage stage = stages[l];
            double[] s = stage.throughActivation(g, layers[l].slopeBuffer);
            layers[l].slopeTangent = s;
            if (!stage.activation.piecewiseLinear()) {
                bend(l, l == k ? b : -1, s);
            }
            if (l > k) {
                stage.sendBack(w, s, layers[l].inputSlopeTangent, false);
                g = layers[l].inputSlopeTangent;
            }
        }
    }

    /** Adds what the bend of σ contributes to δ̇_l; in the layer of the changed unit only that unit's preactivation moves. */
    private void bend(int l, int unit, double[] s) {
        DenseStage stage = stages[l];
        if (unit < 0) {
            stage.activation.addBend(n * stage.out, stage.z, stage.y, stage.dy, layers[l].zTangent, s);
            return;
        }
        for (int i = 0; i < n; i++) {
            int at = i * stage.out + unit;
            s[at] += stage.dy[at] * stage.activation.secondDerivative(stage.z[at]);
        }
    }

    /** The rows of the parameters that feed unit b of layer k, in the columns of layer l; on the diagonal the upper half. */
    private void block(int k, int b, int l, double scale, double[] into) {
        DenseStage from = stages[k];
        DenseStage to = stages[l];
        Buffers left = layers[k];
        Buffers right = layers[l];
        if (l == k) {
            left.pick(left.inputs, from.rows(), left.chosenInputs);
        } else {
            right.pick(right.inputs, to.rows(), right.chosenOthers);
        }
        double[] others = l == k ? left.chosenInputs : right.chosenOthers;
        double factor = scale * from.c * to.c;
        if (to.out < to.rows() / 2) {
            outputByOutput(k, b, l, factor, others, into);
        } else {
            inputByInput(k, b, l, factor, others, into);
        }
    }

    private void inputByInput(int k, int b, int l, double factor, double[] others, double[] into) {
        DenseStage from = stages[k];
        DenseStage to = stages[l];
        Buffers left = layers[k];
        Buffers right = layers[l];
        pickRows(right.slopeTangent, to.out, right.chosenSlopeTangent);
        pickRows(to.dz, to.out, right.chosenSlope);
        for (int c = 0; c < to.rows(); c++) {
            int rows = l == k ? c + 1 : from.rows();
            scale(left.chosenInputs, rows, others, c * chosen);
            kernels.multiply(
                    rows,
                    chosen,
                    to.out,
                    factor,
                    scaledInputs,
                    0,
                    right.chosenSlopeTangent,
                    0,
                    null,
                    0,
                    false,
                    tile,
                    0);
            if (c < to.in && (l > k + 1 || l == k + 1 && c == b)) {
                pickColumn(layers[l - 1].outputTangent, to.in, c, column, 0);
                scale(left.chosenInputs, rows, column, 0);
                kernels.multiplyAdd(rows, chosen, to.out, factor, scaledInputs, 0, right.chosenSlope, 0, tile, 0);
            }
            int start = to.weights + c * to.out;
            for (int a = 0; a < rows; a++) {
                int row = from.weights + a * from.out + b;
                System.arraycopy(tile, a * to.out, into, row * parameters + start, to.out);
            }
        }
    }

    /** The same sums with the roles of c and d exchanged, for layers of few outputs. */
    private void outputByOutput(int k, int b, int l, double factor, double[] others, double[] into) {
        DenseStage from = stages[k];
        DenseStage to = stages[l];
        Buffers left = layers[k];
        Buffers right = layers[l];
        int rows = from.rows();
        int columns = to.rows();
        if (l > k) {
            for (int c = 0; c < to.in; c++) {
                pickColumn(layers[l - 1].outputTangent, to.in, c, right.chosenTangent, c * chosen);
            }
            Arrays.fill(right.chosenTangent, to.in * chosen, columns * chosen, 0);
        }
        for (int d = 0; d < to.out; d++) {
            pickColumn(right.slopeTangent, to.out, d, column, 0);
            scale(left.chosenInputs, rows, column, 0);
            kernels.multiplyByTransposed(rows, chosen, columns, factor, scaledInputs, 0, others, 0, false, tile, 0);
            if (l > k) {
                pickColumn(to.dz, to.out, d, column, 0);
                scale(left.chosenInputs, rows, column, 0);
                kernels.multiplyByTransposed(
                        rows, chosen, columns, factor, scaledInputs, 0, right.chosenTangent, 0, true, tile, 0);
            }
            for (int a = 0; a < rows; a++) {
                int row = (from.weights + a * from.out + b) * parameters + to.weights + d;
                for (int c = 0; c < columns; c++) {
                    into[row + c * to.out] = tile[a * columns + c];
                }
            }
        }
    }

    /** The chosen samples of one column of a matrix with one sample a row. */
    private void pickColumn(double[] matrix, int width, int c, double[] picked, int start) {
        for (int i = 0; i < chosen; i++) {
            picked[start + i] = matrix[active[i] * width + c];
        }
    }

    private void scale(double[] matrix, int rows, double[] factors, int start) {
        for (int a = 0; a < rows; a++) {
            int row = a * chosen;
            for (int i = 0; i < chosen; i++) {
                scaledInputs[row + i] = matrix[row + i] * factors[start + i];
            }
        }
    }

    private void pickRows(double[] matrix, int width, double[] picked) {
        for (int i = 0; i < chosen; i++) {
            System.arraycopy(matrix, active[i] * width, picked, i * width, width);
        }
    }

    /** Copies the upper triangle to the lower one. */
    private void mirror(double[] into) {
        int p = parameters;
        for (int r0 = 0; r0 < p; r0 += MIRROR_BLOCK) {
            for (int c0 = 0; c0 <= r0; c0 += MIRROR_BLOCK) {
                for (int r = r0; r < Math.min(r0 + MIRROR_BLOCK, p); r++) {
                    for (int c = c0; c < Math.min(c0 + MIRROR_BLOCK, r); c++) {
                        into[r * p + c] = into[c * p + r];
                    }
                }
            }
        }
    }

    /** The buffers of one layer. */
    private final class Buffers {
        private final DenseStage stage;
        /** Inputs, one row for each; the row of a bias holds what its constant multiplier makes 1. */
        private final double[] inputs;

        private final double[] chosenInputs;
        private final double[] chosenOthers;
        /** ḣ of the inputs; zero in the row of a bias. */
        private final double[] chosenTangent;

        private final double[] chosenSlope;
        private final double[] chosenSlopeTangent;
        private final double[] zTangent;
        private final double[] slopeBuffer;
        private final double[] inputSlopeTangent;
        private double[] outputTangent;
        private double[] slopeTangent;

        Buffers(DenseStage stage, int capacity) {
            this.stage = stage;
            inputs = new double[stage.rows() * capacity];
            chosenInputs = new double[stage.rows() * capacity];
            chosenOthers = new double[stage.rows() * capacity];
            chosenTangent = new double[stage.rows() * capacity];
            chosenSlope = new double[stage.out * capacity];
            chosenSlopeTangent = new double[stage.out * capacity];
            zTangent = new double[stage.out * capacity];
            slopeBuffer = new double[stage.out * capacity];
            inputSlopeTangent = new double[stage.in * capacity];
            outputTangent = new double[stage.out * capacity];
        }

        void begin() {
            kernels.transpose(n, stage.in, stage.x, 0, inputs, 0);
            Arrays.fill(inputs, stage.in * n, stage.rows() * n, 1 / stage.c);
        }

        /** The chosen samples of a matrix with one sample a column. */
        void pick(double[] matrix, int rows, double[] picked) {
            for (int a = 0; a < rows; a++) {
                for (int i = 0; i < chosen; i++) {
                    picked[a * chosen + i] = matrix[a * n + active[i]];
                }
            }
        }
    }
}
