package org.ridgeless.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.spectra.GaussianMatrix;

/** The checks of the course: the right answer passes, and each wrong route is told from the others. */
class NotebookChecksTest {

    private static void refused(ThrowingCallable check, String hint) {
        assertThatThrownBy(check).isInstanceOf(WrongAnswer.class).hasMessageContaining(hint);
    }

    private static void solved(Score score) {
        assertThat(score.share()).as(score.toString()).isEqualTo(1);
    }

    private static void half(Score score, String hint) {
        assertThat(score.share()).isEqualTo(0.5);
        assertThat(score.toString()).contains(hint);
    }

    @Test
    void shapesOfAConditionNumber() {
        solved(Notebook1.exercise1(0.25, 4));
        half(Notebook1.exercise1(0.5, 4), "square root of γ");
        half(Notebook1.exercise1(0.25, 400), "number of features");
        refused(() -> Notebook1.exercise1(4, 0.25), "between 0 and 1");
        refused(() -> Notebook1.exercise1(Double.NaN, Double.NaN), "no number");
    }

    @Test
    void theTailIsNotTheLaw() {
        double x = 200;
        double law = Math.exp(-2 / x - 2 / (x * x));
        solved(Notebook1.exercise2(1 - law, 0.01));
        half(Notebook1.exercise2(0.01, 0.01), "leading term");
        half(Notebook1.exercise2(law, 0.01), "lying below");
        half(Notebook1.exercise2(1 - law, 2e-5), "not about κ");
    }

    @Test
    void aFunctionThatTamesTheConditionNumberHasAMeanAndAVariance() {
        solved(Notebook1.exercise3(Math::log));
        half(Notebook1.exercise3(Math::sqrt), "needs a variance");
        refused(() -> Notebook1.exercise3(kappa -> kappa), "up to which power");
        refused(() -> Notebook1.exercise3(kappa -> 3), "A constant");
        refused(() -> Notebook1.exercise3(kappa -> Double.NaN), "Hint");
    }

    @Test
    void supportVectorsAreNearTheEdge() {
        solved(Notebook2.exercise1(9));
        refused(() -> Notebook2.exercise1(0), "not zero");
        refused(() -> Notebook2.exercise1(40), "all samples");
        refused(() -> Notebook2.exercise1(31), "not near the edge");
        refused(() -> Notebook2.exercise1(8), "included");
    }

    @Test
    void theLengthSolvesItsEquation() {
        solved(Notebook2.exercise2((t, g) -> Math.log(1 + g * g * t) / g));
        half(Notebook2.exercise2((t, g) -> Math.log(g * g * t) / g), "constant of integration");
        half(Notebook2.exercise2((t, g) -> Math.log(1 + g * t) / g), "is a factor γ missing");
        refused(() -> Notebook2.exercise2((t, g) -> t), "Write u");
        refused(() -> Notebook2.exercise2((t, g) -> Double.NaN), "Write u");
    }

    @Test
    void theMarginIsLinearInTheInputs() {
        solved(Notebook2.exercise3(2, 0.5));
        half(Notebook2.exercise3(2, 2), "how does claim 1");
        refused(() -> Notebook2.exercise3(1, 1), "direction V stays");
        refused(() -> Notebook2.exercise3(4, 0.25), "not quadratic");
    }

    @Test
    void aTreeIsCheap() {
        solved(Notebook3.exercise1(15_360, Math.pow(2, 80)));
        half(Notebook3.exercise1(16 * 1024, Math.pow(2, 80)), "inner nodes");
        half(Notebook3.exercise1(15_360, Math.pow(16, 32)), "changed places");
        refused(() -> Notebook3.exercise1(15 * 32, 512), "M² numbers");
        solved(Notebook3.exercise2(10, 1e4));
        half(Notebook3.exercise2(100, 1e4), "leaves out m");
        half(Notebook3.exercise2(10, Math.pow(10, 0.25)), "other way round");
        refused(() -> Notebook3.exercise2(0.1, 1e-4), "not fewer");
    }

