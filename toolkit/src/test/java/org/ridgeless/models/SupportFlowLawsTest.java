package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Vectors;

class SupportFlowLawsTest {
    private static final double[] TARGET = {1, 0.2, 0};

    private static double[][] first() {
        return new double[][] {{0.3, -0.2, 0.1}, {0.5, 0.4, -0.6}};
    }

    private static double[] second() {
        return new double[] {0.7, -0.4};
    }

    private static double[][] isotropic(double variance) {
        return new double[][] {{variance, 0, 0}, {0, variance, 0}, {0, 0, variance}};
    }

    private static double[] diagonal(double[][] matrix) {
        return Vectors.of(matrix.length, j -> matrix[j][j]);
    }

    /** E g_j² solves its own equation: s = σ² + Σ S_j, S_j = q_j E g_j², E g_j² = s/b + (1 + 1/b) S_j. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50})
    void ratesSolveTheEquationsOfTheSecondMoments(int batch) {
        double rate = 0.05;
        SupportFlow flow = SupportFlow.of(TARGET, rate, batch, isotropic(0.3));
        double[] r = diagonal(flow.rates(first(), second()));
        double[] q = new double[3];
        double s = 0.3;
        for (int j = 0; j < 3; j++) {
            q[j] = rate
                    / 2
                    * (Vectors.squares(second()) + first()[0][j] * first()[0][j] + first()[1][j] * first()[1][j]);
            s += q[j] * 2 * r[j] / rate;
        }
        for (int j = 0; j < 3; j++) {
            double square = 2 * r[j] / rate;
            assertThat(square).isCloseTo(s / batch + (1 + 1.0 / batch) * q[j] * square, within(1e-15));
        }
    }

    /** r_j → ησ²/(2b) at small η for every column: the gradient of the implicit regularizer. */
    @Test
    void atSmallRatesAllColumnsShrinkAlike() {
        double[] r = diagonal(SupportFlow.of(TARGET, 1e-9, 4, isotropic(0.3)).rates(first(), second()));
        for (double value : r) {
            assertThat(value / (1e-9 * 0.3 / 8)).isCloseTo(1, within(1e-8));
        }
    }

    @Test
    void ratesAreProportionalToTheVarianceOfTheLabels() {
        double[] one = diagonal(SupportFlow.of(TARGET, 0.05, 2, isotropic(1)).rates(first(), second()));
        assertThat(diagonal(SupportFlow.of(TARGET, 0.05, 2, isotropic(7)).rates(first(), second())))
                .containsExactly(Vectors.scale(one, 7), within(1e-15));
        assertThat(diagonal(SupportFlow.of(TARGET, 0.05, 2, isotropic(0)).rates(first(), second())))
                .containsOnly(0);
    }

    @Test
    void theFlowIsASemigroup() {
        SupportFlow flow = SupportFlow.of(TARGET, 0.05, 2, isotropic(0.3));
        double[][] w = first();
        double[] a = second();
        flow.advance(w, a, 1.5);
        flow.advance(w, a, 0.5);
        flow.advance(w, a, 0);
        double[][] whole = first();
        double[] end = second();
        flow.advance(whole, end, 2);
        assertThat(a).containsExactly(end, within(1e-15));
        assertThat(w[1]).containsExactly(whole[1], within(1e-15));
    }

    /** Units of hidden neurons are interchangeable, and the sign of one is that of both its weights. */
    @Test
    void hiddenUnitsHaveNoOrderAndNoSign() {
        SupportFlow flow = SupportFlow.of(TARGET, 0.05, 2, isotropic(0.3));
        double[][] w = first();
        double[] a = second();
        double[][] turned = {Vectors.scale(w[1], -1), w[0].clone()};
        double[] back = {-a[1], a[0]};
        flow.advance(w, a, 3);
        flow.advance(turned, back, 3);
        assertThat(back).containsExactly(new double[] {-a[1], a[0]}, within(1e-14));
        assertThat(turned[0]).containsExactly(Vectors.scale(w[1], -1), within(1e-14));
    }

    /** d/dt (WWᵀ − aaᵀ) = 2 aaᵀ tr R − 2 W D R D Wᵀ for noise of any covariance, by differences of the diagonal. */
    @Test
    void theImbalanceMovesAsTheLawSays() {
        double[][] noise = {{0.3, 0.1, -0.05}, {0.1, 0.4, 0}, {-0.05, 0, 0.2}};
        SupportFlow flow = SupportFlow.of(TARGET, 0.05, 2, noise);
        double[][] r = flow.rates(first(), second());
        double trace = r[0][0] + r[1][1] + r[2][2];
        double[] damping = new double[3];
        for (int j = 0; j < 3; j++) {
            double column = first()[0][j] * first()[0][j] + first()[1][j] * first()[1][j];
            damping[j] = Math.sqrt(1 - trace / (Vectors.squares(second()) + column));
        }
        double h = 1e-4;
        double[][] w = first();
        double[] a = second();
        flow.advance(w, a, h);
        for (int k = 0; k < 2; k++) {
            double before = Vectors.squares(first()[k]) - second()[k] * second()[k];
            double after = Vectors.squares(w[k]) - a[k] * a[k];
            double law = 2 * second()[k] * second()[k] * trace;
            for (int j = 0; j < 3; j++) {
                for (int i = 0; i < 3; i++) {
                    law -= 2 * first()[k][i] * damping[i] * r[i][j] * damping[j] * first()[k][j];
                }
            }
            assertThat((after - before) / h).isCloseTo(law, within(1e-3 * Math.abs(law)));
        }
    }

    @Test
    void whatHasNoMeaningIsRefused() {
        SupportFlow flow = SupportFlow.of(TARGET, 0.05, 2, isotropic(0.3));
        for (double time : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> flow.advance(first(), second(), time))
                    .withMessageContaining(Double.toString(time));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> flow.advance(first(), new double[3], 1))
                .withMessageContaining("2 rows and 3 weights");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SupportFlow.of(TARGET, Double.NaN, 2, isotropic(0.3)))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> SupportFlow.of(TARGET, 0.1, 2, isotropic(Double.NaN)));
        assertThatIllegalArgumentException().isThrownBy(() -> SupportFlow.of(TARGET, 0.1, 0, isotropic(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SupportFlow.of(new double[] {1, Double.NaN, 0}, 0.1, 1, isotropic(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SupportFlow.of(TARGET, Double.POSITIVE_INFINITY, 1, isotropic(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> SupportFlow.of(new double[0], 0.1, 1, new double[0][]));
    }
}
