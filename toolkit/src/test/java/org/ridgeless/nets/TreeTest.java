package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Tree;

/** A tree is the composition of its nodes. */
class TreeTest {
    private static final double[] X = {0.3, -1.1, 0.7, 2.0};

    /** Σ_h a_h tanh(w_h x + v_h y). */
    private static double node(double[] inner, double[] outer, int number, double x, double y) {
        double sum = 0;
        for (int h = 0; h < 3; h++) {
            int start = number * 6 + h;
            sum += outer[number * 3 + h] * Math.tanh(inner[start] * x + inner[start + 3] * y);
        }
        return sum;
    }

    private static double[] block(Net net, String name) {
        Block block = net.architecture().blocks().stream()
                .filter(b -> b.name().equals(name))
                .findFirst()
                .orElseThrow();
        return Arrays.copyOfRange(net.parameters(), block.offset(), block.end());
    }

    @Test
    void theRootAppliesItsNodeToWhatItsChildrenGive() {
        Net net = Nets.tree(Activations.TANH, 4, 3).seed(1);
        double[] inner = block(net, "W1.1");
        double[] outer = block(net, "W1.2");
        double left = node(inner, outer, 0, X[0], X[1]);
        double right = node(inner, outer, 1, X[2], X[3]);
        double root = node(block(net, "W1.3"), block(net, "W1.4"), 0, left, right);
        assertThat(net.apply(X)[0]).isCloseTo(root, within(1e-14));
    }

    @Test
    void sharedNodesOfALevelAreTheSameFunction() {
        Net net = Nets.chain(Tree.binary(4, 3, Activations.TANH).shared()).seed(2);
        double[] inner = block(net, "W1.1");
        double[] outer = block(net, "W1.2");
        double left = node(inner, outer, 0, X[0], X[1]);
        double right = node(inner, outer, 0, X[2], X[3]);
        double root = node(block(net, "W1.3"), block(net, "W1.4"), 0, left, right);
        assertThat(net.apply(X)[0]).isCloseTo(root, within(1e-14));
    }

    @Test
    void parametersGrowLinearlyWithTheLeavesOrWithTheirLogarithm() {
        assertThat(Nets.tree(Activations.RELU, 16, 5).parameterCount()).isEqualTo(15 * (2 * 5 + 5));
        assertThat(Nets.chain(Tree.binary(16, 5, Activations.RELU).shared()).parameterCount())
                .isEqualTo(4 * (2 * 5 + 5));
    }

    @Test
    void aTreeOfRectifiersIsHomogeneousAndFactorizes() {
        Net net = Nets.tree(Activations.RELU, 8, 4).homogeneous().seed(3);
        assertThat(net.degree()).isEqualTo(6);
        double f = net.apply(1, -2, 3, 4, -5, 6, 7, 8)[0];
        assertThat(net.rho() * net.normalized().apply(1, -2, 3, 4, -5, 6, 7, 8)[0])
                .isCloseTo(f, within(1e-12 * Math.abs(f)));
    }

    @Test
    void aNumberOfLeavesThatIsNoPowerOfTwoIsRefused() {
        assertThatThrownBy(() -> Tree.binary(6, 3, Activations.RELU)).hasMessageContaining("2, 4, 8, … leaves, got 6");
    }
}
