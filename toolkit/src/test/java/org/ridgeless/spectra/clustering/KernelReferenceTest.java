package org.ridgeless.spectra.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.measures.Complex;

class KernelReferenceTest {
    /** mpmath 1.3.0, 40 digits. */
    @Test
    void momentsOfSmoothFunctionsAreThoseOfQuadrature() {
        Nonlinearity tanh = Nonlinearity.tanh();
        assertThat(tanh.a1()).isCloseTo(0.60570550960215883, within(1e-13));
        assertThat(tanh.a2()).isCloseTo(0, within(1e-15));
        assertThat(tanh.nu()).isCloseTo(0.39429449039784117, within(1e-13));
        Nonlinearity softplus = Nonlinearity.of("softplus", t -> Math.log1p(Math.exp(t)));
        assertThat(softplus.a1()).isCloseTo(0.5, within(1e-13));
        assertThat(softplus.a2()).isCloseTo(0.14610308488004494, within(1e-13));
        assertThat(softplus.nu()).isCloseTo(0.27151450180055873, within(1e-13));
        assertThat(softplus.toString()).contains("softplus", "a1=0.5000", "0.1461");
    }

    /** Adding a constant changes nothing; a factor multiplies a₁ and a₂, and ν by its square. */
    @Test
    void functionsAreCentred() {
        Nonlinearity relu = Nonlinearity.relu();
        Nonlinearity moved = Nonlinearity.of("moved", t -> 5 - 3 * Math.max(t, 0), 0);
        assertThat(moved.a1()).isCloseTo(-3 * relu.a1(), within(1e-12));
        assertThat(moved.a2()).isCloseTo(-3 * relu.a2(), within(1e-12));
        assertThat(moved.nu()).isCloseTo(9 * relu.nu(), within(1e-11));
        assertThat(moved.apply(0.7)).isCloseTo(-3 * relu.apply(0.7), within(1e-12));
    }

    /** The root of the cubic equation of m in the upper half plane, by numpy.roots. */
    @ParameterizedTest
    @CsvSource({
        "0.8, 1.0, 0.5, 0.3, 0.2, -0.29339754718788835, 0.6497882003827781",
        "0.8, 1.0, 2.0, -1, 0.05, 1.2860743595361273, 1.0763911343275492",
        "-0.6, 0.5, 1.0, 0.7, 0.1, -0.8449887544225511, 1.5566144959798054",
        "0.6, 0.36, 0.5, 0.2, 0.3, -0.5441033588022782, 0.7870551745502152"
    })
    void theTransformIsTheRootOfItsCubic(double a1, double nu, double ratio, double x, double y, double re, double im) {
        Complex m = KernelSpectrum.withMoments(a1, 0, nu, ratio).stieltjes(new Complex(x, y));
        assertThat(m.re()).isCloseTo(re, within(1e-12));
        assertThat(m.im()).isCloseTo(im, within(1e-12));
    }

    /** Edges are the real zeros of the discriminant, by SymPy 1.14 with 25 digits; the density is that of numpy.roots. */
    @Test
    void edgesAreZerosOfTheDiscriminant() {
        KernelSpectrum one = KernelSpectrum.withMoments(0.8, 0, 1, 0.5);
        assertThat(one.leftEdge()).isCloseTo(-2.2098476857885838, within(1e-12));
        assertThat(one.rightEdge()).isCloseTo(4.1236906596456173, within(1e-12));
        KernelSpectrum other = KernelSpectrum.withMoments(-0.6, 0, 0.5, 1);
        assertThat(other.leftEdge()).isCloseTo(-1.9152496787057240, within(1e-12));
        assertThat(other.rightEdge()).isCloseTo(1.1039245217562497, within(1e-12));
        assertThat(one.density(-1.5)).isCloseTo(0.2681427354255052, within(1e-9));
        assertThat(one.density(0.3)).isCloseTo(0.2198229688556135, within(1e-9));
        assertThat(one.density(2.2)).isCloseTo(0.08361852387231362, within(1e-9));
        assertThat(one.density(9)).isZero();
    }

