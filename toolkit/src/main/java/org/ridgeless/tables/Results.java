package org.ridgeless.tables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import tech.tablesaw.api.Table;

/**
 * Named columns of equal length, of numbers or of text. Immutable. NaN means that a number is missing; diverged or failed
 * rows carry a text column that says so.
 *
 * {@snippet file="TablesTest.java" region="results"}
 */
public final class Results implements Displayable {
    private final String title;
    /** Each value is a double[] or a String[]. */
    private final Map<String, Object> columns;

    /** Why rows are missing; empty if none are. */
    private final String missing;

    private final int shown;

    private Results(String title, Map<String, Object> columns, String missing, int shown) {
        this.title = title;
        this.columns = columns;
        this.missing = missing;
        this.shown = shown;
    }

    /**
     * A table with a title and no columns yet.
     *
     * @param title what is shown above the table; may be empty
     * @return a table without rows
     */
    public static Results titled(String title) {
        return new Results(title, Map.of(), "", Rendering.ROWS);
    }

    /**
     * The columns of a Tablesaw table; all that are not numbers or booleans become text.
     *
     * @param table its columns are copied; a boolean becomes 1 or 0, a missing one NaN
     * @return a table of the same name
     */
    public static Results of(Table table) {
        return Tablesaw.read(table);
    }

    /**
     * Reads a file of values in columns: separated by commas, semicolons, tabs, bars or blanks, with a header or without, quoted or
     * not, in UTF-8 or Latin-1, with lines that begin with # as comments, or an ARFF file of Weka. Fields that are empty, NA, NaN,
     * null or ? are missing: NaN among numbers, "" among words.
     *
     * @param file its ending {@code .arff}, in any case, decides for ARFF; all others are read as separated fields
     * @return a table whose title is the name of the file
     * @throws IllegalArgumentException if there is no such file, or if its rows are none or differ in length; the message names
     *     the file
     */
    public static Results read(Path file) {
        return file.toString().toLowerCase(java.util.Locale.ROOT).endsWith(".arff") ? Arff.read(file) : Csv.read(file);
    }

    /**
     * Reads a file of values in columns, as {@link #read(Path)} does.
     *
     * @param file a path, absolute or from the working directory
     * @return a table whose title is the name of the file
     * @throws IllegalArgumentException if there is no such file, or if its rows are none or differ in length; the message names
     *     the file
     */
    public static Results read(String file) {
        return read(Path.of(file));
    }

    /**
     * This table with one more column of numbers.
     *
     * @param name a name that no column has yet
     * @param values one number for each row, NaN where it is missing; copied
     * @return a new table
     * @throws IllegalArgumentException if the name is taken, or if the table has columns and another number of rows
     */
    public Results numbers(String name, double... values) {
        return with(name, values.clone(), values.length);
    }

    /**
     * This table with one more column of numbers.
     *
     * @param name a name that no column has yet
     * @param values one number for each row
     * @return a new table
     * @throws IllegalArgumentException if the name is taken, or if the table has columns and another number of rows
     */
    public Results numbers(String name, int... values) {
        return numbers(name, Arrays.stream(values).asDoubleStream().toArray());
    }

    /**
     * This table with one more column of text.
     *
     * @param name a name that no column has yet
     * @param values one text for each row; copied
     * @return a new table
     * @throws IllegalArgumentException if the name is taken, or if the table has columns and another number of rows
     */
    public Results texts(String name, String... values) {
        return with(name, values.clone(), values.length);
    }

    /**
     * This table marked as what an interrupted run left.
     *
     * @return the same columns, with {@code interrupted} as the reason
     */
    public Results partial() {
        return partial("interrupted");
    }

