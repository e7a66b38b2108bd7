package org.ridgeless.experiments.margins;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ridgeless.tables.Results;

/** One trained network: how it came about, on how many samples, its margins where they matter, and its test error. */
record Row(String network, int samples, double area, double smallest, double error) {
    static Results table(String title, List<Row> rows) {
        return Results.titled(title)
                .texts("network", rows.stream().map(Row::network).toArray(String[]::new))
                .numbers("samples", column(rows, Row::samples))
                .numbers("mean normalized margin", column(rows, Row::area))
                .numbers("smallest normalized margin", column(rows, Row::smallest))
                .numbers("test error", column(rows, Row::error));
    }

    private static double[] column(List<Row> rows, ToDoubleFunction<Row> value) {
        return rows.stream().mapToDouble(value).toArray();
    }
}
