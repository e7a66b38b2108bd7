package org.ridgeless.sweeps;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.Html;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.plots.Chart;
import org.ridgeless.tables.Groups;
import org.ridgeless.tables.Results;

/**
 * What a sweep has brought: a row for each cell, figures with confidence bands, and the record of how it was computed. Immutable.
 *
 * {@snippet file="SweepsTest.java" region="result"}
 *
 * <p>Cells that failed have a row that says so and take no part in groups and figures; diverged ones, with infinite numbers or
 * none, are in groups as they are, and left out of figures, which count them.
 */
public final class SweepResult implements Displayable {
    private static final double NANOS = 1e9;

    private final SweepForm form;
    private final List<SweepRow> rows;
    private final boolean partial;
    private final String warning;
    private final IntFunction<double[]> again;

    private SweepResult(
            SweepForm form, List<SweepRow> rows, boolean partial, String warning, IntFunction<double[]> again) {
        this.form = form;
        this.rows = rows;
        this.partial = partial;
        this.warning = warning;
        this.again = again;
    }

    /** @throws IllegalStateException if there are cells and every one of them has failed */
    static SweepResult of(SweepForm form, List<SweepRow> rows, boolean partial) {
        if (!partial
                && !rows.isEmpty()
                && rows.stream().noneMatch(row -> row.outcome().hasValue())) {
            SweepRow first = rows.get(0);
            throw new IllegalStateException("all " + rows.size() + " cells failed; the first, "
                    + first.key().item() + ", trial " + first.key().repetition() + ": "
                    + first.outcome().problem());
        }
        return new SweepResult(form, List.copyOf(rows), partial, "", SweepResult::notHere);
    }

    /** A row for each cell: its parameters, its trial, what was measured; where not all are finished, also status and problem. */
    public Results table() {
        Results table = measured(rows, "");
        boolean sound = rows.stream().allMatch(row -> row.status().equals("finished"));
        return sound ? table : withStatus(table, rows);
    }

    /** The table with status, seed, wall and processor time of each cell. */
    public Results record() {
        return withStatus(measured(rows, ""), rows)
                .texts(
                        "cell seed",
                        texts(rows, row -> String.format("%016x", row.outcome().seed())))
                .numbers("wall seconds", numbers(rows, row -> row.outcome().wallNanos() / NANOS))
                .numbers(
                        "CPU seconds",
                        numbers(rows, row -> seconds(row.outcome().cpuNanos())));
    }

    /** The cells that stopped with an error, and why. */
    public Results failures() {
        List<SweepRow> failed =
                rows.stream().filter(row -> !row.outcome().hasValue()).toList();
        return places(failed, " failed")
                .texts("problem", texts(failed, row -> row.outcome().problem()));
    }

    /**
     * Computes the cell of a row again, on this thread, and gives what it measures.
     *
     * @param row from 0, in the order of {@link #table}
     * @return the numbers in the order of {@link #measures}
     * @throws IllegalStateException if it fails, caused by what it throws
     * @throws IllegalArgumentException if there is no such row, with the numbers there are
     */
    public double[] rerun(int row) {
        if (row < 0 || row >= rows.size()) {
            String there = rows.isEmpty() ? "there are no rows" : "rows are numbered from 0 to " + (rows.size() - 1);
            throw new IllegalArgumentException(there + ", got " + row);
        }
        return again.apply(row);
    }

    /**
     * The cells that have brought numbers, grouped by one axis or several.
     *
     * @param axis a column of the table
     * @param more further columns
     * @return a group for each combination
     */
    public Groups by(String axis, String... more) {
        return valued().by(axis, more);
    }

    /**
     * Mean, its 95 % interval and the number of cells behind it, at each place.
     *
     * @param measure one of {@link #measures}
     * @return a row for each place
     * @throws IllegalArgumentException if there is no such measure, with those there are
     */
    public Results summary(String measure) {
        return Bands.of(form, valued(), measure).table();
    }

    /**
     * A measure against the first axis of numbers that has several values: means with bands of 95 % confidence, a line for each
     * combination of the other axes.
     *
     * @param measure one of {@link #measures}
     * @return the figure
     * @throws IllegalArgumentException if there is no such measure, or there would be too many lines
     */
    public Chart plot(String measure) {
        return Bands.of(form, valued(), measure).chart();
    }

    /**
     * A measure against an axis, which may be of words.
     *
     * @param measure one of {@link #measures}
     * @param axis a parameter
     * @return the figure
     * @throws IllegalArgumentException if there is no such measure or axis, or there would be too many lines
     */
    public Chart plot(String measure, String axis) {
        return Bands.of(form, valued(), measure).chart(axis);
    }

    /**
     * The mean of a measure over the plane of two axes of numbers, averaged over all others.
     *
     * @param measure one of {@link #measures}
     * @param x horizontal axis, a parameter of numbers
     * @param y vertical axis, a parameter of numbers
     * @return the figure
     * @throws IllegalArgumentException if there is no such measure or axis, or one has words
     */
    public Chart heatMap(String measure, String x, String y) {
        return Bands.of(form, valued(), measure).heatMap(x, y);
    }