    @Test
    void theBoundOfATreeGrowsByLevels() {
        // 1, 5, 21 and 85 are at most 100; 341 is not.
        solved(Notebook3.exercise3(16));
        refused(() -> Notebook3.exercise3(4), "number of levels");
        refused(() -> Notebook3.exercise3(64), "both its inputs");
        refused(() -> Notebook3.exercise3(32), "above 1 %");
        refused(() -> Notebook3.exercise3(10), "power of two");
    }

    @Test
    void degreesMultiply() {
        solved(Notebook4.exercise1(243));
        refused(() -> Notebook4.exercise1(15), "do not add");
        refused(() -> Notebook4.exercise1(32), "in w alone");
        refused(() -> Notebook4.exercise1(125), "changed places");
    }

    @Test
    void aQuadraticFormHasAsManyDirectionsAsCoefficients() {
        var net = Nets.of(Activations.polynomial(0, 0, 1), 6, 10, 1).seed(3);
        var data = Data.regression(
                GaussianMatrix.of(40, 6).draw(1).toArray(),
                GaussianMatrix.of(40, 1).draw(2).toArray());
        double[] singular = Matrix.of(Risk.of(net, data, Loss.SQUARE).jacobian(net.parameters()))
                .singularValues();
        int rank = 0;
        for (double value : singular) {
            rank += value > 1e-10 * singular[0] ? 1 : 0;
        }
        solved(Notebook4.exercise2(net.parameterCount() - rank));
        refused(() -> Notebook4.exercise2(30), "independent gradients");
        refused(() -> Notebook4.exercise2(21), "That is the rank");
        refused(() -> Notebook4.exercise2(34), "symmetric");
    }

    @Test
    void oddsGrowWithTheVolume() {
        solved(Notebook4.exercise3(10));
        refused(() -> Notebook4.exercise3(5), "exponent D/2");
        refused(() -> Notebook4.exercise3(9), "not above");
        refused(() -> Notebook4.exercise3(11), "smallest such D");
    }

    @Test
    void aDirectionMovesInItsTangentPlane() {
        solved(Notebook5.exercise1((v, x, y, rho) -> {
            double f = v[0] * x[0] + v[1] * x[1];
            double push = rho * y * Math.exp(-rho * y * f);
            return new double[] {push * (x[0] - v[0] * f), push * (x[1] - v[1] * f)};
        }));
        Score noRho = Notebook5.exercise1((v, x, y, rho) -> {
            double f = v[0] * x[0] + v[1] * x[1];
            double push = y * Math.exp(-rho * y * f);
            return new double[] {push * (x[0] - v[0] * f), push * (x[1] - v[1] * f)};
        });
        assertThat(noRho.share()).isCloseTo(2.0 / 3, within(1e-15));
        assertThat(noRho.toString()).contains("which factor");
        Score noProjection = Notebook5.exercise1((v, x, y, rho) -> {
            double push = rho * y * Math.exp(-rho * y * (v[0] * x[0] + v[1] * x[1]));
            return new double[] {push * x[0], push * x[1]};
        });
        assertThat(noProjection.toString()).contains("length of V");
        refused(() -> Notebook5.exercise1((v, x, y, rho) -> v), "length of V");
    }

    @Test
    void balancedLayersSpeedEachOtherUp() {
        // ρ = ρ₁², and ρ₁ moves by ρ₁ f e^(−ρf): a difference quotient, without the product rule.
        solved(Notebook5.exercise2(rho -> {
            double h = 1e-7;
            double r = Math.sqrt(rho);
            double moved = r + h * r;
            return (moved * moved - rho) / h;
        }));
        refused(() -> Notebook5.exercise2(rho -> rho), "part of one");
        refused(() -> Notebook5.exercise2(rho -> 2), "ρ = 1 only");
        refused(() -> Notebook5.exercise2(rho -> 2 * Math.sqrt(rho)), "root of ρ");
    }

