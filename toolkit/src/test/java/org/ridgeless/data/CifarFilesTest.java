package org.ridgeless.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarFilesTest {
    private static final int PIXELS = 3072;

    @TempDir
    private Path folder;

    private void write(String name, int images, int labelBytes) throws IOException {
        byte[] bytes = new byte[images * (labelBytes + PIXELS)];
        for (int i = 0; i < images; i++) {
            int start = i * (labelBytes + PIXELS);
            bytes[start + labelBytes - 1] = (byte) (i % 10);
            bytes[start + labelBytes] = (byte) 255;
            bytes[start + labelBytes + PIXELS - 1] = (byte) (51 * i);
        }
        Files.write(folder.resolve(name), bytes);
    }

    @Test
    void batchesFollowOneAnother() throws IOException {
        write("data_batch_1.bin", 3, 1);
        write("data_batch_2.bin", 2, 1);
        write("test_batch.bin", 4, 1);
        Data data = Data.images(folder);
        assertThat(data.samples()).isEqualTo(5);
        assertThat(data.outputs()).isEqualTo(10);
        assertThat(data.label(2)).isEqualTo(2);
        assertThat(data.label(4)).isEqualTo(1);
        assertThat(data.input(2)[0]).isEqualTo(1);
        assertThat(data.input(2)[PIXELS - 1]).isEqualTo(0.4);
        assertThat(Data.cifar(folder, 4).samples()).isEqualTo(4);
        assertThat(Data.cifarTest(folder, 9).samples()).isEqualTo(4);
    }

    @Test
    void ofTwoLabelsTheFineOneIsTaken() throws IOException {
        write("train.bin", 2, 2);
        Data data = Data.images(folder);
        assertThat(data.outputs()).isEqualTo(100);
        assertThat(data.label(1)).isEqualTo(1);
    }

    @Test
    void aFileThatIsCutShortIsRefused() throws IOException {
        Files.write(folder.resolve("data_batch_1.bin"), new byte[PIXELS]);
        assertThatThrownBy(() -> Data.images(folder))
                .hasMessageContaining("3072 bytes")
                .hasMessageContaining("3073");
        assertThatThrownBy(() -> Data.cifarTest(folder, 5)).hasMessageContaining("holds no images");
    }
}
