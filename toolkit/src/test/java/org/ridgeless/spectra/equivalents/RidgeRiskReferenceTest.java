package org.ridgeless.spectra.equivalents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Vectors;

class RidgeRiskReferenceTest {
    private static final double[] SPECTRUM = {4, 1, 1, 0.2, 0.05};
    private static final double[] TARGET = {1, -0.5, 2, 0.3, 1};
    private static final RidgeRisk RISK = RidgeRisk.of(SPECTRUM, TARGET, 0.3);

    /** κ, R and R_train at λ = 0.1 on both sides of p = 5, by findroot of mpmath 1.3.0 with 40 digits. */
    @ParameterizedTest
    @CsvSource({
        "8, 0.17457710214182035955, 0.65691320736706843941, 0.21554275673479970476",
        "3, 0.57667798167919759041, 2.1730217959635856616, 0.065342740174312764723"
    })
    void theRiskIsThatOfItsEquations(double samples, double kappa, double test, double train) {
        assertThat(RISK.effectiveRidge(samples, 0.1)).isCloseTo(kappa, within(1e-15));
        assertThat(RISK.test(samples, 0.1)).isCloseTo(test, within(1e-14));
        assertThat(RISK.train(samples, 0.1)).isCloseTo(train, within(1e-15));
    }

    /** Features in units of s, labels in units of t: κ and λ in s², risks in t². */
    @ParameterizedTest
    @CsvSource({"1e-60, 1", "1e60, 1e-40", "1, 1e100"})
    void unitsCancel(double s, double t) {
        RidgeRisk other = RidgeRisk.of(Vectors.scale(SPECTRUM, s * s), Vectors.scale(TARGET, t / s), 0.3 * t * t);
        assertThat(other.effectiveRidge(3, 0.1 * s * s) / s / s).isCloseTo(RISK.effectiveRidge(3, 0.1), within(1e-14));
        assertThat(other.test(3, 0.1 * s * s) / t / t).isCloseTo(RISK.test(3, 0.1), within(1e-13));
        assertThat(other.test(3, 0) / t / t).isCloseTo(RISK.test(3, 0), within(1e-13));
        assertThat(other.train(8, 0) / t / t).isCloseTo(RISK.train(8, 0), within(1e-14));
    }

    @Test
    void theOrderOfDirectionsDoesNotMatter() {
        RidgeRisk other = RidgeRisk.of(new double[] {0.05, 1, 4, 0.2, 1}, new double[] {-1, 2, -1, -0.3, 0.5}, 0.3);
        assertThat(other.test(3, 0.1)).isCloseTo(RISK.test(3, 0.1), within(1e-14));
    }

    /** Without a ridge and n > p: R = σ²/(1 − p/n) and R_train = σ²(1 − p/n); at n = p it is infinite. */
    @ParameterizedTest
    @ValueSource(ints = {6, 10, 1000})
    void moreSamplesThanFeaturesLeaveNoBias(int samples) {
        assertThat(RISK.test(samples, 0)).isCloseTo(0.3 / (1 - 5.0 / samples), within(1e-14));
        assertThat(RISK.train(samples, 0)).isCloseTo(0.3 * (1 - 5.0 / samples), within(1e-15));
        assertThat(RISK.test(5, 0)).isInfinite();
        assertThat(RISK.train(5, 0)).isZero();
        assertThat(RISK.train(4, 0)).isZero();
    }

    /** A huge ridge predicts 0: the risk is the power of target and noise, on training data, too. */
    @Test
    void aHugeRidgePredictsZero() {
        double power = 0.3;
        for (int i = 0; i < 5; i++) {
            power += SPECTRUM[i] * TARGET[i] * TARGET[i];
        }
        assertThat(RISK.test(3, 1e12)).isCloseTo(power, within(1e-10));
        assertThat(RISK.train(3, 1e12)).isCloseTo(power, within(1e-10));
    }

    /** No ridge beats λ* = σ²p/(n r²) on isotropic features. */
    @Test
    void theIsotropicRidgeIsTheBest() {
        double[] ones = {1, 1, 1, 1};
        double[] target = {0.5, 0.5, 0.5, 0.5};
        RidgeRisk risk = RidgeRisk.of(ones, target, 0.7);
        double best = RidgeRisk.bestIsotropicRidge(4, 6, 0.7, 1);
        assertThat(best).isCloseTo(0.7 * 4 / 6, within(1e-15));
        for (double factor : new double[] {0.5, 0.9, 0.99, 1.01, 1.1, 2}) {
            assertThat(risk.test(6, factor * best)).isGreaterThan(risk.test(6, best));
        }
    }

    @Test
    void whatIsNoProblemIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RidgeRisk.of(new double[] {1, 2}, new double[] {1, Double.NaN}, 1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RidgeRisk.of(new double[] {1, Double.NaN}, new double[] {1, 1}, 1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RidgeRisk.of(new double[] {1}, new double[] {1}, Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RISK.test(Double.NaN, 1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RISK.test(3, Double.NaN))
                .withMessageContaining("NaN");
    }
}
