package org.ridgeless.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;

/** What there is of a sweep before it has ended, and what its figures and tables make of cells that are missing. */
class PartialResultTest {
    private static Sweep sweep() {
        return Sweep.over("x", Grid.of(2, 1, 3))
                .and("rule", "a", "b")
                .repeat(4)
                .seed(3)
                .measures(
                        cell -> {
                            if (cell.integer("x") == 3 && cell.text("rule").equals("b")) {
                                throw new IllegalStateException("no " + cell.trial());
                            }
                            double draw = cell.seeds().stream().nextDouble();
                            return new double[] {cell.number("x") + draw, cell.trial() == 0 ? Double.NaN : draw};
                        },
                        "value",
                        "draw");
    }

    /** A run that was interrupted before its first cell has a table, a page and a summary without rows. */
    @Test
    void nothingIsAResultWithoutRows() {
        Thread.currentThread().interrupt();
        SweepResult nothing = sweep().run();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(nothing.isPartial()).isTrue();
        assertThat(nothing.rows()).isZero();
        assertThat(nothing.columns()).containsExactly("x", "rule", "trial", "value", "draw");
        assertThat(nothing.numbers("value")).isEmpty();
        assertThat(nothing.failures().rows()).isZero();
        assertThat(nothing.statuses()).isEmpty();
        assertThat(nothing.status()).isEqualTo("0 cells; some are missing");
        assertThat(nothing.toString()).endsWith(nothing.status());
        assertThat(nothing.summary("value").rows()).isZero();
        assertThat(nothing.mime().data().get("text/html").toString()).contains("0 cells; some are missing");
        assertThatIllegalArgumentException().isThrownBy(() -> nothing.rerun(0)).withMessageContaining("no rows");
    }

    /** Failed cells have no numbers and are left out of every mean; numbers that diverged are counted in figures. */
    @Test
    void failedAndDivergedCellsAreToldApart() {
        SweepResult result = sweep().run();
        assertThat(result.statuses())
                .containsExactlyInAnyOrderEntriesOf(Map.of("failed", 4L, "diverged", 5L, "finished", 15L));
        assertThat(result.table().columns()).endsWith("status", "problem");
        assertThat(result.where("status", "failed").numbers("value")).hasSize(4).containsOnly(Double.NaN);
        assertThat(result.failures().texts("problem")).containsExactly("no 0", "no 1", "no 2", "no 3");
        assertThat(result.measures()).containsExactly("value", "draw");
        Results summary = result.summary("draw");
        assertThat(summary.rows()).isEqualTo(5);
        assertThat(summary.numbers("cells")).containsOnly(3);
        double[] draws = Arrays.stream(result.where("x", 1).where("rule", "b").numbers("draw"))
                .filter(Double::isFinite)
                .toArray();
        int row = 1;
        assertThat(summary.numbers("x")[row]).isEqualTo(1);
        assertThat(summary.texts("rule")[row]).isEqualTo("b");
        assertThat(summary.numbers("draw")[row]).isCloseTo(Statistics.mean(draws), within(1e-15));
        assertThat(summary.numbers("95 % from")[row] + summary.numbers("95 % to")[row])
                .isCloseTo(2 * Statistics.mean(draws), within(1e-14));
        assertThat(result.plot("draw").svg()).contains("5 of 20 cells diverged and are left out.");
        assertThat(result.plot("value").svg()).doesNotContain("diverged");
    }

    /** The mean of a place is at its place in a heat map, whatever the order of the axes in the sweep was. */
    @Test
    void aHeatMapIsInTheOrderOfItsAxes() {
        SweepResult result = Sweep.over("x", Grid.of(3, 1, 2))
                .and("y", Grid.of(20, 10))
                .repeat(2)
                .measure("z", cell -> cell.number("x") + cell.number("y"))
                .run();
        List<String> axes = List.of("x", "y");
        for (String across : axes) {
            String up = across.equals("x") ? "y" : "x";
            assertThat(result.heatMap("z", across, up).caption())
                    .isEqualTo("Chart (" + up + " against " + across + "): z");
        }
        assertThat(result.summary("z").numbers("z")).containsExactly(11, 21, 12, 22, 13, 23);
        assertThat(result.by("y").keys("y")).containsExactly(10, 20);
        assertThat(result.rerun(5)).containsExactly(21);
        for (int row : new int[] {-1, 12}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> result.rerun(row))
                    .withMessageContaining("0 to 11, got " + row);
        }
    }

    @Test
    void sweepsNameWhatTheyMeasureTwiceOrNotAtAll() {
        Sweep one = Sweep.over("x", Grid.of(1, 2));
        refuses(() -> one.measures(cell -> new double[0]), "need names");
        refuses(() -> one.measures(cell -> new double[2], "a", "a"), "different names, got [a, a]");
        refuses(() -> one.measure("a", cell -> 1).repeatUntil("a", Double.NaN, 9), "got NaN and 9");
        refuses(() -> one.measure("a", cell -> 1).repeatUntil("a", 1, 1), "got 1.0 and 1");
        refuses(
                () -> one.along("x", (cell, before) -> Step.of(1, 1), "s").measure("a", cell -> 1),
                "what its continuation brings");
        assertThat(Step.of("state", 1, 2)).hasToString("Step[1.0, 2.0]");
        assertThat(Threads.of(1)).hasToString("1 thread");
        assertThat(Threads.of(3)).hasToString("3 threads");
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }
}
