package org.ridgeless.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.GaussianMatrix;
import org.ridgeless.sweeps.Cell;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Step;
import org.ridgeless.sweeps.Sweep;
import org.ridgeless.sweeps.SweepResult;
import org.ridgeless.sweeps.SweepSource;
import org.ridgeless.sweeps.jvms.ChildJvms;

/** The code of docs/guide/sweeps.md. */
class SweepsGuideTest {
    @TempDir
    private Path temporary;

    @Test
    void sweeps() {
        String folder = temporary.resolve("kappa").toString();
        // code: sweep
        Sweep sweep = Sweep.over("d", Grid.ints(10, 100, 10))
                .and("n", Grid.of(50, 100))
                .repeat(20)
                .seed(7)
                .measure("log κ", cell -> {
                    GaussianMatrix matrix = GaussianMatrix.of(cell.integer("n"), cell.integer("d"));
                    return Math.log(matrix.fastConditionNumber(cell.seeds()));
                })
                .store(folder); // each finished cell is kept; run again, it goes on from there
        SweepResult result = sweep.run();
        Chart chart = result.plot("log κ"); // means with 95 % bands, a line for each n
        // end
        assertThat(result.rows()).isEqualTo(400);
        assertThat(chart.caption()).contains("n = 50", "n = 100");
        // code: looking
        SweepResult stored = Sweep.load(folder); // also while it runs, from elsewhere
        stored.heatMap("log κ", "d", "n");
        double[] medians = stored.by("n", "d").median("log κ");
        stored.failures(); // cells that stopped with an error, and why
        stored.record().save(folder + "/record.csv"); // with seed and time of each cell
        // end
        assertThat(medians).hasSize(20);
        assertThat(stored.table().csv()).isEqualTo(result.table().csv());
    }

    @Test
    void repetitions() {
        // code: until
        SweepResult means = Sweep.over("ensemble", "square", "wide")
                .measure("log κ", cell -> {
                    int d = cell.text("ensemble").equals("wide") ? 80 : 40;
                    return Math.log(GaussianMatrix.of(40, d).fastConditionNumber(cell.seeds()));
                })
                .repeatUntil("log κ", 0.4, 1_000) // the width of the 95 % interval of each mean
                .run();
        // end
        assertThat(means.by("ensemble").counts()[0])
                .isGreaterThan(means.by("ensemble").counts()[1]);
    }

    @Test
    void hysteresis() {
        // code: hysteresis
        SweepResult loop = Sweep.over("field", Grid.linear(-1, 1, 41))
                .thereAndBack(
                        "field",
                        (Cell cell, Double before) -> {
                            double m = before == null ? -1 : before; // where the neighbour ended
                            for (int i = 0; i < 200; i++) {
                                m = Math.tanh(1.5 * m + cell.number("field"));
                            }
                            return Step.of(m, m);
                        },
                        "magnetization")
                .run();
        Chart both = loop.plot("magnetization"); // there and back
        // end
        assertThat(both.caption()).contains("there", "back");
        assertThat(loop.where("way", "back").rows()).isEqualTo(41);
    }

    // code: named
    public static final class Conditioning implements SweepSource {
        @Override
        public Sweep sweep() {
            return Sweep.over("d", Grid.ints(10, 100, 10))
                    .repeat(20)
                    .measure(
                            "κ",
                            cell -> GaussianMatrix.of(100, cell.integer("d")).fastConditionNumber(cell.seeds()));
        }
    }
    // end

    @Test
    void childProcesses() {
        // code: jvms
        SweepResult result = Sweep.of(new Conditioning())
                .set("d", "20, 40")
                .on(ChildJvms.of(2).memory("256m"))
                .run();
        // end
        assertThat(result.table().csv())
                .isEqualTo(Sweep.of(new Conditioning())
                        .set("d", "20, 40")
                        .run()
                        .table()
                        .csv());
    }
}