    /**
     * This table marked as incomplete.
     *
     * @param reason why rows are missing, such as the message of a cell that stopped with an error; not blank
     * @return the same columns, with that reason
     * @throws IllegalArgumentException if the reason is blank
     */
    public Results partial(String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a partial table needs a reason why something is missing");
        }
        return new Results(title, columns, reason, shown);
    }

    /**
     * This table, showing so many of its rows instead of the first twenty.
     *
     * @param rows how many rows are shown in a notebook and as text; all are kept
     * @return the same columns
     */
    public Results showing(int rows) {
        return new Results(title, columns, missing, rows);
    }

    /**
     * Whether rows are missing because a run was interrupted or stopped with an error.
     *
     * @return true for a table that {@link #partial()} or {@link #partial(String)} marked
     */
    public boolean isPartial() {
        return !missing.isEmpty();
    }

    /**
     * Why rows are missing.
     *
     * @return the reason, such as {@code interrupted}; empty if none are missing
     */
    public String missing() {
        return missing;
    }

    /**
     * What is shown above the table.
     *
     * @return the title; empty if there is none
     */
    public String title() {
        return title;
    }

    /**
     * The number of rows.
     *
     * @return 0 for a table without columns
     */
    public int rows() {
        return columns.values().stream().mapToInt(Results::length).findFirst().orElse(0);
    }

    /**
     * The names of the columns, in order.
     *
     * @return a copy that cannot be changed
     */
    public List<String> columns() {
        return List.copyOf(columns.keySet());
    }

    /**
     * Whether a column holds numbers.
     *
     * @param name the name of a column
     * @return false if it holds text
     * @throws IllegalArgumentException if there is no such column; the message names those there are
     */
    public boolean isNumeric(String name) {
        return column(name) instanceof double[];
    }

    /**
     * A column of numbers.
     *
     * @param name the name of a column of numbers
     * @return a copy, one number for each row, NaN where it is missing
     * @throws IllegalArgumentException if there is no such column, or if it holds text
     */
    public double[] numbers(String name) {
        if (column(name) instanceof double[] numbers) {
            return numbers.clone();
        }
        throw new IllegalArgumentException("the column \"" + name + "\" holds text, not numbers");
    }

    /**
     * A column of text; numbers are written in full.
     *
     * @param name the name of a column
     * @return one text for each row; a missing number is an empty text
     * @throws IllegalArgumentException if there is no such column
     */
    public String[] texts(String name) {
        if (column(name) instanceof String[] texts) {
            return texts.clone();
        }
        return Arrays.stream((double[]) column(name)).mapToObj(Csv::number).toArray(String[]::new);
    }

    /**
     * The rows in which a number takes a value exactly; none where that value is NaN.
     *
     * @param name the name of a column of numbers
     * @param value what the column has to equal, without tolerance
     * @return all columns, with these rows alone and in their order
     * @throws IllegalArgumentException if there is no such column, or if it holds text
     */
    public Results where(String name, double value) {
        double[] column = numbers(name);
        return rows(java.util.stream.IntStream.range(0, column.length)
                .filter(i -> column[i] == value)
                .toArray());
    }

    /**
     * The rows in which a column has a text.
     *
     * @param name the name of a column; numbers are compared as they are written in full
     * @param text what the column has to equal
     * @return all columns, with these rows alone and in their order
     * @throws IllegalArgumentException if there is no such column
     */
    public Results where(String name, String text) {
        String[] column = texts(name);
        return rows(java.util.stream.IntStream.range(0, column.length)
                .filter(i -> column[i].equals(text))
                .toArray());
    }

    /**
     * The last so many rows, or all if there are fewer.
     *
     * @param count how many rows; none for a number below 1
     * @return all columns, with these rows alone and in their order
     */
    public Results last(int count) {
        int from = Math.max(0, rows() - Math.max(0, count));
        return rows(java.util.stream.IntStream.range(from, rows()).toArray());
    }

    /**
     * The rows grouped by the distinct values of a column, or of several.
     *
     * @param name the first key; it varies slowest
     * @param more further keys
     * @return one group for each combination that occurs
     * @throws IllegalArgumentException if there is no such column
     */
    public Groups by(String name, String... more) {
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(List.of(more));
        names.forEach(this::column);
        return new Groups(this, names);
    }

    /**
     * This table as a Tablesaw table.
     *
     * @return a copy of the title and the columns, numbers in double precision
     */
    public Table table() {
        return Tablesaw.write(this);
    }

    /**
     * This table as CSV text, numbers in full, so that they come back bit by bit.
     *
     * @return a line with the names of the columns, then one for each row; a missing number is an empty field
     */
    public String csv() {
        return Csv.write(this);
    }

    /**
     * Writes this table to a CSV file; a file of that name is replaced.
     *
     * @param file the file; its folder must exist
     * @return the same path
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public Path save(Path file) {
        return Csv.save(this, file);
    }

    /**
     * Writes this table to a CSV file; a file of that name is replaced.
     *
     * @param file a path, absolute or from the working directory; its folder must exist
     * @return that path
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public Path save(String file) {
        return save(Path.of(file));
    }

    @Override
    public MimeBundle mime() {
        return MimeBundle.text(toString()).with(MimeBundle.HTML, Rendering.html(this));
    }

    @Override
    public String toString() {
        return Rendering.text(this);
    }

    int shown() {
        return shown;
    }

    Results rows(int[] indices) {
        Map<String, Object> picked = new LinkedHashMap<>();
        columns.forEach((name, column) -> picked.put(name, pick(column, indices)));
        return new Results(title, picked, missing, shown);
    }

    private Results with(String name, Object values, int length) {
        if (columns.containsKey(name)) {
            throw new IllegalArgumentException("there is a column \"" + name + "\" already");
        }
        if (!columns.isEmpty() && length != rows()) {
            throw new IllegalArgumentException(
                    "the column \"" + name + "\" has " + length + " rows, the table has " + rows());
        }
        Map<String, Object> more = new LinkedHashMap<>(columns);
        more.put(name, values);
        return new Results(title, more, missing, shown);
    }

    private Object column(String name) {
        Object column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("no column \"" + name + "\"; there are " + columns.keySet());
        }
        return column;
    }

    private static int length(Object column) {
        return column instanceof double[] numbers ? numbers.length : ((String[]) column).length;
    }

    private static Object pick(Object column, int[] indices) {
        if (column instanceof double[] numbers) {
            return Arrays.stream(indices).mapToDouble(i -> numbers[i]).toArray();
        }
        return Arrays.stream(indices).mapToObj(i -> ((String[]) column)[i]).toArray(String[]::new);
    }
}
