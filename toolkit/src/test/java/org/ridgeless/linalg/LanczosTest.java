package org.ridgeless.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class LanczosTest {
    private static SymmetricOperator diagonal(double... spectrum) {
        return SymmetricOperator.of(spectrum.length, (v, into) -> {
            for (int i = 0; i < v.length; i++) {
                into[i] += spectrum[i] * v[i];
            }
        });
    }

    private static double[] spectrum(int seed) {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(seed).stream());
        return normal.samples(40).toArray();
    }

    /** The quadrature of k steps is exact for polynomials of degree 2k − 1, here the moments of the start vector. */
    @Test
    void asManyStepsAsTheOrderGiveTheSpectrum() {
        for (int seed = 0; seed < 10; seed++) {
            double[] spectrum = spectrum(seed);
            Lanczos all = Lanczos.of(diagonal(spectrum), 40, Seeds.of(seed));
            Arrays.sort(spectrum);
            assertThat(all.values()).containsExactly(spectrum, within(1e-10));
            assertThat(Vectors.sum(all.weights())).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void ritzValuesScaleWithTheOperator() {
        double[] spectrum = spectrum(1);
        Lanczos one = Lanczos.of(diagonal(spectrum), 12, Seeds.of(2));
        TopEigenpair top = TopEigenpair.of(diagonal(spectrum));
        for (double factor : new double[] {1e-250, 1e-20, 1e20, 1e250}) {
            SymmetricOperator scaled = diagonal(Vectors.scale(spectrum, factor));
            Lanczos other = Lanczos.of(scaled, 12, Seeds.of(2));
            assertThat(Vectors.scale(other.values(), 1 / factor)).containsExactly(one.values(), within(1e-11));
            assertThat(TopEigenpair.of(scaled).value() / factor).isCloseTo(top.value(), within(1e-12 * top.value()));
        }
    }

    @Test
    void aSpaceThatIsExhaustedEndsEarlyWithEigenvalues() {
        double[] spectrum = new double[40];
        Arrays.fill(spectrum, 0, 20, 3);
        Arrays.fill(spectrum, 20, 40, -1);
        Lanczos two = Lanczos.of(diagonal(spectrum), 30, Seeds.of(1));
        assertThat(two.values()).containsExactly(new double[] {-1, 3}, within(1e-13));
        assertThat(Lanczos.of(diagonal(new double[40]), 30, Seeds.of(1)).values())
                .containsExactly(0);
    }

    @Test
    void whatIsInterruptedIsNotReturned() {
        SymmetricOperator interrupting = SymmetricOperator.of(40, (v, into) -> {
            Thread.currentThread().interrupt();
            into[0] += v[0];
        });
        try {
            assertThatThrownBy(() -> Lanczos.of(interrupting, 10, Seeds.of(1)))
                    .isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> SpectralDensity.of(diagonal(spectrum(1)), 10, 5, Seeds.of(1)))
                    .isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> TopEigenpair.of(diagonal(spectrum(1)))).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void anOperatorThatGivesWhatIsNotANumberHasNoRitzValues() {
        SymmetricOperator broken = SymmetricOperator.of(5, (v, into) -> into[0] = Double.NaN);
        assertThatThrownBy(() -> Lanczos.of(broken, 3, Seeds.of(1)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("step 1");
        assertThatThrownBy(() -> SpectralDensity.of(broken, 3, 2, Seeds.of(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> TopEigenpair.of(new double[] {1, 0, 0, 1}, 2, new double[2]))
                .hasMessageContaining("not zero");
    }
}
