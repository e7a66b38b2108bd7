package org.ridgeless.margins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.random.Seeds;

/** The largest margin is of the first degree in the data. */
class MaxMarginScaleTest {
    private static Data scaled(Data data, double factor) {
        double[][] x = Arrays.stream(data.inputs())
                .map(row -> Arrays.stream(row).map(v -> v * factor).toArray())
                .toArray(double[][]::new);
        return Data.of(x, data.flatTargets());
    }

    @Test
    void scalesWithTheData() {
        for (int seed = 0; seed < 20; seed++) {
            Data data = Data.separable(5 + 10 * seed, 1 + seed % 12).gap(0.2).seed(seed);
            MaxMargin one = MaxMargin.l2(data);
            for (double factor : new double[] {1e-250, 1e-30, 1e-9, 1e-5, 3, 1e12, 1e13, 1e20, 1e250}) {
                MaxMargin other = MaxMargin.l2(scaled(data, factor));
                assertThat(other.margin() / factor).isCloseTo(one.margin(), within(1e-11 * one.margin()));
                assertThat(other.direction()).containsExactly(one.direction(), within(1e-9));
                assertThat(other.support()).containsExactly(one.support());
            }
        }
    }

    /** In the plane two samples at the angle π − 2a have the margin sin a, and others farther along do not change it. */
    @Test
    void aMarginFarBelowTheSamplesIsFoundAsFarAsRoundingAllows() {
        for (double a : new double[] {0.1, 1e-3, 1e-5, 1e-7}) {
            double[][] x = {{Math.cos(a), Math.sin(a)}, {-Math.cos(a), Math.sin(a)}, {0.3, 7}, {-100, 300}};
            MaxMargin found = MaxMargin.l2(Data.of(x, new double[] {1, 1, 1, 1}));
            assertThat(found.margin()).isCloseTo(Math.sin(a), within(1e-8 * Math.sin(a)));
            assertThat(Math.abs(found.certificate())).isLessThan(1e-8);
        }
    }

    @Test
    void samplesOfDifferentOrdersOfMagnitudeHaveTheMarginOfTheSmall() {
        // v = e_2 but for a tilt: the short sample (0, 1e-9) has margin 1e-9 cos, the long ones allow any tilt up to
        // 45°.
        double[][] x = {{0, 1e-9}, {1e6, 1e6}, {-1e6, 1e6}};
        MaxMargin found = MaxMargin.l2(Data.of(x, new double[] {1, 1, 1}));
        assertThat(found.margin()).isCloseTo(1e-9, within(1e-21));
        assertThat(found.direction()).containsExactly(new double[] {0, 1}, within(1e-12));
        assertThat(found.support()).containsExactly(0);
    }

    @Test
    void dataThatNoHyperplaneSeparatesAreRefusedAtEveryScale() {
        for (int seed = 0; seed < 30; seed++) {
            // A sample and its negative with the same label have no common half-space.
            UniformRandomProvider random = Seeds.of(seed).stream();
            var normal = ZigguratSampler.NormalizedGaussian.of(random);
            double scale = Math.pow(10, 400 * random.nextDouble() - 200);
            double[][] x = new double[12][6];
            for (double[] row : x) {
                Arrays.setAll(row, j -> scale * normal.sample());
            }
            x[11] = Arrays.stream(x[0]).map(v -> -3 * v).toArray();
            double[] y = new double[12];
            Arrays.fill(y, 1);
            assertThatThrownBy(() -> MaxMargin.l2(Data.of(x, y))).hasMessageContaining("not separated");
        }
    }

    @Test
    void aMarginThatDrownsInRoundingIsNotReturned() {
        // Opposite but for 1e-12, and not along the axes, where products would be exact.
        double[][] x = {{0.6, 0.64, 0.48 + 1e-12}, {-0.6 + 1e-12, -0.64, -0.48}, {0.1, 0.7, 0.3}};
        assertThatThrownBy(() -> MaxMargin.l2(Data.of(x, new double[] {1, 1, 1})))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("it is at least");
    }

    @Test
    void aSampleOfZerosSeparatesNothing() {
        assertThatThrownBy(() -> MaxMargin.l2(Data.of(new double[][] {{1, 0}, {0, 0}}, new double[] {1, -1})))
                .hasMessageContaining("not separated");
    }
}
