package org.ridgeless;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers computed by others, in a file beside a test: lines of numbers between commas, and lines of # with their source. */
public final class ReferenceValues {
    private ReferenceValues() {}

    /** The rows of a file in the folder of a test. */
    public static double[][] of(Class<?> test, String file) {
        try (InputStream stream = test.getResourceAsStream(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
