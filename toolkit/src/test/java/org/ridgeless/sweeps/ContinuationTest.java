package org.ridgeless.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.sweeps.cells.Elsewhere;
import org.ridgeless.sweeps.store.Shard;

/** Cells that go on from what their neighbours have handed on. */
class ContinuationTest {
    @TempDir
    private Path folder;

    /** Sums in an array that each cell adds to in place. */
    static final class InPlace implements SweepSource {
        record Sums(double[] all, List<int[][]> counts) {}

        @Override
        public Sweep sweep() {
            return Sweep.over("x", Grid.ints(1, 3, 1))
                    .and("line", Grid.ints(1, 4, 1))
                    .along("x", InPlace::step, "sum", "count");
        }

        private static Step<Sums> step(Cell cell, Sums before) {
            Sums now = before == null ? new Sums(new double[1], Collections.singletonList(new int[1][1])) : before;
            now.all[0] += cell.number("line");
            now.counts.get(0)[0][0]++;
            return Step.of(now, now.all[0], now.counts.get(0)[0][0]);
        }
    }

    /** What a neighbour has brought stands though the next cell goes on from it in place. */
    @Test
    void aCellMayChangeWhatItGoesOnFrom() {
        Sweep sweep = Sweep.of(new InPlace());
        SweepResult result = sweep.run();
        assertThat(result.where("line", 2).numbers("sum")).containsExactly(2, 4, 6);
        for (int again = 0; again < 2; again++) {
            assertThat(result.rerun(4)).containsExactly(2, 2);
        }
        assertThat(sweep.on(new Elsewhere(3)).run().table().csv())
                .isEqualTo(result.table().csv());
    }

    /** A worker makes the whole study again, of which its shard has a part only. */
    @Test
    void shardsSendTheirLinesElsewhere() {
        Sweep sweep = Sweep.of(new InPlace());
        for (int part = 1; part <= 2; part++) {
            SweepResult result = sweep.on(new Shard(part, 2).around(new Elsewhere(2), folder))
                    .run();
            assertThat(result.numbers("line")).containsOnly(part, part + 2).hasSize(6);
            assertThat(result.failures().rows()).isZero();
        }
    }
}