    @Test
    void momentumMovesTheEdge() {
        solved(Notebook6.exercise1(0.076));
        refused(() -> Notebook6.exercise1(0.04), "without momentum");
        refused(() -> Notebook6.exercise1(0.004), "smallest batches");
        solved(Notebook6.exercise2(b -> (1 - b) / (1 + b)));
        refused(() -> Notebook6.exercise2(b -> (1 + b) / (1 - b)), "Upside down");
        refused(() -> Notebook6.exercise2(b -> Double.NaN), "solve for r");
        solved(Notebook6.exercise3((a, l, d) -> a / (2 * (l - 1) * d)));
        refused(() -> Notebook6.exercise3((a, l, d) -> a / (2 * l * d)), "L − 1");
        refused(() -> Notebook6.exercise3((a, l, d) -> a / ((l - 1) * d)), "factor 2");
    }

    @Test
    void interpolationIsBestAwayFromThePeak() {
        solved(Notebook7.exercise1(2, 0.75));
        half(Notebook7.exercise1(4.0 / 3, 0.75), "σ and not σ²");
        half(Notebook7.exercise1(2, 1), "leaves it out");
        refused(() -> Notebook7.exercise1(2.0 / 3, 0), "left of the peak");
        solved(Notebook7.exercise2(7));
        refused(() -> Notebook7.exercise2(256), "training samples");
        refused(() -> Notebook7.exercise2(8), "between them");
        refused(() -> Notebook7.exercise2(3), "One more step");
    }

    @Test
    void aFiniteLayerAddsToTheRidge() {
        refused(() -> Notebook7.exercise3(120), "more than doubled");
        refused(() -> Notebook7.exercise3(10_000), "less than doubled");
    }

    @Test
    void aClassMustBeLargeEnough() {
        solved(Notebook8.exercise1(15));
        refused(() -> Notebook8.exercise1(4), "root of the size");
        refused(() -> Notebook8.exercise1(14), "gain zero");
        refused(() -> Notebook8.exercise1(16), "is it the smallest");
    }

    @Test
    void theTangentKernelIsThatOfItsFormula() {
        solved(Notebook8.exercise2(NotebookChecksTest::tangent, 0));
        half(Notebook8.exercise2(NotebookChecksTest::tangent, 0.5), "opposite inputs");
        half(Notebook8.exercise2(a -> (Math.PI - a) / (2 * Math.PI) * Math.cos(a), 0), "first summand");
        refused(() -> Notebook8.exercise2(a -> Double.NaN, Double.NaN), "radians");
    }

    @Test
    void confidenceTakesSamples() {
        solved(Notebook9.exercise1(1660));
        refused(() -> Notebook9.exercise1(1659), "Round upwards");
        refused(() -> Notebook9.exercise1(185), "3 before it");
        refused(() -> Notebook9.exercise1(1700), "One sample less");
    }

    @Test
    void aBoundByNormsIsHomogeneous() {
        solved(Notebook9.exercise2(16, 1));
        half(Notebook9.exercise2(16, 16), "And the margins?");
        half(Notebook9.exercise2(8, 1), "not added");
        refused(() -> Notebook9.exercise2(2, 2), "own factor");
    }

    @Test
    void theCubeAddsUpItsCoordinates() {
        solved(Notebook9.exercise3((d, n) -> d * Math.sqrt(2 / Math.PI) / Math.sqrt(n)));
        refused(() -> Notebook9.exercise3((d, n) -> d / Math.sqrt(n)), "not the mean");
        refused(() -> Notebook9.exercise3((d, n) -> Math.sqrt(2.0 * d / (Math.PI * n))), "add up");
        refused(() -> Notebook9.exercise3((d, n) -> 1), "sign of the j-th");
    }

