package org.ridgeless.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ridgeless.curvature.Curvature;
import org.ridgeless.curvature.InverseFisher;
import org.ridgeless.curvature.KroneckerFactors;
import org.ridgeless.curvature.Sharpness;
import org.ridgeless.data.Data;
import org.ridgeless.lab.docs.Shown;
import org.ridgeless.landscape.slices.LossMap;
import org.ridgeless.landscape.slices.LossSlice;
import org.ridgeless.linalg.Eigenpairs;
import org.ridgeless.linalg.StochasticEstimate;
import org.ridgeless.linalg.SymmetricOperator;
import org.ridgeless.linalg.Trace;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.random.Seeds;

class CurvatureTest {
    @Test
    void hessian() {
        // @start region="hessian"
        Data data = Data.regression(new double[][] {{1, 0}, {0, 2}}, new double[][] {{1}, {1}});
        Net net = Nets.linear(2, 1).seed(1);
        SymmetricOperator hessian = Curvature.of(net, data, Loss.SQUARE).hessian(); // XᵀX / n; no matrix is formed
        double[] product = hessian.times(1, 1); // [0.5, 2]
        double[][] matrix = hessian.toMatrix().toArray(); // [[0.5, 0], [0, 2]]
        Eigenpairs top = Eigenpairs.largest(hessian, 1, Seeds.of(1));
        double[] values = top.values(); // [2]
        // @end
        Shown.in("hessian", product, matrix, values);
    }

    @Test
    void layers() {
        // @start region="layers"
        Data data = Data.regression(new double[][] {{1}}, new double[][] {{2}});
        Net net = Nets.linear(1, 1, 1).withParameters(3, 1); // loss (w₂ w₁ − 2)² / 2
        Curvature curvature = Curvature.of(net, data, Loss.SQUARE);
        double[][] hessian = curvature.hessian().toMatrix().toArray(); // [[1, 4], [4, 9]]
        double[][] gaussNewton = curvature.gaussNewton().toMatrix().toArray(); // [[1, 3], [3, 9]]
        double[][] second = curvature.layer(2).hessian().toMatrix().toArray(); // [[9]] = w₁²
        // @end
        Shown.in("layers", hessian, gaussNewton, second);
    }

    @Test
    void sharpness() {
        // @start region="sharpness"
        Data data = Data.regression(new double[][] {{1, 0}, {0, 2}}, new double[][] {{1}, {1}});
        Sharpness sharpness = Sharpness.of(Nets.linear(2, 1), data, Loss.SQUARE);
        double largest = sharpness.hessian(); // 2; descent is stable for rates below 2 / 2
        // @end
        Shown.in("sharpness", largest);
    }

    @Test
    void classes() {
        // @start region="classes"
        Data data = Data.digits().range(0, 100);
        Net net = Nets.relu(64, 8, 10).seed(1);
        Curvature curvature = Curvature.of(net, data, Loss.CROSS_ENTROPY);
        SymmetricOperator output = curvature.layer(2).gaussNewton(); // or .block("W2")
        int order = output.order(); // 80
        StochasticEstimate trace = Trace.hutchPlusPlus(output, 60, Seeds.of(1)); // value in [low, high]
        // @end
        Shown.in("classes", order);
        assertThat(trace.covers(IntStream.range(0, 80)
                        .mapToDouble(i -> output.toMatrix().get(i, i))
                        .sum()))
                .isTrue();
    }

    @Test
    void kroneckerFactors() {
        // @start region="kronecker-factors"
        Data data = Data.digits().range(0, 100);
        Net net = Nets.relu(64, 8, 10).seed(1);
        KroneckerFactors factors = KroneckerFactors.of(net, data, Loss.CROSS_ENTROPY);
        int order = factors.order(); // 592 = 64·8 + 8·10
        double[] gradient = Risk.of(net, data, Loss.CROSS_ENTROPY).gradient(net.parameters());
        double[] step = factors.corrected().inverse(0.01).times(gradient); // (F + 0.01)⁻¹ g
        // @end
        Shown.in("kronecker-factors", order);
        assertThat(step).hasSize(592);
    }

    @Test
    void slice() {
        // @start region="slice"
        Data data = Data.regression(new double[][] {{1, 0}, {0, 2}}, new double[][] {{0}, {0}});
        Net net = Nets.linear(2, 1).withParameters(0, 0); // at the minimum of (w₁² + 4 w₂²) / 4
        LossMap map =
                LossSlice.eigenvectors(net, data, Loss.SQUARE).range(2).grid(3).map(); // steepest along x
        double[][] values = map.values(); // [[5, 1, 5], [4, 0, 4], [5, 1, 5]], a row for each y
        // @end
        Shown.in("slice", (Object) values);
    }

    @Test
    void inverseFisher() {
        // @start region="inverse-fisher"
        double[][] gradients = {{1, 0}, {0, 2}}; // of two samples: F = (g₁g₁ᵀ + g₂g₂ᵀ) / 2 + 0.5 I = diag(1, 2.5)
        double[] step = InverseFisher.of(gradients, 0.5).times(1, 1); // [1, 0.4]
        // @end
        Shown.in("inverse-fisher", (Object) step);
    }
}
