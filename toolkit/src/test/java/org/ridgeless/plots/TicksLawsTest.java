package org.ridgeless.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers on axes of any range: where they stand, how many they are, and that they say where they stand. */
class TicksLawsTest {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /** The number that a label writes: digits, a minus sign, and a power of ten in superscripts. */
    private static BigDecimal read(String label) {
        int power = label.indexOf("10", label.indexOf('·') + 1);
        boolean powered = label.chars().anyMatch(c -> SUPERSCRIPTS.indexOf(c) >= 0);
        if (!powered) {
            return new BigDecimal(label.replace('−', '-'));
        }
        String digits = power == 0 ? "1" : label.substring(0, power - 1).replace('−', '-');
        StringBuilder exponent = new StringBuilder();
        for (char c : label.substring(power + 2).toCharArray()) {
            exponent.append(c == '⁻' ? "-" : String.valueOf(SUPERSCRIPTS.indexOf(c)));
        }
        return new BigDecimal(digits).scaleByPowerOfTen(Integer.parseInt(exponent.toString()));
    }

    private static Scale random(Random random, boolean log) {
        double size = Math.pow(10, random.nextInt(580) - 290);
        if (log) {
            double low = size * (1 + random.nextDouble());
            return new Scale(
                    true, low, Math.min(1e308, low * (1.01 + Math.pow(10, random.nextInt(30) * random.nextDouble()))));
        }
        double centre = random.nextBoolean() ? 0 : size * random.nextGaussian();
        double half = size * Math.pow(10, -random.nextInt(10)) * (0.01 + random.nextDouble());
        return new Scale(false, centre - half, centre + half);
    }

    @Test
    void linearTicksAreEquallyFarApartAndSayWhereTheyStand() {
        Random random = new Random(1);
        for (int trial = 0; trial < 400; trial++) {
            Scale scale = random(random, false);
            int most = 2 + random.nextInt(9);
            Ticks ticks = Ticks.of(scale, false, most, labels -> true);
            double[] at = ticks.at();
            assertThat(at.length).as("%s", scale).isBetween(2, Math.max(7, most + 1));
            assertThat(ticks.labels()).hasSameSizeAs(at).doesNotHaveDuplicates();
            BigDecimal step = read(ticks.labels()[1]).subtract(read(ticks.labels()[0]));
            String digits = step.stripTrailingZeros().unscaledValue().toString();
            assertThat(digits).isIn("1", "2", "5");
            for (int i = 0; i < at.length; i++) {
                assertThat(scale.contains(at[i])).isTrue();
                assertThat(read(ticks.labels()[i]).doubleValue()).isEqualTo(at[i]);
                assertThat(read(ticks.labels()[i]).remainder(step).signum()).isZero();
                assertThat(i == 0 || at[i] > at[i - 1]).isTrue();
            }
        }
    }

    @Test
    void logarithmicTicksAreDigitsTimesPowersOfTen() {
        Random random = new Random(2);
        for (int trial = 0; trial < 400; trial++) {
            Scale scale = random(random, true);
            Ticks ticks = Ticks.of(scale, false, 2 + random.nextInt(9), labels -> true);
            double[] at = ticks.at();
            assertThat(at.length).as("%s", scale).isGreaterThanOrEqualTo(2);
            assertThat(ticks.labels()).doesNotHaveDuplicates();
            for (int i = 0; i < at.length; i++) {
                assertThat(scale.contains(at[i])).isTrue();
                assertThat(read(ticks.labels()[i]).doubleValue()).isCloseTo(at[i], within(1e-14 * at[i]));
            }
            assertThat(at).isSorted();
            for (double minor : ticks.minor()) {
                assertThat(scale.contains(minor)).isTrue();
                assertThat(Arrays.binarySearch(at, minor)).isNegative();
            }
        }
    }

    /** On whole numbers no tick stands between two of them. */
    @Test
    void wholeNumbersHaveNoTicksBetweenThem() {
        Random random = new Random(3);
        for (int trial = 0; trial < 100; trial++) {
            int low = random.nextInt(50) - 25;
            Scale scale = new Scale(false, low - 0.1, low + 1 + random.nextInt(40) + 0.1);
            Ticks ticks = Ticks.of(scale, true, 8, labels -> true);
            assertThat(ticks.at()).hasSizeGreaterThanOrEqualTo(2);
            for (double at : ticks.at()) {
                assertThat(at).isEqualTo(Math.rint(at));
            }
        }
    }

    /** Ten times the range has the same ticks times ten. */
    @ParameterizedTest
    @ValueSource(ints = {-200, -3, -1, 1, 2, 200})
    void ticksFollowTheUnit(int power) {
        Random random = new Random(4);
        for (int trial = 0; trial < 50; trial++) {
            double low = Math.rint(1000 * random.nextGaussian()) / 8;
            double high = low + 1 + random.nextInt(1000) / 4.0;
            double unit = Math.pow(10, power);
            double[] at = Ticks.of(new Scale(false, low, high), false, 7, labels -> true)
                    .at();
            // A little more on either side, for ends that are ticks and are rounded.
            double air = 1e-9 * (high - low);
            double[] scaled = Ticks.of(
                            new Scale(false, (low - air) * unit, (high + air) * unit), false, 7, labels -> true)
                    .at();
            double step = at[1] - at[0];
            double stepThere = scaled[1] / unit - scaled[0] / unit;
            if (Math.abs(step - stepThere) < 1e-9 * step) {
                assertThat(scaled).hasSize(at.length);
                for (int i = 0; i < at.length; i++) {
                    assertThat(scaled[i] / unit).isCloseTo(at[i], within(1e-12 * (Math.abs(at[i]) + step)));
                }
            } else {
                // The wanted step was one of 1, 2 and 5 itself, and a hair more is the next.
                assertThat(stepThere / step).isCloseTo(2.25, within(0.26));
            }
        }
    }

    @Test
    void everyPowerHasItsSuperscript() {
        for (int power = -323; power <= 308; power++) {
            assertThat(read("10" + Superscripts.exponent(power)))
                    .isEqualByComparingTo(BigDecimal.ONE.scaleByPowerOfTen(power));
        }
        assertThat(Superscripts.convert("n+1", "^")).isEqualTo("ⁿ⁺¹");
        assertThat(Superscripts.convert("n+1", "_")).isEqualTo("ₙ₊₁");
        assertThat(Superscripts.convert("α", "^")).isEqualTo("^α");
        assertThat(Superscripts.convert("ab", "_")).isEqualTo("_(ab)");
    }
}
