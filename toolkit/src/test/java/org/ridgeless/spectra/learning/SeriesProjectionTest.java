package org.ridgeless.spectra.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.spectra.solvers.Bracket;

class SeriesProjectionTest {
    private static final double[] COEFFICIENTS = {-0.7, 0, 0.3, 0.9};
    private static final double[] WEIGHTS = {0.2, 0.3, 0.4, 0.1};

    @Test
    void withoutMemoryEveryWaveLosesTheSamePart() {
        SeriesProjection projection = SeriesProjection.of(0.4, new double[] {0}, new double[] {1});
        assertThat(projection.unexplained(0)).isCloseTo(0.6, within(1e-12));
        assertThat(projection.unexplained(2)).isCloseTo(0.6, within(1e-12));
        assertThat(projection.edge(100)).isCloseTo(0, within(1e-12));
    }

    /** A projection on n of T dimensions has the trace n. */
    @Test
    void theMeanOverFrequenciesIsWhatCountingSays() {
        SeriesProjection projection = SeriesProjection.of(0.3, COEFFICIENTS, WEIGHTS);
        double mean = 0;
        for (int k = 0; k < 500; k++) {
            mean += projection.unexplained(Math.PI * (k + 0.5) / 500) / 500;
        }
        assertThat(mean).isCloseTo(0.7, within(1e-10));
    }

    /** With one coefficient r is a multiple of K, and counting determines which. */
    @Test
    void oneCoefficientLeavesOneUnknown() {
        double c = 0.5;
        double lambda = 0.8;
        double multiple = Bracket.root(
                k -> {
                    double mean = 0;
                    for (int i = 0; i < 2000; i++) {
                        double r = k * kernel(lambda, Math.PI * (i + 0.5) / 2000);
                        mean += r / (1 + r) / 2000;
                    }
                    return mean - c;
                },
                0,
                100);
        SeriesProjection projection = SeriesProjection.of(c, new double[] {lambda}, new double[] {1});
        for (double frequency : new double[] {0, 0.4, 3}) {
            assertThat(projection.unexplained(frequency))
                    .isCloseTo(1 / (1 + multiple * kernel(lambda, frequency)), within(1e-9));
        }
    }

    private static double kernel(double lambda, double frequency) {
        return (1 - lambda * lambda) / (1 - 2 * lambda * Math.cos(frequency) + lambda * lambda);
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> SeriesProjection.of(1, COEFFICIENTS, WEIGHTS)).hasMessageContaining("1.0");
        assertThatThrownBy(() -> SeriesProjection.of(0.5, new double[] {1}, new double[] {1}))
                .hasMessageContaining("λ < 1");
        assertThatThrownBy(() -> SeriesProjection.of(0.5, new double[] {0, 0.1}, new double[] {1}))
                .hasMessageContaining("2");
    }
}
