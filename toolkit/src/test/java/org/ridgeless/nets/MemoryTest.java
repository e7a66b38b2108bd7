package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Memory;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.engine.Workspace;

/** What does not fit into memory is refused with its size before it is allocated. */
class MemoryTest {
    private final Net net = Nets.relu(20, 500, 200, 1).seed(1);
    private final Risk risk = Risk.of(net, Data.separable(16, 20).gap(0.3).seed(1), Loss.EXPONENTIAL);

    @Test
    void aHessianOfTooManyParameters() {
        assertThatThrownBy(() -> risk.hessian(net.parameters()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("110200 × 110200 matrix needs 97.2 GB");
    }

    @Test
    void aNetworkOfTooManyParameters() {
        assertThatThrownBy(() -> Nets.relu(200_000, 200_000, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("200,000 × 200,000 weights of 40,000,000,000 numbers");
        assertThatThrownBy(() -> Nets.relu(40_000, 40_000, 1).seed(1).parameters())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1,600,040,000 parameters")
                .hasMessageContaining("12.8 GB");
    }

    @Test
    void aBatchOfTooManySamples() {
        assertThatThrownBy(() -> Engine.FUSED.evaluator(net.architecture(), 2_000_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2,000,000 samples")
                .hasMessageContaining("GB");
    }

    /** How many numbers are half of the heap. */
    private static double limit() {
        return Runtime.getRuntime().maxMemory() / 2.0 / Double.BYTES;
    }

    @Test
    void theLimitIsHalfOfTheHeap() {
        int most = (int) limit();
        assertThat(Matrix.entries(1, most)).isEqualTo(most);
        assertThatThrownBy(() -> Matrix.entries(1, most + 1)).hasMessageContaining("keeps half of that free");
        Memory.require("this", most);
        assertThatThrownBy(() -> Memory.require("this", most + 1)).hasMessageContaining("this needs");
    }

    @Test
    void aHessianIsHeldTwice() {
        int p = (int) Math.sqrt(0.52 * limit());
        Net wide = Nets.linear(p, 1);
        Data one = Data.regression(new double[1][p], new double[1][1]);
        Risk ofWide = Risk.of(wide, one, Loss.SQUARE);
        Matrix.entries(p, p);
        assertThatThrownBy(() -> ofWide.hessian(new double[p]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the Hessian with its workspace, 2 times " + p + " × " + p);
    }

    @Test
    void aKernelIsHeldFourTimes() {
        int n = (int) Math.sqrt(0.26 * limit());
        Risk many = Risk.of(Nets.linear(1, 1), Data.regression(new double[n][1], new double[n][1]), Loss.SQUARE);
        assertThatThrownBy(() -> many.kernel(new double[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the tangent kernel with its workspace, 4 times " + n + " × " + n);
    }

    @Test
    void aKernelOfManyLayersTakesNoMoreThanOfOne() {
        int n = (int) Math.sqrt(0.08 * limit());
        Data data = Data.regression(new double[n][1], new double[n][1]);
        // With two workspaces for each of the layers the heap would not do.
        int[] widths = new int[16];
        Arrays.fill(widths, 1);
        Net deep = Nets.linear(widths);
        double[] kernel = new double[n * n];
        Risk.of(deep, data, Loss.SQUARE).kernel(deep.parameters(), kernel);
        assertThat(kernel[0]).isZero();
    }

    @Test
    void aJacobianIsHeldOnceMoreThanItHasOutputs() {
        int p = (int) (0.3 * limit());
        Net wide = Nets.linear(p / 3, 3);
        Risk ofWide = Risk.of(wide, Data.regression(new double[1][p / 3], new double[1][3]), Loss.SQUARE);
        assertThatThrownBy(() -> ofWide.jacobian(new double[p / 3 * 3])).hasMessageContaining("the Jacobian");
    }

    @Test
    void aRunHoldsTwoWorkspaces() {
        Net tanh = Nets.tanh(1, 998, 1);
        // In tanh layers inputs, preactivations, outputs and slopes are held; in linear ones inputs and outputs.
        double each = 1 + 3 * 998 + 998 + 1;
        int n = (int) (limit() / each / 2);
        assertThatThrownBy(() -> Workspace.require(tanh.architecture(), n + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("to train on and to measure");
        Workspace.require(tanh.architecture(), n - 2);
    }
}
