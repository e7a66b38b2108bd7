package org.ridgeless.spectra.equivalents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Vectors;

class FeatureLawsTest {
    private static final double[] LABELS = {1, -0.5, 2, 0.3};
    private static final double[] KERNEL = {2, 0.5, 0.1, 0, 0.5, 1.5, 0.2, 0.3, 0.1, 0.2, 1, -0.1, 0, 0.3, -0.1, 0.8};

    private static double[] identity(double size) {
        double[] matrix = new double[16];
        for (int i = 0; i < 4; i++) {
            matrix[5 * i] = size;
        }
        return matrix;
    }

    /** Φ = φI: δ = φ/(Nφ/(n(1 + δ)) + γ), a quadratic equation γδ² + (φN/n + γ − φ)δ − φ = 0. */
    @ParameterizedTest
    @CsvSource({"1, 2, 0.1", "3, 4, 0.01", "0.5, 40, 2"})
    void anIdentityKernelHasItsClosedForm(double phi, int features, double ridge) {
        double b = phi * features / 4 + ridge - phi;
        double delta = (-b + Math.sqrt(b * b + 4 * ridge * phi)) / (2 * ridge);
        FeatureRidge ridgeless = FeatureRidge.of(identity(phi), LABELS);
        assertThat(ridgeless.delta(features, ridge)).isCloseTo(delta, within(1e-13 * delta));
        double psi = features * phi / (4 * (1 + delta));
        double q = 1 / (psi + ridge);
        assertThat(ridgeless.resolvent(features, ridge)).containsExactly(identity(q), within(1e-13 * q));
        double second = 4 * psi * psi * q * q / features;
        double train = ridge
                * ridge
                / 4
                * Vectors.squares(LABELS)
                * q
                * q
                * (1 + 4 * psi * q * q / features / (1 - second) * psi);
        assertThat(ridgeless.train(features, ridge)).isCloseTo(train, within(1e-13));
    }

    /** Features in units of s: Φ and γ in s², errors without. Labels in units of t: errors in t². */
    @ParameterizedTest
    @CsvSource({"1e-60, 1", "1e60, 1e-40"})
    void unitsCancel(double s, double t) {
        FeatureRidge one = FeatureRidge.of(KERNEL, LABELS);
        FeatureRidge other = FeatureRidge.of(Vectors.scale(KERNEL, s * s), Vectors.scale(LABELS, t));
        assertThat(other.delta(6, 0.2 * s * s)).isCloseTo(one.delta(6, 0.2), within(1e-12));
        assertThat(other.train(6, 0.2 * s * s) / t / t).isCloseTo(one.train(6, 0.2), within(1e-13));
        double[] cross = {1, 0, 0.3, 0.2};
        assertThat(other.against(Vectors.scale(cross, s * s), s * s, new double[] {0.7 * t})
                                .test(6, 0.2 * s * s)
                        / t
                        / t)
                .isCloseTo(one.against(cross, 1, new double[] {0.7}).test(6, 0.2), within(1e-13));
        assertThat(other.logDeterminant(6, 0.2 * s * s))
                .isCloseTo(one.logDeterminant(6, 0.2) + 2 * Math.log(s), within(1e-11));
    }

    /** A point that no training point resembles is predicted as 0: the error is its square and the noise of the features. */
    @Test
    void aStrangerIsPredictedAsZero() {
        FeatureRidge ridge = FeatureRidge.of(KERNEL, LABELS);
        double near = ridge.against(new double[4], 0, new double[] {0.7}).test(6, 0.2);
        assertThat(near).isCloseTo(0.49, within(1e-15));
        assertThat(ridge.against(new double[4], 1, new double[] {0.7}).test(6, 0.2))
                .isGreaterThan(near);
    }

    @Test
    void trainingErrorsRiseWithTheRidgeAndFallWithTheFeatures() {
        FeatureRidge ridge = FeatureRidge.of(KERNEL, LABELS);
        assertThat(ridge.train(6, 0.1)).isLessThan(ridge.train(6, 0.2));
        assertThat(ridge.train(12, 0.2)).isLessThan(ridge.train(6, 0.2));
        assertThat(ridge.train(6, 1e9)).isCloseTo(Vectors.squares(LABELS) / 4, within(1e-6));
        assertThat(Vectors.sum(ridge.spectrum())).isCloseTo(5.3, within(1e-14));
    }

    /** Cosine and sine are two names, and a start nearby ends where a cold one does. */
    @Test
    void fourierKernelsAreInterchangeable() {
        double[] other = identity(0.7);
        FourierRidge one = FourierRidge.of(KERNEL, other, LABELS);
        FourierRidge swapped = FourierRidge.of(other, KERNEL, LABELS);
        FourierRidge.Equivalent a = one.at(3, 0.1);
        FourierRidge.Equivalent b = swapped.at(3, 0.1);
        assertThat(b.deltaSin()).isCloseTo(a.deltaCos(), within(1e-10));
        assertThat(b.deltaCos()).isCloseTo(a.deltaSin(), within(1e-10));
        assertThat(b.train()).isCloseTo(a.train(), within(1e-10));
        assertThat(b.determinant()).isCloseTo(a.determinant(), within(1e-10));
        FourierRidge.Equivalent warm = one.at(3, 0.1, one.at(3, 0.2));
        assertThat(warm.deltaCos()).isCloseTo(a.deltaCos(), within(1e-9));
        assertThat(warm.residual()).isLessThan(1e-10);
        assertThat(warm.steps()).isLessThanOrEqualTo(a.steps());
        double[] cross = {1, 0, 0.3, 0.2};
        double[] target = {0.4};
        assertThat(swapped.at(3, 0.1).test(cross, new double[4], 1, 0.5, target))
                .isCloseTo(a.test(new double[4], cross, 0.5, 1, target), within(1e-10));
    }

    /** Kernels and λ in s²: δ and errors have no unit. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-8, 1e-3, 1e3, 1e8})
    void fourierErrorsHaveNoUnit(double s) {
        double[] other = identity(0.7);
        FourierRidge.Equivalent one = FourierRidge.of(KERNEL, other, LABELS).at(3, 0.1);
        FourierRidge.Equivalent scaled = FourierRidge.of(
                        Vectors.scale(KERNEL, s * s), Vectors.scale(other, s * s), LABELS)
                .at(3, 0.1 * s * s);
        assertThat(scaled.deltaCos()).isCloseTo(one.deltaCos(), within(1e-8));
        assertThat(scaled.train()).isCloseTo(one.train(), within(1e-9));
        assertThat(scaled.determinant()).isCloseTo(one.determinant(), within(1e-9));
    }

    @Test
    void whatIsNoProblemIsRefused() {
        FeatureRidge ridge = FeatureRidge.of(KERNEL, LABELS);
        assertThatIllegalArgumentException().isThrownBy(() -> ridge.train(0, 1)).withMessageContaining("got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ridge.train(1, Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureRidge.of(new double[9], LABELS))
                .withMessageContaining("9 entries");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ridge.against(new double[3], 1, new double[] {1}))
                .withMessageContaining("3 entries");
    }
}
