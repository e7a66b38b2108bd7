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
        assertThatThrownBy(() -> Data.idx(folder.resolve("nowhere"), 10)).hasMessageContaining("There is no folder");
        assertThatThrownBy(() -> Data.idx(folder, 10)).hasMessageContaining("train-images-idx3-ubyte.gz");
        images(SAMPLES, 0x0803);
        labels(SAMPLES - 1);
        assertThatThrownBy(() -> Data.idx(folder, 10))
                .hasMessageContaining("5 images")
                .hasMessageContaining("4 labels");
        labels(SAMPLES);
        images(SAMPLES, 77);
        assertThatThrownBy(() -> Data.idx(folder, 10)).hasMessageContaining("starts with the number 77, not with 2051");
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
