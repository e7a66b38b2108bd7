package org.ridgeless.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in IDX files and in those of CIFAR: every byte where it belongs, and no file for another. */
class ImageFilesTest {
    private static final int COUNT = 4;
    private static final int PIXELS = 6;

    @TempDir
    private Path folder;

    private final byte[] pixels = new byte[COUNT * PIXELS];
    private final byte[] classes = {2, 0, 1, 2};

    ImageFilesTest() {
        new Random(3).nextBytes(pixels);
    }

    private static byte[] idx(byte[] content, int... head) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int number : head) {
            out.writeInt(number);
        }
        out.write(content);
        return bytes.toByteArray();
    }

    private byte[] images() throws IOException {
        return idx(pixels, 0x0803, COUNT, 2, 3);
    }

    private byte[] labels() throws IOException {
        return idx(classes, 0x0801, COUNT);
    }

    private static byte[] packed(byte... bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private Path write(String name, byte... bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private static void refuses(ThrowingCallable call, String... messages) {
        for (String message : messages) {
            assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
        }
    }

    private void assertTheSamples(Data data) {
        assertThat(data.samples()).isEqualTo(COUNT);
        assertThat(data.outputs()).isEqualTo(3);
        double[] expected = new double[COUNT * PIXELS];
        Arrays.setAll(expected, i -> (pixels[i] & 0xff) / 255.0);
        assertThat(data.flatInputs()).containsExactly(expected);
        for (int i = 0; i < COUNT; i++) {
            assertThat(data.label(i)).isEqualTo(classes[i]);
        }
    }

    @Test
    void oneFileOfImagesHasItsLabelsBesideIt() throws IOException {
        write("labels/train-labels-idx1-ubyte", (byte) 0);
        Path file = write("images/train-images-idx3-ubyte", images());
        refuses(() -> Data.images(file), "there is no file of labels", "train-labels-idx1-ubyte");
        write("images/train-labels-idx1-ubyte", labels());
        // The folder is called images as well; its labels are in it, and not in one called labels.
        assertTheSamples(Data.images(file));
        assertTheSamples(Data.images(file.toString()));
        assertTheSamples(Data.idx(file.getParent(), COUNT));
        assertThat(Data.images(file).name()).isEqualTo("images in images");
    }

    @Test
    void packedFilesHoldTheSame() throws IOException {
        write("train-images-idx3-ubyte.gz", packed(images()));
        write("train-labels-idx1-ubyte.gz", packed(labels()));
        assertTheSamples(Data.images(folder));
        assertTheSamples(Data.images(folder.resolve("train-images-idx3-ubyte.gz")));
        // A file and its packed copy are one.
        write("train-labels-idx1-ubyte", labels());
        assertTheSamples(Data.images(folder));
    }

    /** Both files, plain and packed, cut at every byte. */
    @Test
    void filesThatEndTooEarlyAreRefusedWhereverTheyEnd() throws IOException {
        byte[][] whole = {images(), labels(), packed(images()), packed(labels())};
        for (int which = 0; which < 4; which++) {
            String end = which < 2 ? "" : ".gz";
            boolean cutImages = which % 2 == 0;
            for (int length = 0; length < whole[which].length; length++) {
                byte[] cut = Arrays.copyOf(whole[which], length);
                write("train-images-idx3-ubyte" + end, cutImages ? cut : whole[which - 1]);
                write("train-labels-idx1-ubyte" + end, cutImages ? whole[which + 1] : cut);
                assertThat(catchThrowable(() -> Data.images(folder)))
                        .as("%s of file %s", length, which)
                        .isInstanceOfAny(IllegalArgumentException.class, UncheckedIOException.class)
                        .hasMessageContaining("-ubyte");
            }
            Files.delete(folder.resolve("train-images-idx3-ubyte" + end));
            Files.delete(folder.resolve("train-labels-idx1-ubyte" + end));
        }
    }

    /** Of a packed file a bit that changed on its way is an error, or was in no number. */
    @Test
    void aPackedFileThatWasDamagedIsNotReadAsAnother() throws IOException {
        write("train-labels-idx1-ubyte", labels());
        byte[] whole = packed(images());
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] = (byte) (flipped[i] ^ 1 << i % 8);
            write("train-images-idx3-ubyte.gz", flipped);
            Throwable error = catchThrowable(() -> assertTheSamples(Data.images(folder)));
            if (error != null) {
                assertThat(error)
                        .as("byte %s of %s", i, whole.length)
                        .isInstanceOfAny(IllegalArgumentException.class, UncheckedIOException.class)
                        .hasMessageContaining("-ubyte");
            }
        }
        write("train-images-idx3-ubyte.gz", packed(Arrays.copyOf(images(), 16 + COUNT * PIXELS + 1)));
        refuses(() -> Data.images(folder), "goes on after the 4 samples");
    }

    /** Nothing is allocated for numbers that no image has. */
    @Test
    void headersThatNoImagesHaveAreNamed() throws IOException {
        write("train-labels-idx1-ubyte", labels());
        int[][] heads = {{0, 2, 3}, {-4, 2, 3}, {COUNT, 0, 3}, {COUNT, 2, -3}, {COUNT, 1 << 16, 1 << 16}};
        for (int[] head : heads) {
            write("train-images-idx3-ubyte", idx(pixels, 0x0803, head[0], head[1], head[2]));
            if (head[0] != COUNT) {
                write("train-labels-idx1-ubyte", idx(classes, 0x0801, head[0]));
            } else {
                write("train-labels-idx1-ubyte", labels());
            }
            refuses(() -> Data.images(folder), head[0] + " images of " + head[1] + " × " + head[2] + " pixels");
        }
        write("train-images-idx3-ubyte", images());
        write("train-labels-idx1-ubyte", idx(classes, 0x0803, COUNT));
        refuses(() -> Data.images(folder), "starts with the number 2051 instead of 2049", "no IDX file of labels");
        refuses(() -> Data.idx(folder, 0), "at least one sample is needed, got 0");
    }

    @Test
    void filesThatCannotBeToldApartAreListed() throws IOException {
        write("train-images-idx3-ubyte", images());
        write("train-labels-idx1-ubyte", labels());
        write("letters-train-images-idx3-ubyte", images());
        refuses(() -> Data.images(folder), "several train images", "letters-train-images-idx3-ubyte");
        refuses(() -> Data.idxTest(folder, 2), "no test images", "t10k-images-idx3-ubyte");
        refuses(() -> Data.images(folder.resolve("nothing.png")), "there are no images in", "nothing.png");
        Path text = write("note.txt", (byte) 'a');
        refuses(() -> Data.images(text), "there are no images in");
    }

    private byte[] cifar(int images, int labelBytes) {
        int record = labelBytes + 3072;
        byte[] bytes = new byte[images * record];
        new Random(images).nextBytes(bytes);
        for (int i = 0; i < images; i++) {
            bytes[i * record] = (byte) (i % 20);
            bytes[i * record + labelBytes - 1] = (byte) (i % 10);
        }
        return bytes;
    }

    @Test
    void testAndTrainingImagesOfCifarAreApart() throws IOException {
        byte[] bytes = cifar(3, 1);
        write("test_batch.bin", bytes);
        Data test = Data.cifarTest(folder, 99);
        assertThat(test.samples()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3072; j += 171) {
                assertThat(test.input(i)[j]).isEqualTo((bytes[i * 3073 + 1 + j] & 0xff) / 255.0);
            }
        }
        refuses(() -> Data.cifar(folder, 99), "holds no images of CIFAR", "data_batch_1.bin");
        refuses(() -> Data.cifarTest(folder, 0), "got 0");
        write("hundred/test.bin", cifar(2, 2));
        Data hundred = Data.cifarTest(folder.resolve("hundred"), 1);
        assertThat(hundred.samples()).isEqualTo(1);
        assertThat(hundred.classCount()).isEqualTo(100);
    }

    @Test
    void aFileOfCifarIsAWholeNumberOfImages() throws IOException {
        byte[] bytes = cifar(2, 1);
        for (int length : new int[] {0, 1, 3072, 3074, 6145}) {
            write("data_batch_1.bin", Arrays.copyOf(bytes, length));
            refuses(() -> Data.cifar(folder, 5), length + " bytes", "3073");
        }
        bytes[3073] = 10;
        write("data_batch_1.bin", bytes);
        refuses(() -> Data.cifar(folder, 5), "row 1", "is 10", "0 to 9");
        // The first image alone is one of CIFAR.
        assertThat(Data.cifar(folder, 1).label(0)).isZero();
    }
}
