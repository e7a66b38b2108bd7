package org.ridgeless.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tables as comma-separated values, numbers in as many digits as bring them back bit by bit. */
final class Csv {
    private Csv() {}

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }

    static String write(Results results) {
        StringBuilder text = new StringBuilder();
        var names = results.columns();
        String[][] columns = names.stream().map(name -> fields(results, name)).toArray(String[][]::new);
        appendLine(text, names.toArray(new String[0]));
        String[] row = new String[columns.length];
        for (int i = 0; i < results.rows(); i++) {
            for (int c = 0; c < row.length; c++) {
                row[c] = columns[c][i];
            }
            appendLine(text, row);
        }
        return text.toString();
    }

    /** The fields of a column; a zero keeps its sign, which people need not see. */
    private static String[] fields(Results results, String name) {
        String[] fields = results.texts(name);
        double[] numbers = results.isNumeric(name) ? results.numbers(name) : new double[0];
        for (int i = 0; i < numbers.length; i++) {
            fields[i] = numbers[i] == 0 && 1 / numbers[i] < 0 ? "-0" : fields[i];
        }
        return fields;
    }

    static Path save(Results results, Path file) {
        try {
            return Files.writeString(file, write(results));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    static Results read(Path file) {
        String title = file.getFileName().toString();
        try {
            return CsvColumns.read(CsvText.read(file), title);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static void appendLine(StringBuilder text, String[] fields) {
        for (int i = 0; i < fields.length; i++) {
            text.append(i == 0 ? "" : ",").append(quote(fields[i]));
        }
        text.append('\n');
    }

    private static String quote(String field) {
        boolean special =
                field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r') || field.startsWith("#");
        return special ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}