    /**
     * A column of numbers of the table.
     *
     * @param name of the column
     * @return a number for each row
     * @throws IllegalArgumentException if there is no such column, or it holds text
     */
    public double[] numbers(String name) {
        return table().numbers(name);
    }

    /**
     * A column of the table as text.
     *
     * @param name of the column
     * @return a text for each row
     * @throws IllegalArgumentException if there is no such column
     */
    public String[] texts(String name) {
        return table().texts(name);
    }

    /**
     * The rows of the table in which a number takes a value.
     *
     * @param name of the column
     * @param value to be equal to
     * @return these rows
     */
    public Results where(String name, double value) {
        return table().where(name, value);
    }

    /**
     * The rows of the table in which a column has a text.
     *
     * @param name of the column
     * @param text to be equal to
     * @return these rows
     */
    public Results where(String name, String text) {
        return table().where(name, text);
    }

    /** The number of cells that have ended, whether or not they failed. */
    public int rows() {
        return rows.size();
    }

    /** The names of the columns of the table. */
    public List<String> columns() {
        return table().columns();
    }

    /** Whether cells are missing because the sweep was interrupted. */
    public boolean isPartial() {
        return partial;
    }

    /** The names of what was measured. */
    public List<String> measures() {
        return form.measures();
    }

    /** How many cells have ended in which way. */
    public Map<String, Long> statuses() {
        return rows.stream()
                .collect(Collectors.groupingBy(SweepRow::status, LinkedHashMap::new, Collectors.counting()));
    }

    /** Figure and means, in one piece: a front end shows one form only. */
    @Override
    public MimeBundle mime() {
        String html = rows.isEmpty()
                ? ""
                : String.valueOf(summary(form.measures().get(0)).mime().data().get(MimeBundle.HTML));
        String figure = figure().map(chart -> "<img alt=\"\" width=\"" + chart.width() + "\" height=\"" + chart.height()
                        + "\" src=\"data:image/png;base64,"
                        + Base64.getEncoder().encodeToString(chart.png()) + "\">")
                .orElse("");
        return MimeBundle.text(toString())
                .with(MimeBundle.HTML, figure + html + "<p>" + Html.escape(status()) + "</p>");
    }

    /** The first measure as a figure, if it can be drawn. */
    Optional<Chart> figure() {
        String measure = form.measures().get(0);
        if (!Bands.of(form, valued(), measure).canBeDrawn()) {
            return Optional.empty();
        }
        return Optional.of(plot(measure));
    }

    /** How many cells have ended in which way, whether some are missing, and what else is to be said, in words. */
    public String status() {
        String ended = statuses().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return rows.size()
                + (ended.isEmpty() ? " cells" : " cells: ")
                + ended
                + (partial ? "; some are missing" : "")
                + (warning.isEmpty() ? "" : "\nNote: " + warning);
    }

    @Override
    public String toString() {
        return table() + "\n" + status();
    }

    /** These results with a remark about where they come from; empty if there is nothing to say. */
    SweepResult noting(String remark) {
        return new SweepResult(form, rows, partial, remark, again);
    }

    /** These results with a way to compute a row again. */
    SweepResult rerunBy(IntFunction<double[]> computation) {
        return new SweepResult(form, rows, partial, warning, computation);
    }

    private static double[] notHere(int row) {
        throw new IllegalStateException(
                "a store holds what its cells have brought, not how; run the sweep with store(folder) to compute a cell again");
    }

    private Results valued() {
        return measured(rows.stream().filter(row -> row.outcome().hasValue()).toList(), "");
    }

    private Results measured(List<SweepRow> some, String what) {
        Results table = places(some, what);
        for (int m = 0; m < form.measures().size(); m++) {
            int column = m;
            table = table.numbers(form.measures().get(m), numbers(some, row -> row.measured(column)));
        }
        return table;
    }

    private Results places(List<SweepRow> some, String what) {
        Results table = Results.titled(form.title() + what);
        for (String axis : form.axes()) {
            boolean numeric = rows.stream().allMatch(row -> row.values().get(axis) instanceof Double);
            table = numeric
                    ? table.numbers(
                            axis, numbers(some, row -> (Double) row.values().get(axis)))
                    : table.texts(
                            axis, texts(some, row -> Axis.text(row.values().get(axis))));
        }
        table = table.numbers("trial", numbers(some, row -> row.key().repetition()));
        table = form.back() ? table.texts("way", texts(some, row -> row.key().group())) : table;
        return partial ? table.partial() : table;
    }

    private static Results withStatus(Results table, List<SweepRow> some) {
        return table.texts("status", texts(some, SweepRow::status))
                .texts("problem", texts(some, row -> row.outcome().problem()));
    }

    private static double[] numbers(List<SweepRow> some, Function<SweepRow, Number> column) {
        return some.stream().mapToDouble(row -> column.apply(row).doubleValue()).toArray();
    }

    /** Where threads are not timed there is no time. */
    private static double seconds(long nanos) {
        return nanos < 0 ? Double.NaN : nanos / NANOS;
    }

    private static String[] texts(List<SweepRow> some, Function<SweepRow, String> column) {
        return some.stream().map(column).toArray(String[]::new);
    }
}
