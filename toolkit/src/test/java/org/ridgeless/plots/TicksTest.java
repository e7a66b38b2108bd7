package org.ridgeless.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {
    private static Ticks linear(double low, double high, boolean integers) {
        return Ticks.of(new Scale(false, low, high), integers, 8, labels -> true);
    }

    private static Ticks logarithmic(double low, double high, int most) {
        return Ticks.of(new Scale(true, low, high), false, most, labels -> true);
    }

    @Test
    void linearTicksStandAtMultiplesOfOneTwoAndFive() {
        assertThat(linear(0, 1, false).labels()).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(linear(-3, 17, false).labels()).containsExactly("0", "5", "10", "15");
        assertThat(linear(-0.25, 0.25, false).labels()).containsExactly("−0.2", "−0.1", "0", "0.1", "0.2");
    }

    /** A curve that varies in the fifth digit still has different numbers at different ticks. */
    @Test
    void labelsHaveTheDigitsThatTellThemApart() {
        for (double centre : new double[] {1, 0.0076, 1e-9, 12345, 3e7, 1e300}) {
            for (double part : new double[] {1e-2, 1e-6, 1e-12}) {
                Ticks ticks = linear(centre * (1 - part), centre * (1 + part), false);
                assertThat(ticks.labels()).hasSizeBetween(2, 9).doesNotHaveDuplicates();
                assertThat(ticks.at()).isSorted();
            }
        }
    }

    @Test
    void wholeNumbersHaveWholeTicks() {
        assertThat(linear(0.9, 3.1, true).labels()).containsExactly("1", "2", "3");
        assertThat(linear(0.9, 3.1, false).labels()).contains("1.5");
        assertThat(Arrays.stream(linear(0, 100, true).at())).allMatch(v -> v == Math.rint(v));
        double[] layers = {1, 2, 3};
        double[] loss = {0.5, 0.25, 0.125};
        List<Layer> series = Chart.titled("").points("loss", layers, loss).layers();
        assertThat(Integers.onX(series)).isTrue();
        assertThat(Integers.onY(series)).isFalse();
    }

    @Test
    void oneAxisWritesItsNumbersInOneWay() {
        assertThat(logarithmic(1, 1e3, 8).labels()).containsExactly("1", "10", "100", "1000");
        assertThat(logarithmic(1, 1e4, 8).labels()).containsExactly("10⁰", "10¹", "10²", "10³", "10⁴");
        assertThat(linear(0, 2e6, false).labels()).startsWith("0", "0.5·10⁶", "1.0·10⁶");
        assertThat(logarithmic(2e-5, 3e-4, 8).labels()).containsExactly("2·10⁻⁵", "5·10⁻⁵", "10⁻⁴", "2·10⁻⁴");
    }

    @Test
    void manyDecadesAreThinned() {
        assertThat(logarithmic(1e-24, 1, 6).labels())
                .containsExactly("10⁻²⁴", "10⁻²⁰", "10⁻¹⁶", "10⁻¹²", "10⁻⁸", "10⁻⁴", "10⁰");
        assertThat(logarithmic(1, 1e6, 8).minor()).hasSize(8 * 6);
        Ticks all = logarithmic(Double.MIN_VALUE, Double.MAX_VALUE, 8);
        assertThat(all.labels()).contains("10⁻³⁰⁰", "10⁰", "10³⁰⁰").hasSizeLessThan(9);
    }

    @Test
    void aShortLogarithmicAxisHasTheNumbersOfALinearOne() {
        assertThat(logarithmic(2, 3, 8).labels()).contains("2.2", "2.4");
    }

    @Test
    void labelsThatRunIntoOneAnotherAreFewer() {
        Ticks ticks = Ticks.of(new Scale(false, 0, 1), false, 12, labels -> labels.length <= 3);
        assertThat(ticks.labels()).containsExactly("0", "0.5", "1.0");
    }

    @Test
    void evenASmallPictureHasTwoNumbers() {
        assertThat(Ticks.of(new Scale(false, 1, 20), false, 1, labels -> true).at())
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(Arrays.stream(
                        linear(-Double.MAX_VALUE, Double.MAX_VALUE, false).at()))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(Double::isFinite);
    }
}
