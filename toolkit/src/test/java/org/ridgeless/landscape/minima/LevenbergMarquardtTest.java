package org.ridgeless.landscape.minima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.random.Seeds;

class LevenbergMarquardtTest {
    @Test
    void aLinearNetworkHasTheNormalEquationsSolutionAndItsHessianIsTwiceTheGramMatrix() {
        // (x, y) = (1, 1), (2, 1), (3, 4): w = Σxy / Σx² = 15/14, L = 18 − 225/14, L″ = 28.
        Data data = Data.regression(new double[][] {{1}, {2}, {3}}, new double[][] {{1}, {1}, {4}});
        Minimum minimum = LevenbergMarquardt.of(Nets.linear(1, 1), data).run(1e-24, 100);
        assertThat(minimum.weights()[0]).isCloseTo(15.0 / 14, within(1e-12));
        assertThat(minimum.loss()).isCloseTo(18 - 225.0 / 14, within(1e-12));
        assertThat(minimum.eigenvalues()).containsExactly(new double[] {28}, within(1e-10));
    }

    @Test
    void theNullSpaceOfAZeroLossMinimumHasDimensionWeightsMinusData() {
        Minimum minimum = fit(5, 1e-24);
        assertThat(minimum.loss()).isLessThan(1e-24);
        assertThat(minimum.nullDimension(1e-7)).isEqualTo(6 * 4 - 5);
        assertThat(minimum.lowest()).isGreaterThan(-1e-10);
        assertThat(minimum.nullLevel(19)).isLessThan(1e-10).isLessThan(minimum.rangeLevel(19));
    }

    @Test
    void lossGrowsAsTheFourthPowerAlongTheNullSpaceAndAsTheSquareAcross() {
        Minimum minimum = fit(5, 1e-28);
        double[] ones = new double[24];
        java.util.Arrays.fill(ones, 1);
        double along = minimum.lossAlong(4e-3, 19, true, ones) / minimum.lossAlong(2e-3, 19, true, ones);
        double across = minimum.lossAlong(4e-3, 19, false, ones) / minimum.lossAlong(2e-3, 19, false, ones);
        assertThat(along).isCloseTo(16, within(0.5));
        assertThat(across).isCloseTo(4, within(0.2));
    }

    @Test
    void nullPartsAreProjectionsAndSegmentsBeginAtTheMinimum() {
        Minimum minimum = fit(5, 1e-28);
        double[] displacement = new double[24];
        java.util.Arrays.setAll(displacement, i -> 1e-4 * Math.sin(i + 1));
        double[] part = minimum.nullPart(displacement, 19);
        double[] rest = Vectors.subtract(displacement, part);
        assertThat(minimum.nullPart(part, 19)).containsExactly(part, within(1e-15));
        assertThat(Vectors.norm(minimum.nullPart(rest, 19))).isLessThan(1e-15);
        assertThat(minimum.nullPart(displacement, 24)).containsExactly(displacement, within(1e-15));

        double[] end = Vectors.add(minimum.weights(), displacement);
        double[] losses = minimum.lossOnSegment(end, 3);
        assertThat(losses[0]).isLessThan(1e-26);
        // Across the null space L grows as the square, so half the way has a quarter of it.
        assertThat(losses[1] / losses[2]).isCloseTo(0.25, within(1e-3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minimum.nullPart(new double[3], 2))
                .withMessageContaining("24 numbers");
    }

    /** 65 weights on 56 data: some eigenvalues of the range are below 1e-7 of the largest, and all above rounding. */
    @Test
    void theNullSpaceIsFoundByItsGapAndNotByAFixedCut() {
        int cut = 0;
        int found = 0;
        for (int seed = 1; seed <= 10; seed++) {
            Minimum minimum = gaussian(5, 12, 56, seed);
            if (minimum.loss() < 1e-24) {
                found++;
                assertThat(minimum.nullDimension()).isEqualTo(5 * 13 - 56);
                cut += minimum.nullDimension(1e-7) == 5 * 13 - 56 ? 0 : 1;
            }
        }
        assertThat(found).isPositive();
        assertThat(cut).isPositive();
    }

    private static Minimum gaussian(int hidden, int inputs, int samples, int seed) {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(seed).stream());
        double[][] x = new double[samples][inputs];
        double[][] y = new double[samples][1];
        for (int i = 0; i < samples; i++) {
            java.util.Arrays.setAll(x[i], j -> normal.sample());
            y[i][0] = normal.sample();
        }
        return LevenbergMarquardt.of(
                        Nets.of(Activations.polynomial(0.2, 1, 0.5, -0.2), inputs, hidden, 1)
                                .seed(seed),
                        Data.regression(x, y))
                .run(1e-25, 2000);
    }

    @Test
    void accuracyAndStepsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(5, 0))
                .withMessageContaining("the accuracy must be positive");
    }

    private static Minimum fit(int samples, double accuracy) {
        var stream = Seeds.of(3).stream();
        double[][] x = new double[samples][3];
        double[][] y = new double[samples][1];
        for (int i = 0; i < samples; i++) {
            java.util.Arrays.setAll(x[i], j -> 2 * stream.nextDouble() - 1);
            y[i][0] = stream.nextDouble();
        }
        return LevenbergMarquardt.of(
                        Nets.of(Activations.polynomial(0.2, 1, 0.5, -0.2), 3, 6, 1)
                                .seed(1),
                        Data.regression(x, y))
                .run(accuracy, 500);
    }
}
