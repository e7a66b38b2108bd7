package org.ridgeless.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.data.Data;
import org.ridgeless.data.Npy;
import org.ridgeless.data.NpyArray;
import org.ridgeless.data.Split;
import org.ridgeless.data.TableData;
import org.ridgeless.lab.docs.Shown;

class DataTest {
    @TempDir
    private Path folder;

    @Test
    void data() {
        // @start region="data"
        Data data = Data.of(new double[][] {{1, 2}, {3, 4}, {5, 6}}, new double[] {1, -1, 1});
        int samples = data.samples(); // 3
        int dimension = data.dimension(); // 2
        double[] second = data.input(1); // [3, 4]
        double label = data.label(1); // -1
        // @end
        Shown.in("data", samples, dimension, second, label);
    }

    @Test
    void digits() {
        // @start region="digits"
        Data digits = Data.digits(); // images of 8 × 8 pixels
        int samples = digits.samples(); // 1797
        int classes = digits.classCount(); // 10
        Split split = digits.oneAgainstOther(3, 8).split(0.5, 1); // labels ±1; share of training, seed
        int training = split.train().samples(); // 179, of 357
        // @end
        Shown.in("digits", samples, classes, training);
    }

    @Test
    void read() throws IOException {
        Path file = folder.resolve("iris.csv");
        // @start region="read"
        Files.writeString(file, "length,width,species\n5.1,3.5,setosa\n6.4,3.2,versicolor\n5.0,3.3,setosa\n");
        TableData data = Data.read(file).label("species");
        List<String> inputs = data.inputColumns(); // ["length", "width"]
        List<String> classes = data.classNames(); // ["setosa", "versicolor"]
        double[] first = data.input(0); // [5.1, 3.5]
        // @end
        assertThat(inputs).containsExactly("length", "width");
        assertThat(classes).containsExactly("setosa", "versicolor");
        Shown.in("read", (Object) first);
    }

    @Test
    void npy() {
        String file = folder.resolve("x.npy").toString();
        // @start region="npy"
        Npy.save(file, NpyArray.of(new double[][] {{1, 2, 3}, {4, 5, 6}})); // numpy.load reads it
        NpyArray array = Npy.read(file);
        int[] shape = array.shape(); // [2, 3]
        double[] values = array.values(); // [1, 2, 3, 4, 5, 6]
        // @end
        Shown.in("npy", shape, values);
    }

    @Test
    void houses() throws IOException {
        Path file = folder.resolve("houses.csv");
        // @start region="houses"
        Files.writeString(file, "id,rooms,area,price\n1,3,70,210\n2,4,,260\n3,2,50,150\n");
        TableData data =
                Data.read(file).label("price").regression().without("id").dropMissing();
        double[][] inputs = data.inputs(); // [[3, 70], [2, 50]]
        double[] prices = data.flatTargets(); // [210, 150]
        // @end
        Shown.in("houses", inputs, prices);
    }
}
