package org.ridgeless.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.data.Data;
import org.ridgeless.data.Npy;
import org.ridgeless.data.NpyArray;
import org.ridgeless.data.Split;
import org.ridgeless.data.TableData;

/** The code of docs/guide/data.md. */
class DataGuideTest {
    private static final Path DEBIAN = Path.of("/usr/lib/python3/dist-packages/sklearn/datasets/data");

    @TempDir
    private Path folder;

    /** Where scikit-learn's files are, or else files of the same form and size with other numbers. */
    private Path datasets() throws IOException {
        if (Files.exists(DEBIAN.resolve("iris.csv"))) {
            return DEBIAN;
        }
        write("iris.csv", 150, 4, "setosa", "versicolor", "virginica");
        write("wine_data.csv", 178, 13, "class_0", "class_1", "class_2");
        write("breast_cancer.csv", 569, 30, "malignant", "benign");
        return folder;
    }

    private void write(String name, int n, int d, String... classes) throws IOException {
        StringBuilder text = new StringBuilder(n + "," + d + "," + String.join(",", classes) + "\n");
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                text.append(Math.sin(i * d + j)).append(',');
            }
            text.append(i * classes.length / n).append('\n');
        }
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void tables() throws IOException {
        Path datasets = datasets();
        // code: tables
        Data iris = Data.read(datasets.resolve("iris.csv"));
        Data wine = Data.read(datasets.resolve("wine_data.csv"));
        Data cancer = Data.read(datasets.resolve("breast_cancer.csv"));
        // end
        assertThat(iris.toString()).isEqualTo("iris.csv: 150 samples, 4 inputs, 3 classes");
        assertThat(wine.toString()).isEqualTo("wine_data.csv: 178 samples, 13 inputs, 3 classes");
        assertThat(cancer.toString()).isEqualTo("breast_cancer.csv: 569 samples, 30 inputs, labels +1 and -1");
    }

    @Test
    void verbs() throws IOException {
        Path file = folder.resolve("houses.csv");
        Files.writeString(file, "id;rooms;area;price\n1;3;70,5;200000\n2;4;;250000\n3;5;120;350000\n");
        // code: verbs
        TableData houses =
                Data.read(file).label("price").regression().without("id").dropMissing();
        // end
        assertThat(houses.inputColumns()).containsExactly("rooms", "area");
        assertThat(houses.inputs()).isDeepEqualTo(new double[][] {{3, 70.5}, {5, 120}});
    }

    @Test
    void arrays() {
        Path file = Npy.saveAll(
                folder.resolve("samples.npz"),
                Map.of("x", NpyArray.of(new double[][] {{1, 2}, {3, 4}}), "y", NpyArray.of(0, 1)));
        // code: arrays
        Data samples = Data.npz(file.toString()); // arrays x and y
        double[][] x = Npy.readAll(file).get("x").rows(); // any array by its name
        Npy.save(folder.resolve("x.npy").toString(), NpyArray.of(x)); // numpy.load("x.npy")
        // end
        assertThat(samples.inputs()).isDeepEqualTo(x);
    }

    @Test
    void parts() {
        // code: parts
        Data digits = Data.digits();
        Split split = digits.split(0.8, 1).standardized(); // seeded, in the proportions of the classes
        Data noisy = split.train().withLabelNoise(0.2, 2); // one label in five is wrong
        Data pair = digits.oneAgainstOther(3, 8); // +1 and −1
        // end
        assertThat(split.train().samples() + split.test().samples()).isEqualTo(1797);
        assertThat(noisy.samples()).isEqualTo(1438);
        assertThat(pair.samples()).isEqualTo(357);
    }
}
