package org.ridgeless.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.lab.docs.Shown;
import org.ridgeless.plots.Chart;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Sweep;
import org.ridgeless.sweeps.SweepResult;

class SweepsTest {
    @TempDir
    private Path folder;

    @Test
    void sweep() {
        // @start region="sweep"
        SweepResult result = Sweep.over("n", Grid.of(1, 2))
                .and("power", Grid.of(2, 3))
                .measure("value", cell -> Math.pow(cell.number("n"), cell.number("power")))
                .run();
        double[] values = result.numbers("value"); // [1, 1, 4, 8]
        double[] cubes = result.where("power", 3).numbers("value"); // [1, 8]
        double[] means = result.by("n").mean("value"); // [1, 6]
        // @end
        Shown.in("sweep", values, cubes, means);
    }

    @Test
    void trials() {
        // @start region="trials"
        SweepResult result = Sweep.over("scale", Grid.of(1, 10))
                .and("law", "uniform", "coin")
                .repeat(20) // trials of each cell, each with seeds of its own
                .seed(7)
                .measure("draw", cell -> {
                    double uniform = cell.seeds().stream().nextDouble();
                    return cell.number("scale") * (cell.text("law").equals("coin") ? Math.round(uniform) : uniform);
                })
                .store(folder) // an interrupted sweep goes on from there
                .run();
        int rows = result.rows(); // 80 = 2 · 2 · 20
        double[] scales = result.by("scale").keys(); // [1, 10]
        // @end
        Shown.in("trials", rows, scales);
    }

    @Test
    void grid() {
        // @start region="grid"
        double[] linear = Grid.linear(0, 1, 3).values(); // [0, 0.5, 1]
        double[] logarithmic = Grid.logarithmic(1, 100, 3).values(); // [1, 10, 100]
        int[] integers = Grid.ints(2, 8, 3).integers(); // [2, 5, 8]
        // @end
        Shown.in("grid", linear, logarithmic, integers);
    }

    @Test
    void result() {
        // @start region="result"
        SweepResult result = Sweep.over("n", Grid.of(1, 2, 3))
                .repeat(4)
                .measure(
                        "draw", cell -> cell.number("n") + cell.seeds().stream().nextDouble())
                .run();
        double[] medians = result.by("n").median("draw"); // one for each n
        Chart chart = result.plot("draw"); // mean with its 95 % band; .heatMap for two axes
        int failures = result.failures().rows(); // 0: cells that stopped with an error, and why
        // @end
        Shown.in("result", failures);
        assertThat(medians).hasSize(3);
        assertThat(chart).isNotNull();
    }
}
