package org.ridgeless;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** Numbers computed by others, in a file beside a test: lines of numbers between commas, and lines of # with their source. */
public final class ReferenceValues {
    private ReferenceValues() {}

    /** The rows of a file in the folder of a test. */
    public static double[][] of(Class<?> test, String file) {
        return lines(test, file).map(cells -> numbers(cells, 0)).toArray(double[][]::new);
    }

    /** The cells of each line of a file in the folder of a test. */
    public static Stream<String[]> lines(Class<?> test, String file) {
        try (InputStream stream = test.getResourceAsStream(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(","));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The cells of a line from one on. */
    public static double[] numbers(String[] cells, int first) {
        return Arrays.stream(cells).skip(first).mapToDouble(Double::parseDouble).toArray();
    }
}
