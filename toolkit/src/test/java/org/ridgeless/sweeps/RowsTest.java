package org.ridgeless.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.cells.Recipe;

/** What comes of groups of cells: values in order, what is missing, and estimates that know of it. */
class RowsTest {
    private static Bench bench() {
        return new Bench("study", Recipe.local("study", Map.of(), 1), Seeds.of(1), Threads.of(2));
    }

    /** Item i in repetition r brings 10 i + r, but for the third repetition of the second item. */
    private static Rows<Integer, Integer> rows() {
        return bench().each("group", List.of(1, 2, 3), 4, (item, trial) -> {
            if (item == 2 && trial.number() == 2) {
                throw new IllegalStateException("no luck");
            }
            return 10 * item + trial.number();
        });
    }

    @Test
    void valuesStandInTheOrderOfItemsAndRepetitions() {
        Rows<Integer, Integer> rows = rows();
        assertThat(rows.items()).containsExactly(1, 2, 3);
        assertThat(rows.values(1)).containsExactly(10, 11, 12, 13);
        assertThat(rows.values(2)).containsExactly(20, 21, 23);
        assertThat(rows.values()).containsExactly(10, 11, 12, 13, 20, 21, 23, 30, 31, 32, 33);
        assertThat(rows.column(value -> value)).containsExactly(10, 20, 30);
        assertThat(rows.numbers(2, value -> value / 2.0)).containsExactly(10, 10.5, 11.5);
        assertThat(rows.pooled(3, value -> new double[] {value, -value}))
                .containsExactly(30, -30, 31, -31, 32, -32, 33, -33);
        assertThat(rows.first(3)).contains(30);
        assertThat(rows.finished()).containsExactly(1, 2, 3);
    }

    @Test
    void whatIsMissingIsSaidOfItsItem() {
        Rows<Integer, Integer> rows = rows();
        assertThat(rows.isComplete()).isFalse();
        assertThat(rows.problem(1)).isEmpty();
        assertThat(rows.problem(2)).isEqualTo("1 of 4 missing: no luck");
        assertThat(rows.problem()).isEqualTo(rows.problem(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rows.values(4))
                .withMessage("no item 4; there are [1, 2, 3]");
    }

    /** Mean, median and share of four, by hand; one that lacks a repetition says so. */
    @Test
    void estimatesAreThoseOfTheValuesAndTheirGaps() {
        Rows<Integer, Integer> rows = rows();
        assertThat(rows.mean(1, value -> value).value()).isCloseTo(11.5, within(1e-14));
        assertThat(rows.median(3, value -> value).value()).isCloseTo(31.5, within(1e-14));
        assertThat(rows.share(3, value -> value > 30).value()).isCloseTo(0.75, within(1e-15));
        assertThat(rows.mean(2, value -> value).value()).isCloseTo(64 / 3.0, within(1e-14));
        assertThat(rows.mean(2, value -> value).problem()).isEqualTo("1 of 4 missing: no luck");
        assertThat(rows.share(2, value -> true).problem()).contains("no luck");
        assertThat(rows.mean(1, value -> value).problem()).isEmpty();
    }

    @Test
    void anItemOfWhichNothingCameHasNoNumber() {
        Rows<String, Double> rows = bench().each("group", List.of("a", "b"), 1, (item, trial) -> {
            if (item.equals("a")) {
                throw new IllegalStateException("lost");
            }
            return 1.5;
        });
        assertThat(rows.number("a", value -> value)).isNaN();
        assertThat(rows.first("a")).isEmpty();
        assertThat(rows.finished()).containsExactly("b");
        assertThat(rows.column(value -> value)).containsExactly(Double.NaN, 1.5);
        assertThat(rows.exactly("b", value -> value).value()).isEqualTo(1.5);
    }

    /** Nothing runs before it is looked at, and then all that was announced at once, in one job. */
    @Test
    void groupsRunWhenOneOfThemIsLookedAt() {
        AtomicInteger ran = new AtomicInteger();
        Bench bench = bench();
        Rows<Integer, Integer> first = bench.each("first", List.of(1, 2), 1, (item, trial) -> ran.incrementAndGet());
        Rows<Integer, Integer> second = bench.each("second", List.of(1), 1, (item, trial) -> ran.incrementAndGet());
        Rows<Integer, Integer> empty = bench.each("empty", List.<Integer>of(), 1, (item, trial) -> 0);
        assertThat(bench.hasStarted()).isFalse();
        assertThat(ran.get()).isZero();
        assertThat(second.values()).hasSize(1);
        assertThat(ran.get()).isEqualTo(3);
        assertThat(bench.hasStarted()).isTrue();
        assertThat(first.values()).hasSize(2);
        assertThat(empty.values()).isEmpty();
        assertThat(empty.isComplete()).isTrue();
        bench.run();
        assertThat(ran.get()).isEqualTo(3);
    }

    /** Trials of one repetition share seeds across items, and have their own beside them. */
    @Test
    void pairedSeedsAreThoseOfTheRepetition() {
        Rows<Integer, List<Long>> rows = bench().each(
                        "group",
                        List.of(1, 2),
                        3,
                        (item, trial) ->
                                List.of(trial.seeds().value(), trial.paired().value()));
        for (int r = 0; r < 3; r++) {
            assertThat(rows.values(1).get(r).get(1))
                    .isEqualTo(rows.values(2).get(r).get(1));
        }
        assertThat(rows.values().stream().map(both -> both.get(0)).distinct()).hasSize(6);
        assertThat(rows.values().stream().map(both -> both.get(1)).distinct()).hasSize(3);
    }

    @Test
    void whatIsNoGroupIsRefused() {
        Bench bench = bench();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bench.each("group", List.of(1), 0, (item, trial) -> 1))
                .withMessageContaining("got 0");
        bench.each("group", List.of(1), 1, (item, trial) -> 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bench.each("group", List.of(2), 1, (item, trial) -> 1))
                .withMessageContaining("\"group\" already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bench.each("same", List.of("a", "a"), 1, (item, trial) -> 1))
                .withMessageContaining("same text a");
        assertThatThrownBy(() -> bench.each("much", List.of(1, 2), Integer.MAX_VALUE, (item, trial) -> 1))
                .isInstanceOf(ArithmeticException.class);
    }
}
