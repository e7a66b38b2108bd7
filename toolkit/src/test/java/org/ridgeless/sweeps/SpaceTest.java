package org.ridgeless.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The product of axes: which cells there are, in which order, and what their seeds depend on. */
class SpaceTest {
    private static void refuses(ThrowingCallable call, String... messages) {
        for (String message : messages) {
            assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
        }
    }

    private static Space space(int... sizes) {
        Space space = Space.EMPTY;
        for (int a = 0; a < sizes.length; a++) {
            space = space.and(Axis.of(
                    "axis" + a,
                    Arrays.stream(Grid.ints(1, sizes[a], 1).values()).boxed().toList()));
        }
        return space;
    }

    /** Mixed radix: the last axis moves fastest, each place is met once, and a stride is one step of its axis. */
    @Test
    void placesCountThroughTheAxesLikeDigits() {
        Random random = new Random(1);
        for (int trial = 0; trial < 50; trial++) {
            int[] sizes = random.ints(1 + random.nextInt(4), 1, 5).toArray();
            Space space = space(sizes);
            int size = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
            assertThat(space.size(1)).isEqualTo(size);
            assertThat(space.size(3)).isEqualTo(3 * size);
            Set<String> seen = new HashSet<>();
            for (int place = 0; place < size; place++) {
                Cell cell = space.cell(place, 0, "", 1);
                int digits = 0;
                for (int a = 0; a < sizes.length; a++) {
                    digits = digits * sizes[a] + cell.integer("axis" + a) - 1;
                }
                assertThat(digits).isEqualTo(place);
                assertThat(seen.add(cell.place())).isTrue();
            }
            for (int a = 0; a < sizes.length; a++) {
                if (sizes[a] > 1) {
                    int stride = space.stride("axis" + a);
                    assertThat(space.cell(stride, 0, "", 1).integer("axis" + a)).isEqualTo(2);
                }
            }
        }
    }

    /** Two cells have the same seed only if they are the same cell; a name, a value, a trial or a way makes another. */
    @Test
    void seedsBelongToNamesValuesTrialsAndWays() {
        List<Cell> cells = new ArrayList<>();
        Object[][] values = {{"a", 1.0}, {"b", 1.0}, {"a", 2.0}, {"a", "b"}, {"b", "a"}, {"1", "a"}};
        for (Object[] value : values) {
            for (int trial = 0; trial < 3; trial++) {
                for (String way : new String[] {"", Cell.BACK}) {
                    Map<String, Object> one = Map.of((String) value[0], value[1]);
                    Map<String, String> text = Map.of((String) value[0], Axis.text(value[1]));
                    cells.add(new Cell(one, text, trial, way, 9));
                }
            }
        }
        Set<Long> seeds = new HashSet<>();
        cells.forEach(cell -> seeds.add(cell.seeds().value()));
        assertThat(seeds).hasSize(cells.size());
        // There is what it is without a way back: a sweep to and fro begins as one to.
        Cell there = new Cell(Map.of("a", 1.0), Map.of("a", "1"), 0, Cell.THERE, 9);
        assertThat(there.seeds().value()).isEqualTo(cells.get(0).seeds().value());
        assertThat(there.key().group()).isEqualTo("there");
        assertThat(there).hasToString("a = 1, trial 0, there");
        assertThat(cells.get(0)).hasToString("a = 1, trial 0");
    }

    /** Which cells there are beside it, and in which order they run, is nothing to a cell. */
    @Test
    void aCellDrawsTheSameInEverySweepThatHasIt() {
        Measure draw = cell -> cell.seeds().stream().nextDouble();
        Sweep small =
                Sweep.over("x", Grid.of(3, 1)).and("w", "b").repeat(2).seed(4).measure("draw", draw);
        Sweep large = Sweep.over("x", Grid.of(0, 1, 2, 3))
                .and("w", "a", "b", "c")
                .repeat(5)
                .seed(4)
                .measure("draw", draw);
        SweepResult of = large.threads(3).run();
        SweepResult one = small.threads(1).run();
        for (int i = 0; i < one.rows(); i++) {
            double[] there = of.where("x", one.numbers("x")[i])
                    .where("w", "b")
                    .where("trial", one.numbers("trial")[i])
                    .numbers("draw");
            assertThat(there).containsExactly(one.numbers("draw")[i]);
        }
    }

    @Test
    void cellsNameWhatTheyDoNotHave() {
        Cell cell = space(2).and(Axis.of("w", List.of("u", "v"))).cell(3, 1, "", 0);
        assertThat(cell.text("axis0")).isEqualTo("2");
        assertThat(cell.text("w")).isEqualTo("v");
        assertThat(cell.trial()).isEqualTo(1);
        assertThat(cell.names()).containsExactly("axis0", "w");
        refuses(() -> cell.number("w"), "\"w\" is no number, it is v");
        refuses(() -> cell.get("z"), "no parameter \"z\"", "[axis0, w]");
        refuses(() -> cell.text("z"), "no parameter \"z\"");
        Cell half = Space.EMPTY.and(Axis.of("x", List.of(0.5))).cell(0, 0, "", 0);
        refuses(() -> half.integer("x"), "whole number", "0.5");
        refuses(() -> space(2).and(Axis.of("axis0", List.of(1))), "\"axis0\" already");
        refuses(() -> space(2).axis("z"), "no parameter \"z\"");
    }

    /** Each value of a grid lies between its neighbours, and the grid turned round is the grid from the other end. */
    @Test
    void gridsRiseAndTurnRound() {
        Random random = new Random(6);
        for (int trial = 0; trial < 300; trial++) {
            double a = random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
            double b = random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
            int count = 2 + random.nextInt(40);
            double low = Math.min(a, b);
            double high = Math.max(a, b);
            requireRising(
                    Grid.linear(low, high, count).values(),
                    Grid.linear(high, low, count).values());
            double smaller = Math.min(Math.abs(a), Math.abs(b));
            double larger = Math.max(Math.abs(a), Math.abs(b));
            requireRising(
                    Grid.logarithmic(smaller, larger, count).values(),
                    Grid.logarithmic(larger, smaller, count).values());
        }
    }

    private static void requireRising(double[] up, double[] down) {
        double largest = Math.max(Math.abs(up[0]), Math.abs(up[up.length - 1]));
        for (int i = 0; i < up.length; i++) {
            assertThat(i == 0 || up[i] >= up[i - 1]).isTrue();
            assertThat(up[i]).isBetween(up[0], up[up.length - 1]);
            assertThat(down[up.length - 1 - i] / largest).isCloseTo(up[i] / largest, within(1e-12));
        }
    }

    /** A grid of decades has the decades, so that it can be a grid of whole numbers. */
    @Test
    void decadesAreExact() {
        for (int decades = 1; decades <= 9; decades++) {
            int[] expected = new int[decades + 1];
            Arrays.setAll(expected, i -> (int) Math.pow(10, i));
            assertThat(Grid.logarithmic(1, Math.pow(10, decades), decades + 1).integers())
                    .containsExactly(expected);
            Arrays.setAll(expected, i -> 1 << i);
            assertThat(Grid.logarithmic(1, 1 << decades, decades + 1).integers())
                    .containsExactly(expected);
        }
    }
}
