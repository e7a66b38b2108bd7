package org.ridgeless.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The binary versions of CIFAR-10 and CIFAR-100 (A. Krizhevsky, <i>Learning multiple layers of features from tiny images</i>, 2009): for
 * each image one byte of its class (two in CIFAR-100: the coarse and the fine one, which is taken), then 32 × 32 bytes each of red, green
 * and blue, row by row. Grey levels are divided by 255.
 */
final class CifarFiles {
    private static final int PIXELS = 3 * 32 * 32;
    private static final double WHITEST = 255;

    private CifarFiles() {}

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve("data_batch_1.bin"))
                || Files.exists(folder.resolve("test_batch.bin"))
                || Files.exists(folder.resolve("train.bin"));
    }

    static Data read(Path folder, boolean training, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least one sample is needed, got " + most);
        }
        boolean hundred = Files.exists(folder.resolve("train.bin")) || Files.exists(folder.resolve("test.bin"));
        Stream<String> names = hundred
                ? Stream.of(training ? "train.bin" : "test.bin")
                : training
                        ? IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin")
                        : Stream.of("test_batch.bin");
        List<Path> files = names.map(folder::resolve).filter(Files::exists).toList();
        if (files.isEmpty()) {
            throw new IllegalArgumentException(
                    "the folder " + folder + " holds no images of CIFAR in binary form; expected"
                            + " data_batch_1.bin to data_batch_5.bin and test_batch.bin, or train.bin and test.bin");
        }
        int record = PIXELS + (hundred ? 2 : 1);
        int classes = hundred ? 100 : 10;
        try {
            return read(folder.getFileName() + "", files, record, classes, most);
        } catch (IOException e) {
            throw new UncheckedIOException("the files in " + folder + " cannot be read", e);
        }
    }

    private static Data read(String name, List<Path> files, int record, int classes, int most) throws IOException {
        long images = 0;
        for (Path file : files) {
            long size = Files.size(file);
            if (size == 0 || size % record != 0) {
                throw new IllegalArgumentException(file + " has " + size + " bytes, which is no multiple of " + record
                        + ", as an image and its class take; it is no binary file of CIFAR-" + classes
                        + ", or not all of it");
            }
            images += size / record;
        }
        int n = (int) Math.min(most, images);
        Points.requireRoom(n, PIXELS);
        double[] x = new double[n * PIXELS];
        int[] labels = new int[n];
        int done = 0;
        for (Path file : files) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                for (byte[] image = in.readNBytes(record);
                        image.length == record && done < n;
                        image = in.readNBytes(record)) {
                    int first = record - PIXELS;
                    labels[done] = image[first - 1] & 0xff;
                    for (int j = 0; j < PIXELS; j++) {
                        x[done * PIXELS + j] = (image[first + j] & 0xff) / WHITEST;
                    }
                    done++;
                }
            }
        }
        return new FixedData(name, new Points(n, PIXELS, classes, x, Points.oneHot(labels, classes), Targets.CLASSES));
    }
}
