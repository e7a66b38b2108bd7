package org.ridgeless.data;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ridgeless.tables.Results;

/**
 * Samples from a table: one a row, one column of labels, all others inputs.
 *
 * {@snippet file="DataTest.java" region="read"}
 * {@snippet file="DataTest.java" region="houses"}
 *
 * <p>Two labels, whether words, 0 and 1 or −1 and 1, become −1 and +1 in alphabetical or rising order; more become classes in that order.
 * Columns of true and false are inputs 1 and 0. The table is turned into numbers when the samples are first asked for, so that the verbs
 * can say before what is meant.
 */
public final class TableData extends Data {
    private static final Set<String> LABELS = Set.of("class", "label", "labels", "target", "y");

    private final Results table;
    private final String label;
    private final boolean real;
    private final boolean dropping;
    private final Set<String> without;
    private final Set<String> kept;
    private volatile Points points;

    private TableData(
            Results table, String label, boolean real, boolean dropping, Set<String> without, Set<String> kept) {
        this.table = table;
        this.label = label;
        this.real = real;
        this.dropping = dropping;
        this.without = without;
        this.kept = kept;
    }

    static TableData from(Results table) {
        if (table.columns().size() < 2) {
            throw new IllegalArgumentException(
                    "a table of samples needs a column of labels and at least one of inputs; \"" + table.title()
                            + "\" has " + table.columns());
        }
        List<String> named = table.columns().stream()
                .filter(name -> LABELS.contains(name.toLowerCase(java.util.Locale.ROOT)))
                .toList();
        String label = named.size() == 1
                ? named.get(0)
                : table.columns().get(table.columns().size() - 1);
        return new TableData(table, label, false, false, Set.of(), Set.of());
    }

    /**
     * The column of labels by its name.
     *
     * @param column name of a column
     * @return the samples with these labels; the column that held them becomes an input
     * @throws IllegalArgumentException if there is no such column, with those there are
     */
    public TableData label(String column) {
        requireColumn(column);
        return new TableData(table, column, real, dropping, without, kept);
    }

    /**
     * The column of labels by its place, from 0; −1 is the last.
     *
     * @param place from 0, or from −1 backwards
     * @return the samples with these labels
     * @throws IllegalArgumentException if there is no such column, with the numbers there are
     */
    public TableData labelAt(int place) {
        int count = table.columns().size();
        if (place < -count || place >= count) {
            throw new IllegalArgumentException("columns are numbered 0 to " + (count - 1) + ", or -1 to -" + count
                    + " from the end, got " + place);
        }
        return label(table.columns().get(Math.floorMod(place, count)));
    }

    /** The labels are real numbers, whatever they look like. */
    public TableData regression() {
        return new TableData(table, label, true, dropping, without, kept);
    }

    /** Leaves out every row in which something is missing. */
    public TableData dropMissing() {
        return new TableData(table, label, real, true, without, kept);
    }

    /**
     * Leaves out columns.
     *
     * @param columns names; later calls add to earlier ones
     * @return the samples without them
     * @throws IllegalArgumentException if there is no such column, with those there are
     */
    public TableData without(String... columns) {
        return new TableData(table, label, real, dropping, with(without, columns), kept);
    }

    /**
     * Takes columns as inputs that only count the rows, which are refused otherwise.
     *
     * @param columns names; later calls add to earlier ones
     * @return the samples with them
     * @throws IllegalArgumentException if there is no such column, with those there are
     */
    public TableData keeping(String... columns) {
        return new TableData(table, label, real, dropping, without, with(kept, columns));
    }

    private Set<String> with(Set<String> some, String... more) {
        Set<String> all = new LinkedHashSet<>(some);
        for (String column : more) {
            requireColumn(column);
            all.add(column);
        }
        return all;
    }

    private void requireColumn(String column) {
        if (!table.columns().contains(column)) {
            throw new IllegalArgumentException("there is no column \"" + column + "\"; there are " + table.columns());
        }
    }

    /** The columns that are inputs, in order. */
    public List<String> inputColumns() {
        return table.columns().stream()
                .filter(name -> !name.equals(label) && !without.contains(name))
                .toList();
    }

    /** The labels as they stand in the table, in the order of −1 and +1 or of the class numbers; of real targets none. */
    public List<String> classNames() {
        return real ? List.of() : Labels.of(table, label, rows()).names();
    }

    @Override
    public String name() {
        return table.title().isEmpty() ? "table" : table.title();
    }

    @Override
    Points points() {
        Points p = points;
        if (p == null) {
            p = read();
            points = p;
        }
        return p;
    }

    private Points read() {
        List<String> inputs = inputColumns();
        if (without.contains(label)) {
            throw new IllegalArgumentException("the column \"" + label + "\" holds the labels; it cannot be left out");
        }
        int[] rows = rows();
        double[] x = new double[rows.length * inputs.size()];
        for (int j = 0; j < inputs.size(); j++) {
            double[] column = numbers(inputs.get(j));
            requireNoIndex(inputs.get(j), column);
            for (int i = 0; i < rows.length; i++) {
                x[i * inputs.size() + j] = column[rows[i]];
            }
        }
        if (real) {
            double[] all = numbers(label);
            double[] y = Arrays.stream(rows).mapToDouble(i -> all[i]).toArray();
            return new Points(rows.length, inputs.size(), 1, x, y, Targets.REAL);
        }
        return Labels.of(table, label, rows).points(x, inputs.size());
    }

    private double[] numbers(String column) {
        if (table.isNumeric(column)) {
            return table.numbers(column);
        }
        String[] words = table.texts(column);
        double[] values = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            if (!words[i].isEmpty() && !words[i].equalsIgnoreCase("true") && !words[i].equalsIgnoreCase("false")) {
                throw new IllegalArgumentException(
                        "the column \"" + column + "\" holds words, \"" + words[i] + "\" in row "
                                + (i + 1) + "; inputs are numbers; leave it out with .without(\"" + column
                                + "\"), or make it the label"
                                + " with .label(\"" + column + "\")");
            }
            values[i] = words[i].isEmpty() ? Double.NaN : words[i].equalsIgnoreCase("true") ? 1 : 0;
        }
        return values;
    }

    /** A column that counts the rows predicts every label of a sorted file. */
    private void requireNoIndex(String column, double... values) {
        boolean counts = values.length > 2 && (values[0] == 0 || values[0] == 1) && !kept.contains(column);
        for (int i = 1; i < values.length && counts; i++) {
            counts = values[i] == values[0] + i;
        }
        if (counts) {
            throw new IllegalArgumentException(
                    "the column \"" + column + "\" only counts the rows; leave it out with .without(\"" + column
                            + "\"), or take it as an input with .keeping(\"" + column + "\")");
        }
    }

    /** The rows that are taken: all, which must be complete, or the complete ones. */
    private int[] rows() {
        boolean[] complete = new boolean[table.rows()];
        Arrays.fill(complete, true);
        for (String column : table.columns()) {
            if (without.contains(column)) {
                continue;
            }
            String[] fields = table.texts(column);
            for (int i = 0; i < fields.length; i++) {
                if (fields[i].isEmpty() && !dropping) {
                    throw new IllegalArgumentException("row " + (i + 1) + " of the column \"" + column
                            + "\" is missing; leave out such rows with .dropMissing(), or the column with .without(\""
                            + column
                            + "\")");
                }
                complete[i] &= !fields[i].isEmpty();
            }
        }
        return java.util.stream.IntStream.range(0, complete.length)
                .filter(i -> complete[i])
                .toArray();
    }
}
