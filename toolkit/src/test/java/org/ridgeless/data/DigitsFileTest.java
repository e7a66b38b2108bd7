package org.ridgeless.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped digits are the 1,797 images that the data set's own description counts. */
class DigitsFileTest {

    private static List<int[]> images;

    @BeforeAll
    static void read() throws IOException {
        try (var file = new GZIPInputStream(DigitsFileTest.class.getResourceAsStream("digits.csv.gz"));
                var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))) {
            images = lines.lines()
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToInt(Integer::parseInt)
                            .toArray())
                    .toList();
        }
    }

    @Test
    void everyImageHasSixtyFourPixelsFromZeroToSixteenAndADigit() {
        assertThat(images).hasSize(1797).allSatisfy(image -> {
            assertThat(image).hasSize(65);
            assertThat(Arrays.stream(image, 0, 64)).allMatch(pixel -> 0 <= pixel && pixel <= 16);
            assertThat(image[64]).isBetween(0, 9);
        });
    }

    /** The counts of the file `optdigits.names` that the UCI repository publishes with the data. */
    @Test
    void theClassesHaveThePublishedSizes() {
        int[] counts = new int[10];
        images.forEach(image -> counts[image[64]]++);
        assertThat(counts).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    }

    @Test
    void thePixelsAddUpToTheSumOfTheOriginal() {
        assertThat(images.stream()
                        .mapToInt(image -> Arrays.stream(image, 0, 64).sum())
                        .sum())
                .isEqualTo(561_718);
    }

    /** The blocks tile a bitmap in which the corner stays blank and the centre does not. */
    @Test
    void rowsOfTheImageFollowOneAnother() {
        assertThat(images.stream().mapToInt(image -> image[0]).sum()).isZero();
        assertThat(images.stream().mapToInt(image -> image[3 * 8 + 4]).average().orElseThrow())
                .isGreaterThan(9);
    }
}
