package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.random.Seeds;

/** The predicted laws of the extreme eigenvalues against draws of the matrices. */
class EdgesTest {
    @ParameterizedTest
    @CsvSource({"100, 50, 0.01", "100, 80, 0.012", "100, 90, 0.02", "400, 360, 0.012", "50, 100, 0.01", "1000, 20, 0.01"
    })
    void theMedianConditionNumberIsPredictedFromTheTracyWidomLaw(int n, int d, double relative) {
        double median = WishartEdges.of(n, d).conditionNumber().median();
        double[] draws = conditionNumbers(n, d, 4000);
        assertThat(median(draws) / median).isCloseTo(1, within(relative + 4 * medianError(draws)));
    }

    @Test
    void theLimitAloneMissesTheMedianByAFifthWhereTheRatioIsNine() {
        double limit = MarchenkoPastur.of(100, 90).conditionNumber();
        double predicted = WishartEdges.of(100, 90).conditionNumber().median();
        assertThat(limit / predicted).isBetween(1.25, 1.32);
    }

    @ParameterizedTest
    @CsvSource({"100, 50", "100, 90", "300, 30"})
    void bothEdgesFollowTheirLaws(int n, int d) {
        int count = 2000;
        double[][] ends = GaussianMatrix.of(n, d).fastEnds(Seeds.of(8), 0, count);
        WishartEdges edges = WishartEdges.of(n, d);
        double[] largest = Arrays.stream(ends).mapToDouble(e -> e[0] * e[0]).toArray();
        double[] smallest = Arrays.stream(ends).mapToDouble(e -> e[1] * e[1]).toArray();
        // 1.95/√count is the 99.9 % point of Kolmogorov's distance; the rest is the error of the limit law.
        double noise = 1.95 / Math.sqrt(count);
        assertThat(distance(edges.largest(), largest)).isLessThan(noise + 0.5 * Math.pow(d, -2 / 3.0));
        assertThat(distance(edges.smallest(), smallest)).isLessThan(noise + 0.5 * Math.pow(n - d, -2 / 3.0));
        double[] condition = Arrays.stream(ends).mapToDouble(e -> e[0] / e[1]).toArray();
        assertThat(distance(edges.conditionNumber(), condition)).isLessThan(noise + 0.5 * Math.pow(n - d, -2 / 3.0));
    }

    @Test
    void theEdgesScaleWithTheVariance() {
        WishartEdges one = WishartEdges.of(60, 20);
        WishartEdges scaled = one.variance(1e-9);
        assertThat(scaled.largest().median() / one.largest().median()).isCloseTo(1e-9, within(1e-22));
        assertThat(scaled.smallest().median() / one.smallest().median()).isCloseTo(1e-9, within(1e-21));
        assertThat(scaled.conditionNumber().median())
                .isCloseTo(one.conditionNumber().median(), within(1e-12));
    }

    @Test
    void theLawOfTheConditionNumberIsConsistent() {
        Distribution law = WishartEdges.of(100, 70).conditionNumber();
        for (double p : new double[] {1e-6, 0.1, 0.5, 0.99}) {
            assertThat(law.cdf(law.quantile(p))).isCloseTo(p, within(1e-12));
            double x = law.quantile(p);
            double h = 1e-4 * x;
            assertThat((law.cdf(x + h) - law.cdf(x - h)) / (2 * h) / law.density(x))
                    .isCloseTo(1, within(1e-5));
        }
        assertThat(law.mean()).isBetween(law.quantile(0.4), law.quantile(0.75));
    }

    @Test
    void theLargestEigenvalueOfAWignerMatrixFollowsItsLaw() {
        int n = 40;
        int count = 1500;
        double[] largest = IntStream.range(0, count)
                .mapToDouble(i -> goe(n, Seeds.of(4).child(i))[n - 1])
                .toArray();
        double noise = 1.95 / Math.sqrt(count);
        assertThat(distance(WignerEdge.of(n).largest(), largest)).isLessThan(noise + 0.5 * Math.pow(n, -2 / 3.0));
        assertThat(WignerEdge.of(n).smallest().median())
                .isCloseTo(-WignerEdge.of(n).largest().median(), within(1e-12));
    }

    @Test
    void aHardEdgeIsRefused() {
        assertThatThrownBy(() -> WishartEdges.of(100, 98).conditionNumber())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100 × 98")
                .hasMessageContaining("EdelmanSquare");
        assertThatThrownBy(() -> WishartEdges.of(100, 100).smallest()).hasMessageContaining("hard");
        assertThatThrownBy(() -> WishartEdges.of(1, 100)).hasMessageContaining("1 × 100");
        assertThatThrownBy(() -> WishartEdges.of(9, 3).variance(-1)).hasMessageContaining("-1.0");
    }

    private static double[] goe(int n, Seeds seeds) {
        double[] g = GaussianMatrix.of(n, n).draw(seeds).flat();
        double[] s = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                s[i * n + j] = (g[i * n + j] + g[j * n + i]) / Math.sqrt(2 * n);
            }
        }
        return Matrix.wrap(s, n, n).symmetricEigenvalues();
    }

    private static double[] conditionNumbers(int n, int d, int count) {
        return Arrays.stream(GaussianMatrix.of(n, d).fastEnds(Seeds.of(2), 0, count))
                .mapToDouble(e -> e[0] / e[1])
                .toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** The relative standard error of the median, from the order statistics one binomial deviation apart. */
    private static double medianError(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        int step = (int) Math.sqrt(half / 2.0);
        return (sorted[half + step] - sorted[half - step]) / 2 / sorted[half];
    }

    private static double distance(Distribution law, double[] draws) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        double worst = 0;
        for (int i = 0; i < sorted.length; i++) {
            worst = Math.max(worst, Math.abs(law.cdf(sorted[i]) - (i + 0.5) / sorted.length));
        }
        return worst;
    }
}
