package org.ridgeless.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.sweeps.cells.Elsewhere;

/** What an axis may hold, and by what its values are told apart. */
class AxisTest {
    @TempDir
    private Path folder;

    /** Equal numbers under two names, and a number under the text of none. */
    static final class Named implements SweepSource {
        @Override
        public Sweep sweep() {
            return Sweep.over("ridge", Map.of("low, but \"there\"", 1.0, "also low", 1.0, "high", 7))
                    .and("sign", Grid.of(-0.0, 1))
                    .measures(
                            cell -> new double[] {
                                cell.number("ridge"), cell.seeds().stream().nextDouble(), 1 / cell.number("sign")
                            },
                            "ridge itself",
                            "draw",
                            "one over sign");
        }
    }

    @Test
    void aNumberWithANameIsToldApartByItsName() {
        Sweep sweep = Sweep.of(new Named());
        SweepResult result = sweep.run();
        assertThat(result.texts("ridge"))
                .containsExactly("also low", "also low", "high", "high", "low, but \"there\"", "low, but \"there\"");
        assertThat(result.numbers("ridge itself")).containsExactly(1, 1, 7, 7, 1, 1);
        assertThat(result.numbers("draw")).doesNotHaveDuplicates();
        assertThat(sweep.store(folder).on(new Elsewhere(2)).run().table().csv())
                .isEqualTo(result.table().csv());
        assertThat(Sweep.load(folder).table().csv()).isEqualTo(result.table().csv());
        assertThat(sweep.set("ridge", "high").run().numbers("draw"))
                .containsExactly(result.where("ridge", "high").numbers("draw"));
    }

    /** Zero has one text and so no sign, here as in other processes. */
    @Test
    void zeroHasNoSign() {
        assertThat(Sweep.of(new Named()).run().numbers("one over sign")).startsWith(Double.POSITIVE_INFINITY, 1);
    }

    @Test
    void boxedNumbersAreNumbers() {
        SweepResult result = Sweep.over("x", List.of(0.5f, (short) 2, 3L))
                .measure("x again", cell -> cell.number("x"))
                .run();
        assertThat(result.numbers("x")).containsExactly(0.5, 2, 3).isEqualTo(result.numbers("x again"));
    }

    @Test
    void whatCannotBeReadBackIsRefused() {
        assertThatThrownBy(() -> Sweep.over("rule", Collections.singletonMap("none", null)))
                .hasMessage("\"none\" of \"rule\" names no value, got null");
        assertThatThrownBy(() -> Sweep.over("x =", Grid.of(1))).hasMessageContaining("got \"x =\"");
        assertThatThrownBy(() -> Sweep.over("word", "whole", "half \ud800"))
                .hasMessageContaining("half a character: \"half ");
        assertThatThrownBy(() -> Sweep.over("x", List.of())).hasMessageContaining("\"x\" is empty");
        assertThatThrownBy(() -> Sweep.over("x", Grid.of(0, -0.0))).hasMessageContaining("the same text 0");
    }

    @Test
    void anAxisMayBeCalledSeed() {
        SweepResult result = Sweep.over("seed", Grid.of(1, 2))
                .measure("y", cell -> cell.number("seed"))
                .run();
        assertThat(result.record().columns()).contains("seed", "cell seed");
    }
}
