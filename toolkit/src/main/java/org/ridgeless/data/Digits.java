package org.ridgeless.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The test part of <i>Optical Recognition of Handwritten Digits</i> (E. Alpaydin and C. Kaynak, UCI Machine Learning
 * Repository, 1998, CC BY 4.0): 1,797 images of 8 × 8 pixels. Grey levels 0 to 16 are divided by 16.
 */
final class Digits {
    private static final String RESOURCE = "digits.csv.gz";
    private static final int PIXELS = 64;
    private static final double WHITEST = 16;

    private Digits() {}

    static Data load() {
        try (InputStream bytes = Digits.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(bytes), StandardCharsets.US_ASCII))) {
            return parse(lines.lines().collect(Collectors.toList()));
        } catch (IOException e) {
            throw new UncheckedIOException("the digits inside the toolkit could not be read", e);
        }
    }

    private static Data parse(List<String> lines) {
        double[] x = new double[lines.size() * PIXELS];
        int[] digits = new int[lines.size()];
        for (int i = 0; i < digits.length; i++) {
            double[] row = Arrays.stream(lines.get(i).split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            for (int j = 0; j < PIXELS; j++) {
                x[i * PIXELS + j] = row[j] / WHITEST;
            }
            digits[i] = (int) row[PIXELS];
        }
        return new FixedData(
                "handwritten digits",
                new Points(digits.length, PIXELS, 10, x, Points.oneHot(digits, 10), Targets.CLASSES));
    }
}
