package org.ridgeless.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ridgeless.tables.Results;

/** Finds out what a file or a folder holds. */
final class DataFiles {
    private static final List<String> INPUTS = List.of("x", "x_train", "data", "images", "inputs", "features");
    private static final List<String> TARGETS = List.of("y", "y_train", "target", "targets", "labels", "label");

    private DataFiles() {}

    static TableData table(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (Files.isDirectory(path)) {
            throw new IllegalArgumentException(
                    path + " is a folder; images of MNIST or CIFAR are read by Data.images(folder)");
        }
        if (!Files.isReadable(path)) {
            throw new IllegalArgumentException("there is no readable file " + path.toAbsolutePath());
        }
        if (name.endsWith(".npz")) {
            throw new IllegalArgumentException(
                    path + " holds several arrays; they are read by Data.npz(file) or Npy.readAll(file)");
        }
        return name.endsWith(".npy") ? table(path, Npy.read(path)) : TableData.from(Results.read(path));
    }

    static Data images(Path path) {
        if (Files.isDirectory(path)) {
            return CifarFiles.isIn(path)
                    ? CifarFiles.read(path, true, Integer.MAX_VALUE)
                    : IdxFiles.read(IdxFolder.training(path), Integer.MAX_VALUE);
        }
        String name = String.valueOf(path.getFileName());
        if (Files.isReadable(path) && name.contains("images")) {
            Path labels = path.resolveSibling(name.replace("images", "labels").replace("idx3", "idx1"));
            return IdxFiles.read(new IdxFolder(path, labels), Integer.MAX_VALUE);
        }
        throw new IllegalArgumentException("there are no images in " + path.toAbsolutePath()
                + "; expected a folder with IDX files or CIFAR's binary files, or an IDX file of images");
    }

    static Data npz(Path path) {
        return named(path, Npy.readAll(path));
    }

    private static TableData table(Path path, NpyArray array) {
        double[][] rows = array.rows();
        Results table = Results.titled(path.getFileName().toString());
        int columns = rows.length == 0 ? 0 : rows[0].length;
        for (int j = 0; j < columns; j++) {
            int column = j;
            table = table.numbers(
                    "column " + j,
                    Arrays.stream(rows).mapToDouble(row -> row[column]).toArray());
        }
        return TableData.from(table);
    }

    private static Data named(Path path, Map<String, NpyArray> arrays) {
        NpyArray x = pick(path, arrays, INPUTS, "inputs");
        NpyArray y = pick(path, arrays, TARGETS, "targets");
        return samples(path.getFileName().toString(), x, y);
    }

    /** One row a sample; signs and numbers that count classes are labels, others real targets. */
    static Data samples(String title, NpyArray x, NpyArray y) {
        if (x.length() != y.length() || x.length() == 0) {
            throw new IllegalArgumentException(
                    title + " holds " + x + " of inputs and " + y + " of targets; each row needs one");
        }
        double[][] rows = x.rows();
        if (y.values().length == y.length() && Labels.areClasses(y.values())) {
            Labels labels = Labels.ofDistinct(y.values());
            return new FixedData(title, labels.points(Points.flatten(rows), rows[0].length));
        }
        double[][] targets = y.rows();
        return new FixedData(
                title,
                new Points(
                        rows.length,
                        rows[0].length,
                        targets[0].length,
                        Points.flatten(rows),
                        Points.flatten(targets),
                        Targets.REAL));
    }

    private static NpyArray pick(Path path, Map<String, NpyArray> arrays, List<String> names, String what) {
        Optional<String> key = names.stream()
                .flatMap(name -> arrays.keySet().stream().filter(k -> k.equalsIgnoreCase(name)))
                .findFirst();
        return arrays.get(
                key.orElseThrow(() -> new IllegalArgumentException(path + " holds the arrays " + arrays.keySet()
                        + ", none of which is called like " + what + ": " + names + "; read them with Npy.readAll")));
    }
}
