package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ends of Edelman's laws, where a difference would have no digits left. */
class EdelmanSquareTest {
    /** 1 − F = 1 − exp(−2/x − 2/x²) without cancellation, at numbers from 1 up to 10¹⁵ times the median. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 30, 40, 50, 52})
    void largeConditionNumbersHaveTheirDigits(int power) {
        double rare = Math.scalb(1.0, -power);
        double x = EdelmanSquare.quantile(1 - rare);
        assertThat(-Math.expm1(-2 / x - 2 / (x * x))).isCloseTo(rare, within(4e-16 * (rare + 1e-16 / rare)));
        if (power >= 30) {
            // 1 − F = 2/x to relative order 1/x².
            assertThat(x * rare).isCloseTo(2, within(1e-8));
        }
    }

    /** For small p the smallest singular value has n σ² ≈ p². */
    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.3, 1e-3, 1e-9, 1e-17, 1e-100})
    void smallSingularValuesHaveTheirDigits(double p) {
        double x = EdelmanSquare.smallestQuantile(p);
        assertThat(EdelmanSquare.smallestCdf(x)).isCloseTo(p, within(1e-14 * p));
        if (p < 1e-8) {
            assertThat(x / p / p).isCloseTo(1, within(3 * p + 1e-14));
        }
    }

    /** exp(−2/x − 2/x²) and its derivative, by mpmath with 30 digits. */
    @ParameterizedTest
    @CsvSource({
        "0.2, 8.7565107626965738077e-27, 4.8160809194831148165e-24",
        "3.671, 0.49996358366702882153, 0.1146238157665196563",
        "1e5, 0.99998000000000266665, 1.9999999992000053334e-10",
        "1e100, 1, 2e-200"
    })
    void theLawIsThatOfTheReference(double x, double cdf, double density) {
        assertThat(EdelmanSquare.cdf(x)).isCloseTo(cdf, within(1e-13 * cdf));
        assertThat(EdelmanSquare.density(x)).isCloseTo(density, within(1e-13 * density));
    }

    @Test
    void theLawsEndWhereTheyShould() {
        for (double x : new double[] {-1, 0, Double.MIN_VALUE, 1e-200, 1e-120, 1e-3}) {
            assertThat(EdelmanSquare.cdf(x)).isZero();
            assertThat(EdelmanSquare.density(x)).isZero();
        }
        assertThat(EdelmanSquare.cdf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(EdelmanSquare.density(Double.POSITIVE_INFINITY)).isZero();
        assertThat(EdelmanSquare.cdf(Double.NaN)).isNaN();
        assertThat(EdelmanSquare.density(Double.NaN)).isNaN();
        assertThat(EdelmanSquare.smallestCdf(Double.NaN)).isNaN();
        assertThat(EdelmanSquare.smallestCdf(-1)).isZero();
        for (double bad : new double[] {0, 1, Double.NaN, -2}) {
            assertThatThrownBy(() -> EdelmanSquare.smallestQuantile(bad)).hasMessageContaining("got " + bad);
            assertThatThrownBy(() -> EdelmanSquare.quantile(bad)).hasMessageContaining("got " + bad);
        }
        assertThatThrownBy(() -> EdelmanSquare.meanLog(1)).hasMessageContaining("1 × 1");
    }
}