    /** −f mirrors the kernel, and with it the bulk. */
    @Test
    void theNegativeFunctionMirrorsTheBulk() {
        KernelSpectrum one = KernelSpectrum.withMoments(0.8, 0, 1, 0.5);
        KernelSpectrum mirror = KernelSpectrum.withMoments(-0.8, 0, 1, 0.5);
        assertThat(mirror.leftEdge()).isCloseTo(-one.rightEdge(), within(1e-12));
        assertThat(mirror.density(1.5)).isCloseTo(one.density(-1.5), within(1e-9));
        assertThat(mirror.threshold()).isCloseTo(one.threshold(), within(1e-14));
    }

    /** Γ solves F(Γ) = 0; from there on overlap and accuracy rise from 0 and ½ to 1. */
    @Test
    void aboveTheThresholdMoreSignalIsMoreOverlap() {
        KernelSpectrum kernel = KernelSpectrum.withMoments(0.8, 0, 1, 0.5);
        double threshold = kernel.threshold();
        assertThat(kernel.transition(threshold)).isCloseTo(0, within(1e-13));
        assertThat(kernel.spike(threshold * 0.999)).isEmpty();
        assertThat(kernel.alignment(threshold * 0.999)).isZero();
        assertThat(kernel.accuracy(threshold * 0.999)).isEqualTo(0.5);
        assertThat(kernel.spike(threshold * (1 + 1e-9)).orElseThrow()).isCloseTo(kernel.rightEdge(), within(1e-7));
        double before = 0;
        for (double signal : new double[] {1.1 * threshold, 2 * threshold, 10 * threshold, 1e4}) {
            assertThat(kernel.alignment(signal)).isBetween(before, 1.0);
            assertThat(kernel.spike(signal).orElseThrow()).isGreaterThan(kernel.rightEdge());
            before = kernel.alignment(signal);
        }
        assertThat(before).isGreaterThan(0.99);
        assertThat(KernelSpectrum.withMoments(0, 1, 2, 0.5).threshold()).isInfinite();
    }

    /** The diagonal is 0 and all entries have the mean square ν/p: eigenvalues sum to 0, their squares to n²ν/p. */
    @ParameterizedTest
    @EnumSource(KernelMatrix.Entries.class)
    void eigenvaluesHaveTheTraceAndTheNormOfTheKernel(KernelMatrix.Entries entries) {
        int n = 120;
        int p = 240;
        KernelMatrix kernel = KernelMatrix.sample(p, n, 0, entries, Seeds.of(1));
        Nonlinearity sign = Nonlinearity.sign();
        double[] values = kernel.eigenvalues(sign);
        assertThat(values).isSorted();
        assertThat(Vectors.sum(values)).isCloseTo(0, within(1e-11));
        // Signs have square 1 for whatever draw; entries of ±1 may meet in 0, whose sign is 0.
        assertThat(Vectors.squares(values))
                .isCloseTo(n * (n - 1.0) / p, within(entries == KernelMatrix.Entries.GAUSSIAN ? 1e-9 : 6.0));
        assertThat(kernel.smallest(sign)).isCloseTo(values[0], within(1e-9));
        assertThat(kernel.leading(sign).eigenvalue()).isCloseTo(values[n - 1], within(1e-9));
        assertThat(KernelMatrix.sample(p, n, 0, entries, Seeds.of(1)).eigenvalues(sign))
                .containsExactly(values);
    }

    @Test
    void whatIsNoKernelIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelMatrix.sample(10, 4, -1, KernelMatrix.Entries.GAUSSIAN, Seeds.of(1)))
                .withMessageContaining("-1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelMatrix.sample(10, 4, Double.NaN, KernelMatrix.Entries.GAUSSIAN, Seeds.of(1)))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelMatrix.sample(0, 4, 1, KernelMatrix.Entries.GAUSSIAN, Seeds.of(1)))
                .withMessageContaining("0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelSpectrum.withMoments(1, 0, 0.5, 1))
                .withMessageContaining("ν = 0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelSpectrum.withMoments(Double.NaN, 0, 0.5, 1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelSpectrum.withMoments(0.5, 1, 1, 1).spuriousSpikes(Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Nonlinearity.sparse(Double.NaN))
                .withMessageContaining("NaN");
    }
}
