package org.ridgeless.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.ReferenceValues;
import org.ridgeless.random.Seeds;

/** Losses at large offsets, of what is not a number, and proximal points at any scale. */
class LossExtremesTest {
    private static final double[] TARGET = {1, 0, 0};

    static Stream<Loss> ofMargins() {
        return Stream.of(Loss.EXPONENTIAL, Loss.LOGISTIC, Loss.HINGE, Loss.smoothedHinge(0.5), Loss.SQUARE);
    }

    @Test
    void crossEntropyKeepsItsDigitsWhateverTheOutputsHaveInCommon() {
        for (double[] row : ReferenceValues.of(getClass(), "cross-entropy-offset.csv")) {
            double[] f = {row[0], row[1], row[2]};
            double[] gradient = new double[3];
            double value = Loss.CROSS_ENTROPY.gradient(f, TARGET, 1, 3, gradient);
            assertThat(value).isCloseTo(row[3], within(4e-15 * row[3]));
            assertThat(Loss.CROSS_ENTROPY.logValue(f, TARGET, 1, 3)).isCloseTo(Math.log(row[3]), within(1e-14));
            for (int j = 0; j < 3; j++) {
                assertThat(gradient[j]).isCloseTo(row[4 + j], within(4e-15 * Math.abs(row[4 + j])));
            }
        }
    }

