package org.ridgeless.spectra.equivalents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.ridgeless.kernels.DualActivation;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.measures.TwoClasses;

class FourierRidgeTest {
    private static final int N = 60;
    private static final TwoClasses DATA =
            TwoClasses.sample(TwoClasses.evenMean(2, N / 2), N, Seeds.of(1)).scaled(Math.sqrt(2.0 / N));
    private static final double[] COS = DualActivation.cos().kernel(DATA.x(), DATA.x(), N / 2);
    private static final double[] SIN = DualActivation.sin().kernel(DATA.x(), DATA.x(), N / 2);
    private static final FourierRidge RIDGE = FourierRidge.of(COS, SIN, DATA.labels());

    @Test
    void correctionsAreTheTracesOfTheirOwnResolvent() {
        FourierRidge.Equivalent at = RIDGE.at(40, 0.01);
        double[] matrix = new double[N * N];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = 40.0 / N * (COS[i] / (1 + at.deltaCos()) + SIN[i] / (1 + at.deltaSin()))
                    + (i % (N + 1) == 0 ? 0.01 : 0);
        }
        assertThat(RIDGE.corrections(Cholesky.of(matrix, N).inverse()))
                .containsExactly(new double[] {at.deltaCos(), at.deltaSin()}, within(1e-9));
    }

    @Test
    void correctionsHaveThreePhases() {
        ToDoubleFunction<FourierRidge.Equivalent> delta = FourierRidge.Equivalent::deltaCos;
        assertThat(exponent(N / 4, delta)).isCloseTo(-1, within(1e-3));
        assertThat(exponent(N / 2, delta)).isCloseTo(-0.5, within(1e-3));
        assertThat(exponent(N, delta)).isCloseTo(0, within(1e-3));
    }

    @Test
    void determinantVanishesLikeTheRootOfTheRidgeAndNotLikeTheRidge() {
        assertThat(exponent(N / 2, FourierRidge.Equivalent::determinant)).isCloseTo(0.5, within(1e-3));
    }

    @Test
    void trainingDataAsTestDataGiveTheTrainingError() {
        FourierRidge.Equivalent at = RIDGE.at(40, 0.1);
        double cos = DualActivation.cos().diagonalMean(DATA.x(), N / 2);
        assertThat(at.test(COS, SIN, cos, 1 - cos, DATA.labels())).isCloseTo(at.train(), within(1e-10));
    }

    @Test
    void aResolventOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> RIDGE.corrections(new double[4]))
                .hasMessageContaining("60")
                .hasMessageContaining("4");
    }

    /** Between λ = 10⁻⁸ and 10⁻⁷. */
    private static double exponent(int frequencies, ToDoubleFunction<FourierRidge.Equivalent> number) {
        return Math.log10(
                number.applyAsDouble(RIDGE.at(frequencies, 1e-7)) / number.applyAsDouble(RIDGE.at(frequencies, 1e-8)));
    }
}
