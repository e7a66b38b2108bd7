package org.ridgeless.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A loss of several samples is the mean of their losses, and their gradients do not see each other. */
class MeanOverSamplesTest {
    private static final int N = 4;

    static Stream<Arguments> losses() {
        double[] labels = {1, -1, -1, 1};
        double[] targets = {0.3, -1.2, 2, 0.1, 0.7, -0.4, 1.1, 0, 0.25, -3, 1, 0.6};
        double[] hard = {1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1};
        double[] soft = {0.2, 0.3, 0.5, 0.1, 0.1, 0.8, 0.6, 0.4, 0, 0.25, 0.25, 0.5};
        Loss quartic = Loss.elementwise("quartic", (f, y) -> f.minus(y).pow(4));
        Loss written = Loss.elementwise(
                "written quartic",
                (f, y) -> Math.pow(f - y, 4),
                (f, y) -> 4 * Math.pow(f - y, 3),
                (f, y) -> 12 * (f - y) * (f - y),
                (f, y) -> 24 * (f - y));
        Loss savage = Loss.margin("Savage", m -> m.sigmoid().minus(1).square());
        return Stream.of(
                Arguments.of(Loss.EXPONENTIAL, labels, 1),
                Arguments.of(Loss.LOGISTIC, labels, 1),
                Arguments.of(Loss.smoothedHinge(1.5), labels, 1),
                Arguments.of(savage, labels, 1),
                Arguments.of(Loss.SQUARE, targets, 3),
                Arguments.of(quartic, targets, 3),
                Arguments.of(written, targets, 3),
                Arguments.of(Loss.CROSS_ENTROPY, hard, 3),
                Arguments.of(Loss.CROSS_ENTROPY, soft, 3));
    }

    static Stream<Arguments> convex() {
        return losses().filter(arguments -> !((Loss) arguments.get()[0]).name().equals("Savage"));
    }

    private static double[] outputs(int c, int shift) {
        double[] f = new double[N * c];
        Arrays.setAll(f, i -> 1.3 * Math.sin(1 + i + shift));
        return f;
    }

    private static double[] part(double[] all, int i, int c) {
        return Arrays.copyOfRange(all, i * c, (i + 1) * c);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void valuesAreMeansAndGradientsApart(Loss loss, double[] y, int c) {
        double[] f = outputs(c, 0);
        double[] all = new double[N * c];
        double[] logarithmic = new double[N * c];
        double value = loss.gradient(f, y, N, c, all);
        double log = loss.logGradient(f, y, N, c, logarithmic);
        double sum = 0;
        for (int i = 0; i < N; i++) {
            sum += loss.value(part(f, i, c), part(y, i, c), 1, c);
            double[] one = new double[c];
            loss.gradient(part(f, i, c), part(y, i, c), 1, c, one);
            assertThat(part(all, i, c)).usingComparatorWithPrecision(1e-15).containsExactly(one);
            for (int j = 0; j < c; j++) {
                assertThat(logarithmic[i * c + j] * N * value).isCloseTo(one[j], within(1e-13));
            }
        }
        assertThat(value).isCloseTo(sum / N, within(1e-13));
        assertThat(loss.value(f, y, N, c)).isCloseTo(value, within(1e-14));
        assertThat(Math.exp(log)).isCloseTo(value, within(1e-13));
        assertThat(loss.logValue(f, y, N, c)).isEqualTo(log);
    }

    /** Along any line: the gradient, the curvature and the third derivative are slopes of each other, over all samples. */
    @ParameterizedTest
    @MethodSource("losses")
    void derivativesAlongALineAreSlopes(Loss loss, double[] y, int c) {
        double[] f = outputs(c, 0);
        double[] u = outputs(c, 5);
        double h = 1e-4;
        double[] right = moved(f, u, h);
        double[] left = moved(f, u, -h);
        double slope = (loss.value(right, y, N, c) - loss.value(left, y, N, c)) / (2 * h);
        assertThat(first(loss, f, y, c, u)).isCloseTo(slope, within(1e-5));
        double second = (first(loss, right, y, c, u) - first(loss, left, y, c, u)) / (2 * h);
        assertThat(second(loss, f, y, c, u)).isCloseTo(second, within(1e-5));
        double third = (second(loss, right, y, c, u) - second(loss, left, y, c, u)) / (2 * h);
        assertThat(loss.third(f, y, N, c, u)).isCloseTo(third, within(1e-5));
    }

    /** Each sample has a proximal point of its own. */
    @ParameterizedTest
    @MethodSource("convex")
    void proximalPointsAreApart(Loss loss, double[] y, int c) {
        double[] v = outputs(c, 2);
        double[] all = new double[N * c];
        loss.prox(v, y, N, c, 0.7, all);
        double[] gradient = new double[N * c];
        loss.gradient(all, y, N, c, gradient);
        for (int i = 0; i < N * c; i++) {
            assertThat(all[i] - v[i] + 0.7 * gradient[i]).isCloseTo(0, within(1e-13));
        }
    }

    /** Perfect fits of several outputs have the logarithm −∞ and no slope. */
    @Test
    void thePerfectFitHasNoLogarithm() {
        double[] y = {1, 2, 3, 4};
        double[] slopes = {7, 7, 7, 7};
        assertThat(Loss.SQUARE.logGradient(y, y, 2, 2, slopes)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(slopes).containsOnly(0);
        assertThat(Loss.HINGE.logValue(new double[] {3, -2}, new double[] {1, -1}, 2, 1))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /** The rounded hinge, its slope and its curvature on the three parts, and at their ends: from the definition. */
    @ParameterizedTest
    @CsvSource({
        "2, 0, 0, 0",
        "1, 0, 0, 0",
        "0.75, 0.0625, -0.5, 2",
        "0.5, 0.25, -1, 0",
        "-1, 1.75, -1, 0",
    })
    void theSmoothedHingeHasThreeParts(double margin, double value, double slope, double curvature) {
        Loss loss = Loss.smoothedHinge(0.5);
        for (double label : new double[] {1, -1}) {
            double[] f = {label * margin};
            double[] y = {label};
            double[] into = new double[1];
            assertThat(loss.gradient(f, y, 1, 1, into)).isEqualTo(value);
            assertThat(into[0] * label).isCloseTo(slope, within(0.0));
            loss.curvature(f, y, 1, 1, new double[] {1}, into);
            assertThat(into[0]).isEqualTo(curvature);
        }
    }

    private static double[] moved(double[] f, double[] u, double by) {
        double[] moved = f.clone();
        for (int i = 0; i < f.length; i++) {
            moved[i] += by * u[i];
        }
        return moved;
    }

    private static double first(Loss loss, double[] f, double[] y, int c, double[] u) {
        double[] gradient = new double[N * c];
        loss.gradient(f, y, N, c, gradient);
        return mean(gradient, u);
    }

    private static double second(Loss loss, double[] f, double[] y, int c, double[] u) {
        double[] curved = new double[N * c];
        loss.curvature(f, y, N, c, u, curved);
        return mean(curved, u);
    }

    private static double mean(double[] a, double[] u) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * u[i] / N;
        }
        return sum;
    }
}
