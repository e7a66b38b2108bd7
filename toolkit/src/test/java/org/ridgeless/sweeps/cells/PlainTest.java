package org.ridgeless.sweeps.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Plain values in general: drawn at random, copied, written, damaged and read. */
class PlainTest {
    record Leaf(double number, String text, TimeUnit unit) {}

    record Node(String name, List<Object> parts, double[] numbers, Leaf[] leaves) {}

    /** A plain value of that depth, whose kinds and lengths are drawn. */
    private static Object draw(Random random, int depth) {
        int kinds = depth == 0 ? 9 : 12;
        return switch (random.nextInt(kinds)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextLong();
            case 2 -> Double.longBitsToDouble(random.nextLong());
            case 3 -> random.nextBoolean();
            case 4 -> text(random);
            case 5 -> TimeUnit.values()[random.nextInt(TimeUnit.values().length)];
            case 6 -> random.doubles(random.nextInt(4)).toArray();
            case 7 -> random.ints(random.nextInt(4)).toArray();
            case 8 -> new Leaf(random.nextDouble(), text(random), TimeUnit.DAYS);
            case 9 -> list(random, depth);
            case 10 -> new Leaf[] {new Leaf(random.nextDouble(), text(random), TimeUnit.HOURS)};
            default -> new Node(text(random), list(random, depth), new double[] {random.nextDouble()}, new Leaf[0]);
        };
    }

    private static List<Object> list(Random random, int depth) {
        List<Object> list = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            list.add(draw(random, depth - 1));
        }
        return list;
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(5), 0, 0x10000)
                .collect(StringBuilder::new, (b, c) -> b.append((char) c), StringBuilder::append)
                .toString();
    }

    private static byte[] bytes(Object value) {
        return new Outcome(value, "", 7, 8, 9).bytes();
    }

    @Test
    void whatIsDrawnComesBackAndACopyHasTheSameBytes() {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            Object value = draw(random, 3);
            byte[] bytes = bytes(Plain.require(value));
            Outcome read = Outcome.read(bytes, PlainTest.class.getClassLoader());
            assertThat(bytes(read.value())).isEqualTo(bytes);
            assertThat(bytes(Plain.copy(value))).isEqualTo(bytes);
            // Without its classes everything but records and enums is the same, and those are texts.
            assertThat(Outcome.readWithoutClasses(bytes).seed()).isEqualTo(7);
            assertThat(Outcome.readWithoutClasses(bytes).value()).isNotNull();
        }
    }

    /** Whatever byte of it is damaged, a value is refused as such or read as another; nothing else is thrown. */
    @Test
    void damageIsRefusedOrReadButEndsInNothingElse() {
        Object value =
                new Node("n", List.of(1, 2.5, "λ", new Leaf(1, "x", TimeUnit.DAYS)), new double[] {1}, new Leaf[] {
                    new Leaf(2, "y", TimeUnit.HOURS)
                });
        byte[] bytes = bytes(value);
        int refused = 0;
        for (int place = 0; place < bytes.length; place++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = bytes.clone();
                damaged[place] ^= (byte) (1 << bit);
                refused += isRefused(damaged) ? 1 : 0;
                damaged[place] = (byte) (bit * 3);
                refused += isRefused(damaged) ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(bytes.length);
    }

    private static boolean isRefused(byte[] bytes) {
        try {
            Outcome.read(bytes, PlainTest.class.getClassLoader());
            return false;
        } catch (IllegalArgumentException refusal) {
            return true;
        } catch (Exception | LinkageError other) {
            return fail("damage ended in " + other, other);
        }
    }

    @Test
    void copiesShareNoArray() {
        double[] numbers = {1, 2};
        Leaf[] leaves = {new Leaf(1, "x", TimeUnit.DAYS)};
        List<Object> parts = new ArrayList<>(List.of(numbers));
        Node copy = (Node) Plain.copy(new Node("n", parts, numbers, leaves));
        numbers[0] = 9;
        leaves[0] = null;
        parts.clear();
        assertThat(copy.numbers()).containsExactly(1, 2);
        assertThat(copy.leaves()[0].text()).isEqualTo("x");
        assertThat((double[]) copy.parts().get(0)).containsExactly(1, 2);
        assertThatThrownBy(() -> copy.parts().add(1)).isInstanceOf(UnsupportedOperationException.class);
        int[] ints = {3};
        long[] longs = {4};
        assertThat((int[]) Plain.copy(ints)).isNotSameAs(ints).containsExactly(3);
        assertThat((long[]) Plain.copy(longs)).isNotSameAs(longs).containsExactly(4);
        assertThat(Plain.copy("text")).isEqualTo("text");
    }

    @Test
    void textsShowWhatArraysHold() {
        assertThat(Plain.text(new double[] {1, 2.5})).isEqualTo("[1.0, 2.5]");
        assertThat(Plain.text(List.of(new int[] {1}, "a"))).isEqualTo("[[1], a]");
        assertThat(Plain.text(new Object[] {List.of(new int[] {1}), null})).isEqualTo("[[[1]], null]");
        assertThat(Plain.text(null)).isEqualTo("null");
    }

    record Holder(Object held) {}

    /** The text of an object that says only where it lies in memory names no cell. */
    @Test
    void whatHasNoTextOfItsOwnIsNameless() {
        Object nameless = new Object();
        assertThat(Plain.isNameless(nameless)).isTrue();
        assertThat(Plain.isNameless(List.of("a", nameless))).isTrue();
        assertThat(Plain.isNameless(new Holder(nameless))).isTrue();
        assertThat(Plain.isNameless(new Holder("b"))).isFalse();
        assertThat(Plain.isNameless(new Holder(null))).isFalse();
        assertThat(Plain.isNameless(new double[1])).isTrue();
        for (Object named : Arrays.asList(null, "a", 1, TimeUnit.DAYS, List.of(1))) {
            assertThat(Plain.isNameless(named)).isFalse();
        }
    }

    @Test
    void faultsAreNamedWithTheirPlace() {
        assertThatThrownBy(() -> Plain.require(new Holder(new Thread())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("held: class java.lang.Thread");
        assertThatThrownBy(() -> Plain.require(List.of(1, new StringBuilder()))).hasMessageContaining("StringBuilder");
        assertThatThrownBy(() -> new Outcome(1, "a reason", 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a reason");
        assertThatThrownBy(() -> new Outcome(null, "", 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Outcome.missing("why").hasValue()).isFalse();
    }

    /** An error of one cell is its problem; what has no words is named by its class. */
    @Test
    void whatACellThrowsIsItsProblem() {
        assertThat(Outcome.of(1, () -> {
                            throw new IllegalStateException("it broke");
                        })
                        .problem())
                .isEqualTo("it broke");
        assertThat(Outcome.of(1, () -> {
                            throw new StackOverflowError();
                        })
                        .problem())
                .contains("StackOverflowError");
        assertThat(Outcome.of(1, () -> {
                            throw new RuntimeException("  ");
                        })
                        .problem())
                .contains("RuntimeException");
        assertThat(Outcome.of(1, () -> {
                            throw new InterruptedException("stop");
                        })
                        .problem())
                .isEqualTo("stop");
        assertThat(Thread.interrupted()).isTrue();
    }
}
