package org.ridgeless.tables;

import java.io.StringReader;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/** Columns of a text file: numbers where all fields that are not missing are numbers, words otherwise. */
final class CsvColumns {
    private static final Set<String> MISSING =
            Set.of("", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "?");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|[+-]?(Infinity|inf)");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");
    private static final int LONGEST_FIELD = 1 << 20;

    private final String[][] columns;
    private final boolean commas;

    private CsvColumns(CsvText text) {
        this.columns = cells(text);
        this.commas = text.separator() != ',' && anyDecimalComma();
    }

    static Results read(CsvText file, String title) {
        CsvText text = file.withoutCounts();
        if (text.rows().isEmpty()) {
            throw new IllegalArgumentException(title + " holds no values: a header and rows are expected");
        }
        ClassNamesFirst named = ClassNamesFirst.of(text);
        if (named != null) {
            return named.name(new CsvColumns(named.rest()).results(title, false));
        }
        CsvColumns columns = new CsvColumns(text);
        return columns.results(title, columns.hasHeader());
    }

    static Results readWithHeader(CsvText text, String title) {
        return new CsvColumns(text).results(title, true);
    }

    private static String[][] cells(CsvText text) {
        int width = text.fields(0);
        for (int i = 0; i < text.rows().size(); i++) {
            if (text.fields(i) != width) {
                throw new IllegalArgumentException("line " + text.numbers().get(i) + " has " + text.fields(i)
                        + " columns, but the first has " + width + " (separated by " + called(text.separator()) + ")");
            }
        }
        ColumnType[] types = new ColumnType[width];
        Arrays.fill(types, ColumnType.STRING);
        Table table = Table.read()
                .usingOptions(CsvReadOptions.builder(new StringReader(String.join("\n", text.rows())))
                        .separator(text.separator())
                        .header(false)
                        .columnTypes(types)
                        .missingValueIndicator("")
                        .maxNumberOfColumns(Math.max(1, width))
                        .maxCharsPerColumn(LONGEST_FIELD)
                        .build());
        return table.columns().stream()
                .map(column -> column.asStringColumn().asList().stream()
                        .map(String::trim)
                        .toArray(String[]::new))
                .toArray(String[][]::new);
    }

    private static String called(char separator) {
        return separator == '\t' ? "tabs or blanks" : "\"" + separator + "\"";
    }

    private boolean anyDecimalComma() {
        return Arrays.stream(columns)
                .flatMap(Arrays::stream)
                .anyMatch(f -> DECIMAL_COMMA.matcher(f).matches());
    }

    /** Whether the first line names the columns: some column has numbers everywhere but there, or none has a number at all. */
    private boolean hasHeader() {
        boolean numbers = false;
        for (String[] column : columns) {
            boolean first = isNumber(column[0]);
            boolean rest = column.length > 1
                    && Arrays.stream(column, 1, column.length).allMatch(f -> isNumber(f) || MISSING.contains(f))
                    && Arrays.stream(column, 1, column.length).anyMatch(this::isNumber);
            if (!first && rest) {
                return true;
            }
            numbers |= first;
        }
        return !numbers;
    }

    private Results results(String title, boolean header) {
        Results results = Results.titled(title);
        Set<String> taken = new HashSet<>();
        for (int c = 0; c < columns.length; c++) {
            String name = header ? columns[c][0] : "column " + c;
            if (!taken.add(name)) {
                throw new IllegalArgumentException("two columns of " + title + " are called \"" + name + "\"");
            }
            String[] fields = Arrays.copyOfRange(columns[c], header ? 1 : 0, columns[c].length);
            results = isNumeric(fields)
                    ? results.numbers(
                            name,
                            Arrays.stream(fields).mapToDouble(this::number).toArray())
                    : results.texts(
                            name,
                            Arrays.stream(fields)
                                    .map(f -> MISSING.contains(f) ? "" : f)
                                    .toArray(String[]::new));
        }
        return results;
    }

    private boolean isNumeric(String... fields) {
        return Arrays.stream(fields).allMatch(f -> isNumber(f) || MISSING.contains(f));
    }

    private boolean isNumber(String field) {
        return NUMBER.matcher(plain(field)).matches();
    }

    private double number(String field) {
        return MISSING.contains(field)
                ? Double.NaN
                : Double.parseDouble(plain(field).replaceFirst("inf$", "Infinity"));
    }

    private String plain(String field) {
        return commas && DECIMAL_COMMA.matcher(field).matches() ? field.replace(',', '.') : field;
    }
}