    /** Offsets that are multiples of a power of two leave the differences of these outputs exact. */
    @Test
    void aCommonOffsetChangesNothingAboutTheCrossEntropy() {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(1).stream());
        double[] soft = {0.25, 0.5, 0.25};
        for (int draw = 0; draw < 200; draw++) {
            double[] f = new double[3];
            double[] u = new double[3];
            for (int j = 0; j < 3; j++) {
                f[j] = Math.rint(normal.sample() * 64) / 16;
                u[j] = normal.sample();
            }
            double[] moved = f.clone();
            for (int j = 0; j < 3; j++) {
                moved[j] += 0x1p45;
            }
            for (double[] y : new double[][] {TARGET, soft}) {
                double[] here = new double[3];
                double[] there = new double[3];
                assertThat(Loss.CROSS_ENTROPY.gradient(moved, y, 1, 3, there))
                        .isEqualTo(Loss.CROSS_ENTROPY.gradient(f, y, 1, 3, here));
                assertThat(there).containsExactly(here);
                assertThat(Loss.CROSS_ENTROPY.logGradient(moved, y, 1, 3, there))
                        .isEqualTo(Loss.CROSS_ENTROPY.logGradient(f, y, 1, 3, here));
                assertThat(there).containsExactly(here);
                Loss.CROSS_ENTROPY.curvature(moved, y, 1, 3, u, there);
                Loss.CROSS_ENTROPY.curvature(f, y, 1, 3, u, here);
                assertThat(there).containsExactly(here);
                assertThat(Loss.CROSS_ENTROPY.third(moved, y, 1, 3, u))
                        .isEqualTo(Loss.CROSS_ENTROPY.third(f, y, 1, 3, u));
                Loss.CROSS_ENTROPY.prox(moved, y, 1, 3, 0.7, there);
                Loss.CROSS_ENTROPY.prox(f, y, 1, 3, 0.7, here);
                for (int j = 0; j < 3; j++) {
                    assertThat(there[j] - 0x1p45).isCloseTo(here[j], within(0x1p-7));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ofMargins")
    void nothingOfAnOutputThatIsNotANumberIsOne(Loss loss) {
        double[] f = {0.3, Double.NaN, 2};
        double[] y = {1, -1, 1};
        double[] into = new double[3];
        assertThat(loss.value(f, y, 3, 1)).isNaN();
        assertThat(loss.logValue(f, y, 3, 1)).isNaN();
        assertThat(loss.gradient(f, y, 3, 1, into)).isNaN();
        assertThat(into[1]).isNaN();
        assertThat(loss.logGradient(f, y, 3, 1, into)).isNaN();
        assertThat(into[1]).isNaN();
        if (loss != Loss.SQUARE) {
            loss.curvature(f, y, 3, 1, new double[] {1, 1, 1}, into);
            assertThat(into[1]).isNaN();
            assertThat(loss.third(f, y, 3, 1, new double[] {1, 1, 1})).isNaN();
        }
        loss.prox(f, y, 3, 1, 0.5, into);
        assertThat(into[1]).isNaN();
    }

    @Test
    void nothingOfACrossEntropyOfWhatIsNotANumberIsOne() {
        double[] f = {0.3, Double.NaN, 2};
        double[] into = new double[3];
        assertThat(Loss.CROSS_ENTROPY.gradient(f, TARGET, 1, 3, into)).isNaN();
        assertThat(into).containsOnly(Double.NaN);
        assertThat(Loss.CROSS_ENTROPY.logGradient(f, TARGET, 1, 3, into)).isNaN();
        Loss.CROSS_ENTROPY.curvature(f, TARGET, 1, 3, new double[] {1, 2, 3}, into);
        assertThat(into).containsOnly(Double.NaN);
        Loss.CROSS_ENTROPY.prox(f, TARGET, 1, 3, 1, into);
        assertThat(into).containsOnly(Double.NaN);
    }

    /** u + step ℓ′(u) = v to rounding of its terms and of u, from 1e-12 to 1e12. */
    @ParameterizedTest
    @MethodSource("ofMargins")
    void proximalPointsSolveTheirEquationAtEveryScale(Loss loss) {
        UniformRandomProvider random = Seeds.of(2).stream();
        double[] u = new double[1];
        double[] slope = new double[1];
        double[] bend = new double[1];
        for (int draw = 0; draw < 2000; draw++) {
            double v = (random.nextBoolean() ? 1 : -1) * Math.pow(10, 24 * random.nextDouble() - 12);
            double step = Math.pow(10, 24 * random.nextDouble() - 12);
            double y = random.nextBoolean() ? 1 : -1;
            loss.prox(new double[] {v}, new double[] {y}, 1, 1, step, u);
            // At the kink of the hinge the slope is any between both sides.
            double[] low = {Math.nextDown(u[0])};
            double[] high = {Math.nextUp(u[0])};
            loss.gradient(low, new double[] {y}, 1, 1, slope);
            double below = low[0] + step * slope[0] - v;
            double sizes = Math.abs(u[0]) + Math.abs(v) + step * Math.abs(slope[0]);
            loss.curvature(u, new double[] {y}, 1, 1, new double[] {4 * Math.ulp(u[0])}, bend);
            sizes += step * bend[0] / 1e-14;
            loss.gradient(high, new double[] {y}, 1, 1, slope);
            double above = high[0] + step * slope[0] - v;
            sizes = Math.max(sizes, step * Math.abs(slope[0]));
            assertThat(below).as("%s v=%s step=%s u=%s", loss, v, step, u[0]).isLessThan(1e-14 * sizes);
            assertThat(above).as("%s v=%s step=%s u=%s", loss, v, step, u[0]).isGreaterThan(-1e-14 * sizes);
        }
    }

    @Test
    void proximalProbabilitiesSumToOneAtEveryStep() {
        UniformRandomProvider random = Seeds.of(3).stream();
        double[] u = new double[3];
        for (int draw = 0; draw < 2000; draw++) {
            double step = Math.pow(10, 16 * random.nextDouble() - 8);
            double size = Math.pow(10, 8 * random.nextDouble() - 4);
            double[] v = {size * random.nextDouble(), size * random.nextDouble(), size * random.nextDouble()};
            Loss.CROSS_ENTROPY.prox(v, TARGET, 1, 3, step, u);
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                sum += (v[j] + step * TARGET[j] - u[j]) / step;
            }
            assertThat(sum).isCloseTo(1, within(1e-14 * (3 + 6 * (size + step) / step)));
        }
    }
}
