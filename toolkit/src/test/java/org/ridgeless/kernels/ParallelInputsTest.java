package org.ridgeless.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.ridgeless.ReferenceValues;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

/** Kernels of an angle where the arc cosine of a cosine loses half of the digits. */
class ParallelInputsTest {
    @Test
    void theTangentKernelKeepsItsDigitsForParallelAndOppositeInputs() {
        for (double[] row : ReferenceValues.of(getClass(), "relu-tangent-kernel.csv")) {
            double[] x = Arrays.copyOfRange(row, 0, 3);
            double[] z = Arrays.copyOfRange(row, 3, 6);
            double sizes = Vectors.norm(x) * Vectors.norm(z) / 3;
            assertThat(ReluTangentKernel.of(x, z)).isCloseTo(row[6], within(4e-16 * sizes));
            assertThat(Vectors.angle(x, z)).isCloseTo(row[7], within(5e-16));
        }
    }

    /** Homogeneous of degree one in each input, so that a multiple of x has the kernel of x with itself. */
    @Test
    void theTangentKernelIsHomogeneousInEachInput() {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(1).stream());
        for (int draw = 0; draw < 200; draw++) {
            double[] x = normal.samples(7).toArray();
            double expected = Vectors.squares(x) / 7;
            for (double factor : new double[] {1e-120, 0.3, 7, 1e9, 1e120}) {
                double kernel = ReluTangentKernel.of(x, Vectors.scale(x, factor));
                assertThat(kernel / factor).isCloseTo(expected, within(1e-15 * expected));
            }
        }
    }

    @Test
    void theStepAndTheSignOfParallelInputsAreOneHalfAndOne() {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(2).stream());
        int n = 40;
        double[] x = normal.samples(5 * n).toArray();
        double[] y = Vectors.scale(x, 3.7);
        double[] step = DualActivation.step().kernel(x, y, 5);
        double[] sign = DualActivation.sign().kernel(x, y, 5);
        double[] relu = DualActivation.relu().kernel(x, y, 5);
        for (int i = 0; i < n; i++) {
            double square = 0;
            for (int j = 0; j < 5; j++) {
                square += x[j * n + i] * x[j * n + i];
            }
            assertThat(step[i * n + i]).isCloseTo(0.5, within(1e-16));
            assertThat(sign[i * n + i]).isCloseTo(1, within(2e-16));
            assertThat(relu[i * n + i]).isCloseTo(3.7 * square / 2, within(1e-15 * 3.7 * square));
        }
        assertThat(DualActivation.step().kernel(0.1, 0.1, 0.1)).isEqualTo(0.5);
        assertThat(DualActivation.sign().kernel(1e-280, 1e280, 1)).isEqualTo(1);
    }

    @Test
    void theArcCosineOfReluVanishesLikeACubeNearOppositeInputs() {
        for (double phi : new double[] {1e-80, 1e-9, 1e-4, 0.01, 0.0999, 0.1001}) {
            // sin φ − φ cos φ = φ³/3 − φ⁵/30 + φ⁷/840 − φ⁹/45360 + …
            double square = phi * phi;
            double series = phi * square / 3 * (1 - square / 10 * (1 - square / 28 * (1 - square / 54)));
            assertThat(ArcCosine.first(phi)).isCloseTo(series, within(1e-13 * series));
        }
    }

    @Test
    void whatIsNotANumberIsNoInnerProduct() {
        assertThatThrownBy(() -> DualActivation.relu().kernel(1, 1, Double.NaN)).hasMessageContaining("NaN");
    }
}
