package org.ridgeless.spectra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.measures.Gauss;

class ErmFitReferenceTest {
    private static final double[] X = {1, 0.5, 0.3, 1.2, -0.4, 0.8, 0.9, -0.1, 1.1, 0.7, -0.2, -0.6};

    /** Six signed samples with γ = 0.2: numpy.linalg.solve for the square loss, scipy.optimize.fsolve for the others. */
    @ParameterizedTest
    @CsvSource({
        "SQUARE, 0.4723023001338644, 0.4253109152210982",
        "LOGISTIC, 0.5964879085920463, 0.5434744664168926",
        "EXPONENTIAL, 0.6492491814249718, 0.5314958082292316"
    })
    void weightsAreThoseOfAnIndependentSolver(MarginLoss loss, double first, double second) {
        assertThat(ErmFit.newton(loss, X, 2, 0.2)).containsExactly(new double[] {first, second}, within(1e-8));
    }

    /** With Cx and γ c² the weights are divided by c; every sample twice is the same mean. */
    @ParameterizedTest
    @EnumSource(MarginLoss.class)
    void weightsFollowTheUnitAndTheShareOfTheSamples(MarginLoss loss) {
        double[] beta = ErmFit.newton(loss, X, 2, 0.2);
        for (double c : new double[] {1e-20, 1e20}) {
            double[] scaled = ErmFit.newton(loss, Vectors.scale(X, c), 2, 0.2 * c * c);
            assertThat(Vectors.scale(scaled, c)).containsExactly(beta, within(1e-8));
        }
        double[] twice = new double[24];
        System.arraycopy(X, 0, twice, 0, 12);
        System.arraycopy(X, 0, twice, 12, 12);
        assertThat(ErmFit.newton(loss, twice, 2, 0.2)).containsExactly(beta, within(1e-12));
    }

    @Test
    void dataThatAreNotNumbersHaveNoFit() {
        double[] broken = X.clone();
        broken[3] = Double.NaN;
        assertThatThrownBy(() -> ErmFit.newton(MarginLoss.LOGISTIC, broken, 2, 0.2))
                .isInstanceOfAny(ArithmeticException.class, IllegalArgumentException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ErmFit.newton(MarginLoss.LOGISTIC, X, 2, Double.NaN))
                .withMessageContaining("NaN");
    }

    /** u = prox(r, δ) has u + δℓ′(u) = r, and for the square loss (r + δ)/(1 + δ). */
    @ParameterizedTest
    @EnumSource(MarginLoss.class)
    void theProximalMapIsMonotoneAndItsOwnEquation(MarginLoss loss) {
        for (double delta : new double[] {0, 1e-8, 0.7, 30}) {
            double before = Double.NEGATIVE_INFINITY;
            for (double r = -8; r <= 8; r += 0.5) {
                double u = loss.prox(r, delta);
                assertThat(u + delta * loss.slope(u)).isCloseTo(r, within(1e-12));
                // It moves up the margin, never by more than r does.
                assertThat(u).isGreaterThan(before);
                before = u;
            }
        }
        assertThat(loss.prox(0.3, 0)).isCloseTo(0.3, within(1e-15));
    }

    /** The theory at p = 60, n = 180 against the error of twenty fits, whose law is a normal one given the weights. */
    @ParameterizedTest
    @CsvSource({"SQUARE, 0.5", "LOGISTIC, 0.1", "EXPONENTIAL, 0.3"})
    void theErrorOfFitsIsThatOfTheory(MarginLoss loss, double ridge) {
        int p = 60;
        int n = 180;
        double[] spectrum = new double[p];
        double[] mean = new double[p];
        for (int k = 0; k < p; k++) {
            spectrum[k] = k % 2 == 0 ? 1 : 3;
            mean[k] = k < 12 ? 0.6 : 0;
        }
        double theory = RidgeErm.of(spectrum, mean, n).solve(loss, ridge).error();
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < 20; draw++) {
            var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(7).child(draw).stream());
            double[] x = new double[n * p];
            for (int i = 0; i < x.length; i++) {
                x[i] = mean[i % p] + Math.sqrt(spectrum[i % p]) * normal.sample();
            }
            double[] beta = ErmFit.newton(loss, x, p, ridge);
            double spread = 0;
            for (int k = 0; k < p; k++) {
                spread += beta[k] * beta[k] * spectrum[k];
            }
            double error = Gauss.tail(Vectors.dot(beta, mean) / Math.sqrt(spread));
            sum += error / 20;
            squares += error * error / 20;
        }
        double standardError = Math.sqrt((squares - sum * sum) / 19);
        // The theory is one of large p: O(1/p) of the distance from a half comes on top of the draws.
        assertThat(sum).isCloseTo(theory, within(4 * standardError + (0.5 - theory) / p));
    }
}
