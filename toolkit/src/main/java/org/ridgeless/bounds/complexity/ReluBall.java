package org.ridgeless.bounds.complexity;

import java.util.Arrays;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Jet;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.random.Seeds;

/**
 * ReLU networks without biases, with ‖W_k‖_F ≤ 1 in each of their layers, bracketed: ascent from several starts finds a member
 * of the class and so a value that the supremum is not below; {@link NormBound#FROBENIUS} bounds the mean over signs from above.
 *
 * <p>Since a network is linear in each W_k, the best W_k for the present activations is its normalized gradient; the ascent goes
 * halfway there in all layers at once and keeps the best value it has seen.
 */
public final class ReluBall implements FunctionClass {
    private static final int STARTS = 8;
    private static final int STEPS = 60;
    private static final Loss CORRELATION = Loss.margin("negative correlation", Jet::negate);

    private final double[][] inputs;
    private final int[] widths;
    private final Seeds seeds;

    private ReluBall(double[][] inputs, int[] widths, Seeds seeds) {
        this.inputs = inputs;
        this.widths = widths;
        this.seeds = seeds;
    }

    /**
     * The class on N inputs.
     *
     * @param inputs N × d
     * @param seeds of the starts of the ascent
     * @param hidden the widths of the hidden layers, one or more
     * @return the class of networks with one output
     * @throws IllegalArgumentException if there are no inputs or no hidden layers
     */
    public static ReluBall of(double[][] inputs, Seeds seeds, int... hidden) {
        if (inputs.length == 0 || hidden.length == 0) {
            throw new IllegalArgumentException("a ball of ReLU networks needs inputs and hidden layers, got "
                    + inputs.length + " inputs and " + hidden.length + " layers");
        }
        int[] widths = new int[hidden.length + 2];
        widths[0] = inputs[0].length;
        System.arraycopy(hidden, 0, widths, 1, hidden.length);
        widths[widths.length - 1] = 1;
        return new ReluBall(inputs, widths, seeds);
    }

    @Override
    public int samples() {
        return inputs.length;
    }

    /** The best value that ascent has found: at most the supremum. The weights must be signs. */
    @Override
    public double supremum(double... weights) {
        Data data = Data.of(inputs, weights);
        double best = 0;
        for (int start = 0; start < STARTS; start++) {
            Interruption.poll();
            Net net = Nets.relu(widths).seed(seeds.child(start).value()).normalized();
            best = Math.max(best, ascend(net, Risk.of(net, data, CORRELATION)));
        }
        return best;
    }

    private static double ascend(Net net, Risk risk) {
        double[] w = net.parameters();
        double[] gradient = new double[w.length];
        // −f is a member of the class if f is.
        double sign = -Math.signum(risk.value(w));
        double best = 0;
        for (int step = 0; step < STEPS; step++) {
            double value = -risk.gradient(w, gradient);
            best = Math.max(best, Math.abs(value));
            for (Block block : net.architecture().weights()) {
                move(w, gradient, block, sign);
            }
        }
        return Math.max(best, Math.abs(risk.value(w)));
    }

    /** Halfway from W to the normalized gradient, and back to the sphere. */
    private static void move(double[] w, double[] gradient, Block block, double sign) {
        double length = norm(gradient, block);
        if (length == 0) {
            return;
        }
        for (int i = block.offset(); i < block.end(); i++) {
            w[i] -= sign * gradient[i] / length;
        }
        double size = norm(w, block);
        if (size > 0) {
            for (int i = block.offset(); i < block.end(); i++) {
                w[i] /= size;
            }
        }
    }

    private static double norm(double[] a, Block block) {
        return org.ridgeless.linalg.Vectors.norm(Arrays.copyOfRange(a, block.offset(), block.end()));
    }
}