    @Test
    void aSpikeShowsFromAThresholdOn() {
        solved(Notebook10.exercise1(401, 1000));
        half(Notebook10.exercise1(400, 1000), "not yet above it");
        half(Notebook10.exercise1(200, 1000), "root of c");
        half(Notebook10.exercise1(401, 500), "below one half");
        refused(() -> Notebook10.exercise1(0, 0), "Solve 1 + √c");
        solved(Notebook10.exercise2((6.7 + Math.sqrt(6.7 * 6.7 - 24)) / 2));
        refused(() -> Notebook10.exercise2((6.7 - Math.sqrt(6.7 * 6.7 - 24)) / 2), "below the threshold");
        refused(() -> Notebook10.exercise2(6), "overstates");
    }

    /** The 99 % point of Tracy and Widom's law is 2.0234 (Bejan 2005, table 1), here with Johnstone's centring. */
    @Test
    void theEdgeOfNoiseHasAQuantile() {
        double n = Math.sqrt(1000 - 0.5);
        double p = Math.sqrt(300 - 0.5);
        double largest = (n + p) * (n + p) + 2.0234 * (n + p) * Math.cbrt(1 / n + 1 / p);
        solved(Notebook10.exercise3(0.5 * largest / 1000));
        refused(() -> Notebook10.exercise3(largest / 1000), "variance 0.5");
        refused(() -> Notebook10.exercise3(0.5 * largest), "divided by the number");
        refused(() -> Notebook10.exercise3(0.5 * Math.pow(1 + Math.sqrt(0.3), 2)), "more often");
    }

    @Test
    void deepLayersMakeInputsAlike() {
        int layers = 0;
        for (double c = 0; c <= 0.9; layers++) {
            double theta = Math.acos(c);
            c = (Math.sin(theta) + (Math.PI - theta) * Math.cos(theta)) / Math.PI;
        }
        solved(Notebook11.exercise1(1 / Math.PI, layers));
        half(Notebook11.exercise1(0, layers), "not linear");
        half(Notebook11.exercise1(1 / Math.PI, layers - 1), "still below");
        refused(() -> Notebook11.exercise1(Double.NaN, 0), "θ = π/2");
        solved(Notebook11.exercise3(0.25, 3 * Math.PI));
        half(Notebook11.exercise3(1, 9.42), "limit of the correlation");
        half(Notebook11.exercise3(0.25, 9), "more layers");
    }

    @Test
    void aRateFollowsTheWidthOrNot() {
        solved(Notebook11.exercise2(0.0025, 0.04));
        half(Notebook11.exercise2(0.04, 0.04), "diverges");
        half(Notebook11.exercise2(0.0025, 0.0025), "standard parametrization again");
        refused(() -> Notebook11.exercise2(0.01, 1), "not like its root");
    }

    @Test
    void aTableTellsItsLearningCurve() {
        refused(() -> Notebook12.exercise1(1), "still 0.25");
        refused(() -> Notebook12.exercise1(1_000), "Fewer rows");
        refused(() -> Notebook12.exercise2(0.001, 1), "larger ridge");
        refused(() -> Notebook12.exercise2(50, 1), "smaller ridge");
    }

    @Test
    void aThirdOfTheWidthTakesNineTimesAsMany() {
        solved(Notebook12.exercise3((m, a, b) -> m * Math.pow(a / b, 2)));
        refused(() -> Notebook12.exercise3((m, a, b) -> m * a / b), "not twice");
        refused(() -> Notebook12.exercise3((m, a, b) -> Math.pow(a / b, 2)), "at first");
        refused(() -> Notebook12.exercise3((m, a, b) -> m * Math.pow(b / a, 2)), "more repetitions");
    }

    private static double tangent(double a) {
        return (Math.sin(a) + 2 * (Math.PI - a) * Math.cos(a)) / (2 * Math.PI);
    }
}
