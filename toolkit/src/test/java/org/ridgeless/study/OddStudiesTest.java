package org.ridgeless.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.verdict.Outcome;

/** Studies that ask for what cannot be had: refused before any cell runs, or shown with what there is. */
class OddStudiesTest {
    private static Study centred(Grid grid, int repetitions) {
        return Study.named("mean of uniform numbers")
                .claim("uniform numbers, centred, have mean 0")
                .cells(grid, repetitions, (x, seeds) -> seeds.stream().nextDouble() - 0.5)
                .predicts(0)
                .rival("mean 1", 1)
                .within(0.4);
    }

    private static Study never(Grid grid) {
        return centred(grid, 2).cells(grid, 2, (x, seeds) -> {
            throw new AssertionError("ran");
        });
    }

    private static Result shown(Study study) {
        Result result = study.run();
        assertThat(result.plot().png()).isNotEmpty();
        assertThat(result.mime().data()).isNotEmpty();
        return result;
    }

    @Test
    void twoMediansHaveInfiniteIntervalsAndAreShown() {
        Result result = shown(centred(Grid.of(1, 2), 2).median());
        assertThat(result.isPartial()).as(result.toString()).isFalse();
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void valuesThatAreNotFiniteAreShown() {
        for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 3}) {
            Result result = shown(centred(Grid.of(1, 2), 3)
                    .cells(
                            Grid.of(1, 2),
                            3,
                            (x, seeds) -> x == 1 ? odd : seeds.stream().nextDouble() - 0.5));
            assertThat(result.isPartial()).as(result.toString()).isFalse();
            assertThat(result.verdict().outcome()).isNotEqualTo(Outcome.PASS);
        }
    }

    @Test
    void allCellsThatThrowAreShown() {
        Result result = shown(centred(Grid.of(1, 2), 3).cells(Grid.of(1, 2), 3, (x, seeds) -> {
            throw new IllegalStateException("boom");
        }));
        assertThat(result.verdict().reason()).isEqualTo("3 of 3 missing: boom");
    }

    @Test
    void negativeValuesOnLogarithmicAxesAreShown() {
        Result result = shown(centred(Grid.of(1, 2), 40).logLog());
        assertThat(result.isPartial()).as(result.toString()).isFalse();
    }

    @Test
    void oddGridsAreShown() {
        for (Grid grid : new Grid[] {Grid.of(5), Grid.of(0), Grid.of(3, -1, 2), Grid.of(1e-300, 1e300)}) {
            Result result = shown(centred(grid, 40));
            assertThat(result.isPartial()).as(result.toString()).isFalse();
        }
    }

    @Test
    void theoryThatSaysNothingSomewhereIsInconclusive() {
        Result result = shown(centred(Grid.of(1, 2), 40).predicts(x -> x == 1 ? Double.NaN : 0));
        assertThat(result.isPartial()).as(result.toString()).isFalse();
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnyCellRuns() {
        assertThatThrownBy(() -> never(Grid.of(1)).within(0)).hasMessageContaining("tolerance");
        assertThatThrownBy(() -> never(Grid.of(1)).withinRelative(Double.NaN)).hasMessageContaining("tolerance");
        for (double same : new double[] {-0.0, Double.NaN}) {
            assertThatThrownBy(() -> never(Grid.of(1)).rival("same", same).run())
                    .hasMessageContaining("\"same\" does not");
        }
        assertThatThrownBy(() -> never(Grid.of(1, 1)).run()).hasMessageContaining("same text 1.0");
        assertThatThrownBy(() -> never(Grid.of(0, 1)).logLog().run()).hasMessageContaining("logLog");
        assertThatThrownBy(() -> never(Grid.of(1, 2))
                        .predicts(x -> {
                            throw new IllegalStateException("no theory at " + x);
                        })
                        .run())
                .hasMessageContaining("no theory at 1.0");
    }
}
