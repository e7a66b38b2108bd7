package org.ridgeless.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's warm-up runs what it says and gives way to the first cell. */
class FirstCellsTest {
    @Test
    void runsToItsEndWhereNobodyWaits() {
        AtomicInteger questions = new AtomicInteger();
        FirstCells.rehearse(() -> questions.incrementAndGet() > 0);
        // Three descents of 1,600 steps, in runs of 1, 2, 4 … 64 and further ones of 64, and a chart; one question
        // before each.
        assertThat(questions.get()).isEqualTo(3 * 31 + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9})
    void asksBeforeEachPieceAndDoesNoneOnceACellWaits(int pieces) {
        AtomicInteger questions = new AtomicInteger();
        FirstCells.rehearse(() -> questions.incrementAndGet() <= pieces);
        // The question that is denied, and one for each of the three kinds of piece behind it.
        assertThat(questions.get()).isEqualTo(pieces + 4);
    }
}
