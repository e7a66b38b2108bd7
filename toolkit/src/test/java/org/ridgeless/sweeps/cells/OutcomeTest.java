package org.ridgeless.sweeps.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Values as bytes and back. */
class OutcomeTest {
    enum Rule {
        PLAIN,
        ODD {
            @Override
            public String toString() {
                return "a constant with a body";
            }
        }
    }

    record Point(double x, int[] counts, Rule rule) {}

    record Path(List<Point> points, String[][] names, double[][] grid, TimeUnit unit) {}

    record Positive(double value) {
        Positive {
            if (!(value > 0)) {
                throw new IllegalArgumentException("not positive");
            }
        }
    }

    private static Object back(Object value) {
        Outcome outcome = Outcome.of(42, () -> value);
        assertThat(outcome.problem()).isEmpty();
        byte[] bytes = outcome.bytes();
        Outcome read = Outcome.read(bytes, OutcomeTest.class.getClassLoader());
        assertThat(read.seed()).isEqualTo(42);
        assertThat(read.wallNanos()).isEqualTo(outcome.wallNanos());
        assertThat(read.cpuNanos()).isEqualTo(outcome.cpuNanos());
        assertThat(read.bytes()).isEqualTo(bytes);
        return read.value();
    }

    @Test
    void numbersKeepTheirKindAndAllBits() {
        for (Number number : List.of(
                1,
                -1L,
                (short) 3,
                (byte) -4,
                0.1f,
                -0.0,
                Double.MIN_VALUE,
                Double.NEGATIVE_INFINITY,
                new BigInteger("9".repeat(40)),
                new BigDecimal("1.20"))) {
            assertThat(back(number)).isEqualTo(number).hasSameClassAs(number);
        }
        double payload = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);
        assertThat(Double.doubleToRawLongBits((double) back(payload))).isEqualTo(0x7ff8_0000_dead_beefL);
        double[] array = (double[]) back(new double[] {1, payload, -0.0});
        assertThat(Double.doubleToRawLongBits(array[1])).isEqualTo(0x7ff8_0000_dead_beefL);
        assertThat(1 / array[2]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat((long[]) back(new long[] {Long.MIN_VALUE})).containsExactly(Long.MIN_VALUE);
    }

    @Test
    void textsEnumsListsAndRecordsComeBack() {
        assertThat(back("λ, \ud800 alone, 𝔼\n")).isEqualTo("λ, \ud800 alone, 𝔼\n");
        assertThat(back(Rule.ODD)).isSameAs(Rule.ODD);
        assertThat(back(true)).isEqualTo(true);
        assertThat(back(List.of())).isEqualTo(List.of());
        Path path = new Path(
                List.of(new Point(Double.NaN, new int[] {1, 2}, Rule.ODD)),
                new String[][] {{"a"}, {}},
                new double[][] {{1}, {2, 3}},
                TimeUnit.DAYS);
        Path again = (Path) back(path);
        assertThat(again.points().get(0).x()).isNaN();
        assertThat(again.points().get(0).counts()).containsExactly(1, 2);
        assertThat(again.points().get(0).rule()).isSameAs(Rule.ODD);
        assertThat(again.names()).isDeepEqualTo(path.names());
        assertThat(again.grid()).isDeepEqualTo(path.grid());
        assertThat(again.unit()).isSameAs(TimeUnit.DAYS);
    }

    @Test
    void whatIsNotPlainIsAProblemOfTheCell() {
        assertThat(Outcome.of(1, () -> new Object()).problem()).contains("class java.lang.Object");
        assertThat(Outcome.of(1, () -> new java.util.concurrent.atomic.AtomicInteger())
                        .problem())
                .contains("AtomicInteger");
        assertThat(Outcome.of(1, () -> null).problem()).contains("null");
    }

    @Test
    void bytesThatAreCutShortOrOfAnotherClassAreRefused() {
        byte[] bytes = Outcome.of(1, () -> new Point(1, new int[] {1, 2, 3}, Rule.PLAIN))
                .bytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Outcome.read(cut, getClass().getClassLoader()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Outcome.read(bytes, ClassLoader.getPlatformClassLoader()))
                .hasMessageContaining("there is no class " + Point.class.getName());
    }

    /** The canonical constructor sees what was written, as if it were made here. */
    @Test
    void recordsCheckWhatIsWritten() {
        byte[] bytes = Outcome.of(1, () -> new Positive(1)).bytes();
        int sign = bytes.length - Double.BYTES;
        bytes[sign] |= (byte) 0x80;
        assertThatThrownBy(() -> Outcome.read(bytes, getClass().getClassLoader()))
                .hasMessageContaining("refuses what was written")
                .hasMessageContaining("not positive");
    }
}
