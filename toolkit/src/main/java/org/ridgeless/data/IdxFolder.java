package org.ridgeless.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The names under which IDX files go: train-images-idx3-ubyte, t10k-images.idx3-ubyte.gz, emnist-letters-test-labels-idx1-ubyte. */
record IdxFolder(Path images, Path labels) {
    private static final String NAMES = "train-images-idx3-ubyte and train-labels-idx1-ubyte, plain or with .gz";

    static IdxFolder training(Path folder) {
        return find(folder, "train");
    }

    static IdxFolder test(Path folder) {
        return find(folder, "test");
    }

    private static IdxFolder find(Path folder, String part) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("there is no folder " + folder + "; expected one with " + NAMES);
        }
        return new IdxFolder(only(folder, part, "images", "idx3"), only(folder, part, "labels", "idx1"));
    }

    private static Path only(Path folder, String part, String what, String kind) {
        List<Path> found;
        try (Stream<Path> files = Files.list(folder)) {
            found = files.filter(file -> isCalled(file, part, what, kind))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
        // A file and its packed copy hold the same.
        List<Path> plain =
                found.stream().filter(f -> !f.toString().endsWith(".gz")).toList();
        List<Path> chosen = plain.isEmpty() ? found : plain;
        if (chosen.size() != 1) {
            throw new IllegalArgumentException("the folder " + folder + " holds "
                    + (chosen.isEmpty() ? "no " + part + " " + what : "several " + part + " " + what + ", " + chosen)
                    + "; expected one file called like " + (part.equals("train") ? "train" : "t10k") + "-" + what + "-"
                    + kind
                    + "-ubyte or " + (part.equals("train") ? "train" : "t10k") + "-" + what + "-" + kind
                    + "-ubyte.gz");
        }
        return chosen.get(0);
    }

    private static boolean isCalled(Path file, String part, String what, String kind) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean here = name.contains(part) || part.equals("test") && name.contains("t10k");
        return here && name.contains(what) && (name.contains(kind) || name.contains("ubyte"));
    }
}
