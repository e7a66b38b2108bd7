package org.ridgeless.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class DualActivationTest {
    @Test
    void closedFormsAreTheMeansOverGaussianWeights() {
        double u = 1.3;
        double v = 0.6;
        double cosine = 0.4;
        int draws = 200_000;
        for (DualActivation sigma : DualActivation.all()) {
            ZigguratSampler.NormalizedGaussian normal =
                    ZigguratSampler.NormalizedGaussian.of(Seeds.of(11).child(sigma.name()).stream());
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < draws; i++) {
                double first = normal.sample();
                double second = cosine * first + Math.sqrt(1 - cosine * cosine) * normal.sample();
                double product = sigma.apply(u * first) * sigma.apply(v * second);
                sum += product;
                squares += product * product;
            }
            double mean = sum / draws;
            double error = Math.sqrt((squares / draws - mean * mean) / draws);
            assertThat(sigma.kernel(u * u, v * v, u * v * cosine))
                    .as(sigma.name())
                    .isCloseTo(mean, within(4 * error));
        }
    }

    @Test
    void cosineAndSineAddUpToTheGaussianKernelWithoutOverflow() {
        double aa = 900;
        double bb = 880;
        double ab = 885;
        double sum =
                DualActivation.cos().kernel(aa, bb, ab) + DualActivation.sin().kernel(aa, bb, ab);
        assertThat(sum).isCloseTo(Math.exp(-(aa + bb - 2 * ab) / 2), within(1e-15));
    }

    @Test
    void matrixAndScalarFormsAgree() {
        double[] a = {1, 2, 0, 3, 1, -1};
        double[] b = {0.5, 1};
        // Two inputs, three samples in A, one in B.
        double[] kernel = DualActivation.relu().kernel(a, b, 2);
        assertThat(kernel[1]).isCloseTo(DualActivation.relu().kernel(5, 1.25, 2), within(1e-15));
        assertThat(DualActivation.relu().diagonalMean(b, 2)).isCloseTo(1.25 / 2, within(1e-15));
    }

    @Test
    void linearizedKernelsKeepTheFirstOrderOnly() {
        // The sign: (2/π) arcsin c → (2/π) c; the sine: e^{−(aa+bb)/2} sinh ab → e^{−(aa+bb)/2} ab.
        assertThat(DualActivation.sign().linearized().kernel(4, 1, 1.2)).isCloseTo(2 / Math.PI * 0.6, within(1e-8));
        assertThat(DualActivation.sin().linearized().kernel(1, 1, 0.9)).isCloseTo(Math.exp(-1) * 0.9, within(1e-8));
        assertThat(DualActivation.relu().linearized().kernel(0, 1, 0)).isZero();
    }

    @Test
    void anInnerProductBeyondCauchySchwarzIsRefused() {
        assertThatThrownBy(() -> DualActivation.erf().kernel(1, 1, 1.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.1");
    }
}
