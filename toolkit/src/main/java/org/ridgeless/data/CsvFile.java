package org.ridgeless.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads a table of plain numbers. */
final class CsvFile {
    private CsvFile() {}

    static Data read(Path file, String labelColumn) {
        List<String> lines = lines(file);
        List<String> header = Arrays.asList(lines.get(0).trim().split("\\s*,\\s*"));
        int label = header.indexOf(labelColumn);
        if (label < 0) {
            throw new IllegalArgumentException(
                    "The file " + file + " has no column " + labelColumn + "; its columns are " + header + ".");
        }
        double[][] x = new double[lines.size() - 1][header.size() - 1];
        double[] labels = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            String[] cells = lines.get(i + 1).split(",", -1);
            if (cells.length != header.size()) {
                throw new IllegalArgumentException("Line " + (i + 2) + " of " + file + " has " + cells.length
                        + " columns, but the header names " + header.size() + ".");
            }
            int next = 0;
            for (int j = 0; j < cells.length; j++) {
                double value = number(cells[j], file, i + 2, header.get(j));
                if (j == label) {
                    labels[i] = value;
                } else {
                    x[i][next++] = value;
                }
            }
        }
        return Data.of(x, labels);
    }

    private static List<String> lines(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            lines.removeIf(String::isBlank);
            if (lines.size() < 2) {
                throw new IllegalArgumentException(
                        "The file " + file + " holds no samples: a header and rows are expected.");
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read.", e);
        }
    }

    private static double number(String cell, Path file, int line, String column) {
        try {
            return Double.parseDouble(cell.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Line " + line + " of " + file + ", column " + column + ", is \"" + cell + "\", not a number.", e);
        }
    }
}
