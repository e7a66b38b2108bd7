package org.ridgeless.bounds.complexity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.random.Seeds;

class LinearBallTest {
    private static final double[][] INPUTS = {{1, 2, 0}, {-1, 0.5, 3}, {0.3, -2, 1}, {2, 0, -0.1}};

    @Test
    void complexityLiesBetweenKhintchinesLowerAndJensensUpperBound() {
        for (LinearBall ball : new LinearBall[] {LinearBall.euclidean(INPUTS, 2), LinearBall.absolute(INPUTS, 2)}) {
            assertThat(overAllSigns(ball)).isBetween(ball.lower(), ball.upper());
        }
    }

    /** E|s₁ + s₂| = 1 = √2/√2. */
    @Test
    void khintchinesConstantIsAttainedByTwoEqualNumbers() {
        LinearBall ball = LinearBall.euclidean(new double[][] {{1}, {1}}, 1);
        assertThat(overAllSigns(ball)).isCloseTo(ball.lower(), within(1e-15));
    }

    @Test
    void orthogonalInputsAttainJensensBound() {
        LinearBall ball = LinearBall.euclidean(new double[][] {{3, 0}, {0, 4}}, 1);
        assertThat(overAllSigns(ball)).isCloseTo(ball.upper(), within(1e-15)).isCloseTo(2.5, within(1e-15));
    }

    @Test
    void complexityIsProportionalToTheRadius() {
        double[] signs = {1, -1, -1, 1};
        assertThat(LinearBall.euclidean(INPUTS, 6).supremum(signs))
                .isCloseTo(3 * LinearBall.euclidean(INPUTS, 2).supremum(signs), within(1e-15));
    }

    /** mpmath 1.3.0, 25 digits: √2 Γ(5.5)/Γ(5) and ∫ 1 − erf(t/√2)^d dt. */
    @Test
    void meansOfNormsOfStandardNormalsAreThoseOfMpmath() {
        assertThat(LinearBall.meanLength(1)).isCloseTo(Math.sqrt(2 / Math.PI), within(1e-14));
        assertThat(LinearBall.meanLength(2)).isCloseTo(Math.sqrt(Math.PI / 2), within(1e-14));
        assertThat(LinearBall.meanLength(10)).isCloseTo(3.084327759799864, within(1e-13));
        assertThat(LinearBall.meanLargest(1)).isCloseTo(Math.sqrt(2 / Math.PI), within(1e-12));
        assertThat(LinearBall.meanLargest(2)).isCloseTo(2 / Math.sqrt(Math.PI), within(1e-12));
        assertThat(LinearBall.meanLargest(20)).isCloseTo(2.166565979341895, within(1e-12));
    }

    /** E √(3a² + b²) by mpmath as an elliptic integral; E √(a² + b²) = √(π/2). */
    @Test
    void meanRootOfAQuadraticFormIsItsEllipticIntegral() {
        assertThat(LinearBall.meanRoot(3, 1)).isCloseTo(1.742929468126078, within(1e-9));
        assertThat(LinearBall.meanRoot(3e200, 1e200)).isCloseTo(1.742929468126078e100, within(1e91));
        assertThat(LinearBall.meanRoot(1, 1, 0)).isCloseTo(Math.sqrt(Math.PI / 2), within(1e-9));
    }

    @Test
    void manySamplesReachTheNormalLimit() {
        double[][] inputs = Data.digits().range(0, 400).inputs();
        LinearBall ball = LinearBall.euclidean(inputs, 1);
        double mean =
                java.util.Arrays.stream(ball.draws(4000, Seeds.of(1))).average().orElseThrow();
        assertThat(mean).isCloseTo(ball.normalLimit(), within(0.03 * ball.normalLimit()));
    }

    @Test
    void aBallNeedsARadiusAndInputs() {
        assertThatThrownBy(() -> LinearBall.euclidean(INPUTS, 0)).hasMessageContaining("> 0, got 0");
        assertThatThrownBy(() -> LinearBall.euclidean(new double[0][], 1)).hasMessageContaining("got none");
        assertThatThrownBy(() -> LinearBall.absolute(INPUTS, 1).normalLimit()).hasMessageContaining("Euclidean");
    }

    /** The mean of the supremum over all 2^N signs. */
    static double overAllSigns(FunctionClass functions) {
        int n = functions.samples();
        double sum = 0;
        for (int code = 0; code < 1 << n; code++) {
            double[] signs = new double[n];
            for (int i = 0; i < n; i++) {
                signs[i] = (code >> i & 1) == 0 ? 1 : -1;
            }
            sum += functions.supremum(signs);
        }
        return sum / (1 << n);
    }
}
