package org.ridgeless.sweeps.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.Plain;
import org.ridgeless.tables.Results;

/** The cells of a store as a table for people and other programs. */
final class CellsTable {
    private static final double NANOS = 1e9;

    /** A cell with what is read of it. */
    private record Row(StoredCell cell, Outcome outcome, Environment environment) {}

    private CellsTable() {}

    static Results of(Contents contents) {
        List<Row> rows = new ArrayList<>();
        for (StoredCell cell : contents.cells()) {
            rows.add(new Row(
                    cell, cell.outcomeWithoutClasses(), contents.environments().get(cell.environment())));
        }
        return Results.titled("cells of " + contents.manifest().study())
                .texts("group", texts(rows, row -> row.cell.key().group()))
                .texts("item", texts(rows, row -> row.cell.key().item()))
                .numbers(
                        "repetition",
                        rows.stream()
                                .mapToInt(row -> row.cell.key().repetition())
                                .toArray())
                .texts("status", texts(rows, row -> row.outcome.hasValue() ? "finished" : "failed"))
                .texts("value", texts(rows, row -> row.outcome.hasValue() ? Plain.text(row.outcome.value()) : ""))
                .texts("problem", texts(rows, row -> row.outcome.problem()))
                .texts("seed", texts(rows, row -> String.format("%016x", row.outcome.seed())))
                .numbers("wall seconds", seconds(rows, row -> row.outcome.wallNanos()))
                .numbers("CPU seconds", seconds(rows, row -> row.outcome.cpuNanos()))
                .texts("toolkit", texts(rows, row -> row.environment.toolkit()))
                .texts("JDK", texts(rows, row -> row.environment.jdk()))
                .texts("processor", texts(rows, row -> row.environment.processor()))
                .texts("process", texts(rows, row -> row.environment.process()))
                .texts("started", texts(rows, row -> row.environment.started()));
    }

    private static String[] texts(List<Row> rows, Function<Row, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static double[] seconds(List<Row> rows, Function<Row, Long> nanos) {
        return rows.stream()
                .mapToDouble(row -> nanos.apply(row) < 0 ? Double.NaN : nanos.apply(row) / NANOS)
                .toArray();
    }
}
