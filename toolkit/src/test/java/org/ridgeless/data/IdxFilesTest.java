package org.ridgeless.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFilesTest {
    private static final int SAMPLES = 5;

    @TempDir
    private Path folder;

    @Test
    void imagesAndLabelsArePixelsBetweenZeroAndOneAndClasses() throws IOException {
        images(SAMPLES, 0x0803);
        labels(SAMPLES);
        Data data = Data.idx(folder, 100);
        assertThat(data.samples()).isEqualTo(SAMPLES);
        assertThat(data.dimension()).isEqualTo(6);
        assertThat(data.outputs()).isEqualTo(SAMPLES);
        assertThat(data.input(4)).containsExactly(1, 204 / 255.0, 0, 0, 0, 0);
        assertThat(data.label(3)).isEqualTo(3);
        assertThat(Data.idx(folder, 2).samples()).isEqualTo(2);
    }

    @Test
    void whatIsMissingOrCorruptIsNamed() throws IOException {
        assertThatThrownBy(() -> Data.idx(folder.resolve("nowhere"), 10)).hasMessageContaining("there is no folder");
        assertThatThrownBy(() -> Data.idx(folder, 10)).hasMessageContaining("train-images-idx3-ubyte.gz");
        images(SAMPLES, 0x0803);
        labels(SAMPLES - 1);
        assertThatThrownBy(() -> Data.idx(folder, 10))
                .hasMessageContaining("5 images")
                .hasMessageContaining("4 labels");
        labels(SAMPLES);
        images(SAMPLES, 77);
        assertThatThrownBy(() -> Data.idx(folder, 10))
                .hasMessageContaining("starts with the number 77 instead of 2051");
        images(SAMPLES + 10, 0x0803);
        labels(SAMPLES + 10);
        Path file = folder.resolve("train-labels-idx1-ubyte.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file));
                DataOutputStream data = new DataOutputStream(out)) {
            data.writeInt(0x0801);
            data.writeInt(SAMPLES + 10);
        }
        assertThatThrownBy(() -> Data.idx(folder, 100)).hasMessageContaining("end before the samples");
    }

    @Test
    void theFilesGoByManyNames() throws IOException {
        images(SAMPLES, 0x0803);
        labels(SAMPLES);
        Path images = folder.resolve("train-images-idx3-ubyte");
        Path labels = folder.resolve("train-labels-idx1-ubyte.gz");
        double[] all = Data.images(folder).flatInputs();
        for (String name : new String[] {"train-WHAT.KIND-ubyte", "emnist-letters-train-WHAT-KIND-ubyte"}) {
            Path other = Files.createDirectory(folder.resolve(name));
            Files.copy(images, other.resolve(name.replace("WHAT", "images").replace("KIND", "idx3")));
            Files.copy(labels, other.resolve(name.replace("WHAT", "labels").replace("KIND", "idx1") + ".gz"));
            assertThat(Data.images(other.toString()).flatInputs()).isEqualTo(all);
        }
        Files.move(images, folder.resolve("t10k-images-idx3-ubyte"));
        Files.move(labels, folder.resolve("t10k-labels-idx1-ubyte.gz"));
        assertThat(Data.idxTest(folder, 3).samples()).isEqualTo(3);
        assertThatThrownBy(() -> Data.images(folder)).hasMessageContaining("no train images");
    }

    /** Two samples of five hold the classes 0 and 1, but there are five classes. */
    @Test
    void theClassesAreThoseOfAllLabels() throws IOException {
        images(SAMPLES, 0x0803);
        labels(SAMPLES);
        assertThat(Data.idx(folder, 2).outputs()).isEqualTo(5);
    }

    private void images(int count, int magic) throws IOException {
        try (DataOutputStream data =
                new DataOutputStream(Files.newOutputStream(folder.resolve("train-images-idx3-ubyte")))) {
            data.writeInt(magic);
            data.writeInt(count);
            data.writeInt(2);
            data.writeInt(3);
            for (int i = 0; i < count; i++) {
                data.write(new byte[] {(byte) 255, (byte) (51 * i), 0, 0, 0, 0});
            }
        }
    }

    private void labels(int count) throws IOException {
        try (OutputStream out =
                        new GZIPOutputStream(Files.newOutputStream(folder.resolve("train-labels-idx1-ubyte.gz")));
                DataOutputStream data = new DataOutputStream(out)) {
            data.writeInt(0x0801);
            data.writeInt(count);
            for (int i = 0; i < count; i++) {
                data.writeByte(i);
            }
        }
    }
}
