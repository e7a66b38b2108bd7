package org.ridgeless.sweeps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.ridgeless.plots.Chart;
import org.ridgeless.tables.Groups;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Estimate;
import org.ridgeless.verdict.Interval;

/** The means of a measure with their confidence bands, over the places of a sweep. */
final class Bands {
    private static final double LEVEL = 0.95;
    private static final int MOST_LINES = 12;

    private final String measure;
    private final List<String> keys;
    private final Results valued;
    private final Results means;
    private final int diverged;

    private Bands(String measure, List<String> keys, Results valued, Results means, int diverged) {
        this.measure = measure;
        this.keys = keys;
        this.valued = valued;
        this.means = means;
        this.diverged = diverged;
    }

    /** @param valued a row for each cell that has brought numbers */
    static Bands of(SweepForm form, Results valued, String measure) {
        if (!form.measures().contains(measure)) {
            throw new IllegalArgumentException("no measure \"" + measure + "\"; there are " + form.measures());
        }
        List<String> keys = new ArrayList<>(form.axes());
        if (form.back()) {
            keys.add("way");
        }
        int diverged = (int) Arrays.stream(valued.numbers(measure))
                .filter(v -> !Double.isFinite(v))
                .count();
        return new Bands(measure, keys, valued, means(valued, measure, keys), diverged);
    }

    /** Means, ends of their intervals and counts of finite numbers, grouped by some columns. */
    private static Results means(Results valued, String measure, List<String> by) {
        Groups groups = valued.by(by.get(0), by.subList(1, by.size()).toArray(String[]::new));
        return groups.table(measure + " by " + String.join(", ", by))
                .numbers("cells", groups.each(measure, values -> finite(values).length))
                .numbers(
                        measure,
                        groups.each(
                                measure, values -> Estimate.mean(finite(values)).value()))
                .numbers("95 % from", groups.each(measure, values -> end(values, true)))
                .numbers("to", groups.each(measure, values -> end(values, false)));
    }

    Results table() {
        return means;
    }

    /** Whether there is anything to be drawn, and not too much. */
    boolean canBeDrawn() {
        return means.rows() > 0 && lines(mainAxis()).size() <= MOST_LINES && Arrays.stream(means.numbers(measure)).anyMatch(Double::isFinite);
    }

    Chart chart() {
        return chart(mainAxis());
    }

    private String mainAxis() {
        return keys.stream()
                .filter(key -> means.isNumeric(key) && distinct(key) > 1)
                .findFirst()
                .orElse(keys.get(0));
    }

    Chart chart(String axis) {
        requireAxis(axis);
        String[] names = means.isNumeric(axis) ? null : firstOccurrences(means.texts(axis));
        Chart chart = Chart.titled("").x(axis).y(measure);
        chart = names == null ? chart : chart.names(names);
        Map<String, int[]> lines = lines(axis);
        if (lines.size() > MOST_LINES) {
            throw new IllegalArgumentException(
                    "a figure shows at most " + MOST_LINES + " lines, " + measure + " against " + axis + " would have "
                            + lines.size() + "; take heatMap, or a sweep over fewer values");
        }
        for (Map.Entry<String, int[]> line : lines.entrySet()) {
            chart = drawn(chart, line.getKey(), line.getValue(), axis, names);
        }
        return diverged == 0
                ? chart
                : chart.note(diverged + " of " + valued.rows() + " cells diverged and are left out.");
    }

    Chart heatMap(String x, String y) {
        Results plane = means(valued, measure, List.of(y, x));
        for (String axis : List.of(x, y)) {
            requireAxis(axis);
            if (!plane.isNumeric(axis)) {
                throw new IllegalArgumentException("a heat map has axes of numbers, \"" + axis + "\" has words");
            }
        }
        double[] across = rising(plane.numbers(x));
        double[] up = rising(plane.numbers(y));
        double[][] z = new double[up.length][across.length];
        for (double[] row : z) {
            Arrays.fill(row, Double.NaN);
        }
        for (int i = 0; i < plane.rows(); i++) {
            z[Arrays.binarySearch(up, plane.numbers(y)[i] + 0.0)][
                            Arrays.binarySearch(across, plane.numbers(x)[i] + 0.0)] =
                    plane.numbers(measure)[i];
        }
        return Chart.titled("").x(x).y(y).heatMap(measure, across, up, z);
    }

    /** A line with its band, or a point with its error bar for each word. */
    private Chart drawn(Chart chart, String label, int[] rows, String axis, String[] names) {
        double[] x = names == null
                ? pick(means.numbers(axis), rows)
                : Arrays.stream(rows)
                        .mapToDouble(row -> Arrays.asList(names).indexOf(means.texts(axis)[row]))
                        .toArray();
        double[] y = pick(means.numbers(measure), rows);
        double[] low = pick(means.numbers("95 % from"), rows);
        double[] high = pick(means.numbers("to"), rows);
        boolean banded = Arrays.stream(low).anyMatch(Double::isFinite);
        String name = label.isEmpty() ? measure : label;
        if (!banded) {
            return names == null ? chart.line(name, x, y) : chart.points(name, x, y);
        }
        return names == null
                ? chart.band("95 % of " + name, x, low, high).line(name, x, y)
                : chart.errorBars(name + " with 95 %", x, y, low, high);
    }

    /** The rows of each line, by what it is called: the values of the other axes that vary. */
    private Map<String, int[]> lines(String axis) {
        List<String> others = keys.stream()
                .filter(key -> !key.equals(axis) && distinct(key) > 1)
                .toList();
        Map<String, List<Integer>> lists = new LinkedHashMap<>();
        for (int i = 0; i < means.rows(); i++) {
            List<String> parts = new ArrayList<>();
            for (String other : others) {
                String text = means.texts(other)[i];
                parts.add(means.isNumeric(other) ? other + " = " + text : text);
            }
            lists.computeIfAbsent(String.join(", ", parts), k -> new ArrayList<>())
                    .add(i);
        }
        Map<String, int[]> lines = new LinkedHashMap<>();
        lists.forEach((label, rows) ->
                lines.put(label, rows.stream().mapToInt(Integer::intValue).toArray()));
        return lines;
    }

    private void requireAxis(String axis) {
        if (!keys.contains(axis)) {
            throw new IllegalArgumentException("no axis \"" + axis + "\"; there are " + keys);
        }
    }

    private int distinct(String key) {
        return firstOccurrences(means.texts(key)).length;
    }

    private static String[] firstOccurrences(String[] texts) {
        return Arrays.stream(texts).distinct().toArray(String[]::new);
    }

    private static double[] rising(double[] values) {
        TreeSet<Double> distinct = new TreeSet<>();
        Arrays.stream(values).forEach(v -> distinct.add(v + 0.0));
        return distinct.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] pick(double[] values, int[] rows) {
        return IntStream.of(rows).mapToDouble(row -> values[row]).toArray();
    }

    private static double[] finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).toArray();
    }

    /** An end of the interval of the mean; not a number where the cells are too few for one. */
    private static double end(double[] values, boolean low) {
        Interval interval = Estimate.mean(finite(values)).interval(LEVEL);
        double end = low ? interval.low() : interval.high();
        return Double.isFinite(end) ? end : Double.NaN;
    }
}
