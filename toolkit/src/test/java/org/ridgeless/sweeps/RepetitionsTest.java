package org.ridgeless.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.sweeps.cells.Elsewhere;
import org.ridgeless.sweeps.cells.Recipe;

/** How often places are repeated, here and where the sweep is made again. */
class RepetitionsTest {
    @TempDir
    private Path folder;

    @Test
    void otherFirstRepetitionsAreMadeElsewhere() {
        Sweep sweep = Sweep.of(new Adaptive()).repeat(9);
        assertThat(sweep.on(new Elsewhere(2)).run().table().csv())
                .isEqualTo(sweep.run().table().csv());
        Recipe other = sweep.recipe();
        Map<String, String> options = new LinkedHashMap<>(other.options());
        options.put(Sweep.REPETITIONS, "9 to 10 until column 0 ± 0.05");
        assertThatThrownBy(() -> Sweep.of(
                        new Recipe(other.maker(), other.study(), options, 1),
                        getClass().getClassLoader()))
                .hasMessageContaining("of another version here")
                .hasMessageContaining("were 9 to 10 until");
    }

    /** Fewer repetitions are allowed than a first round has otherwise. */
    @Test
    void noPlaceHasMoreRepetitionsThanAllowed() {
        Sweep sweep = Sweep.of(new Adaptive()).repeatUntil("draw", 0.1, 2);
        assertThat(sweep.size()).isEqualTo(4);
        assertThat(sweep.store(folder).run().rows()).isEqualTo(4);
        assertThat(Sweep.load(folder).isPartial()).isFalse();
        assertThat(sweep.repeat(100).size()).isEqualTo(4);
    }

    @Test
    void cellsThatCannotBeCountedAreRefusedAtOnce() {
        Sweep back = Sweep.over("x", Grid.of(1)).thereAndBack("x", (cell, before) -> Step.of(1, 1), "y");
        assertThatThrownBy(() -> back.repeat(Integer.MAX_VALUE)).hasMessageContaining("4294967294 repetitions");
        Sweep often = Sweep.over("x", Grid.of(1)).repeat(Integer.MAX_VALUE);
        assertThatThrownBy(() -> often.and("y", Grid.of(1, 2))).hasMessageContaining("at most 2147483647 cells");
    }
}
