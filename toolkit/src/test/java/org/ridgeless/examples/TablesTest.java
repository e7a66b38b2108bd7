package org.ridgeless.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.lab.docs.Shown;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Explorer;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;

class TablesTest {
    @TempDir
    private Path folder;

    @Test
    void results() {
        Path file = folder.resolve("condition.csv");
        // @start region="results"
        Results results =
                Results.titled("condition number").numbers("d", 1, 1, 2).numbers("kappa", 3.0, 5.0, 7.0);
        double[] means = results.by("d").mean("kappa"); // [4, 7], one for each d
        double[] late = results.where("d", 2).numbers("kappa"); // [7]
        results.save(file);
        int rows = Results.read(file).rows(); // 3
        // @end
        Shown.in("results", means, late, rows);
    }

    @Test
    void statistics() {
        // @start region="statistics"
        double[] draws = {1, 2, 3, 4};
        double variance = Statistics.variance(draws); // 1.6666… = 5/3
        double median = Statistics.median(draws); // 2.5
        double quantile = Statistics.quantile(0.25, draws); // 1.75
        // @end
        Shown.in("statistics", variance, median, quantile);
    }

    @Test
    void chart() {
        Path file = folder.resolve("chart.svg");
        // @start region="chart"
        double[] x = {1, 2, 4, 8};
        double[] y = {1.1, 3.9, 16.2, 63};
        Chart chart = Chart.titled("Growth")
                .x("n")
                .y("cost")
                .logX()
                .logY()
                .points("measured", x, y)
                .theory("n²", n -> n * n);
        chart.save(file); // or .png, .pdf; in a notebook the cell shows it
        // @end
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void explorer() {
        // @start region="explorer"
        Explorer explorer = Explorer.slider("power", 1, 2, 3)
                .show(p -> Chart.titled("A power").theory("xᵖ", x -> Math.pow(x, p), 0, 2));
        int frames = explorer.frames().size(); // 3, drawn beforehand
        // @end
        Shown.in("explorer", frames);
    }
}
