package org.ridgeless.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Grey images with classes in IDX files, as MNIST (Y. LeCun, C. Cortes and C. Burges) and Fashion-MNIST (H. Xiao, K. Rasul and R.
 * Vollgraf, arXiv:1708.07747) are published: big-endian numbers, a magic number that ends in the count of dimensions, then
 * the dimensions, then one byte a pixel or class. Grey levels are divided by 255.
 */
final class IdxFiles {
    private static final int IMAGE_MAGIC = 0x0803;
    private static final int LABEL_MAGIC = 0x0801;
    private static final int MOST_PIXELS = 1 << 20;
    private static final double WHITEST = 255;

    private IdxFiles() {}

    /** The first so many samples, or all if there are fewer; all that the headers announce must be there. */
    static Data read(IdxFolder files, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least one sample is needed, got " + most);
        }
        Path images = files.images();
        Path labels = files.labels();
        if (!Files.isReadable(labels)) {
            throw new IllegalArgumentException("beside " + images + " there is no file of labels " + labels);
        }
        try (DataInputStream pixels = open(images);
                DataInputStream classes = open(labels)) {
            int count = header(pixels, images, IMAGE_MAGIC);
            int rows = pixels.readInt();
            int columns = pixels.readInt();
            int labelled = header(classes, labels, LABEL_MAGIC);
            if (count != labelled) {
                throw new IllegalArgumentException(images + " holds " + count + " images, but " + labels + " holds "
                        + labelled + " labels; each image needs one");
            }
            if (count < 1 || rows < 1 || columns < 1 || (long) rows * columns > MOST_PIXELS) {
                throw new IllegalArgumentException(images + " says " + count + " images of " + rows + " × " + columns
                        + " pixels; expected at least one image of at most " + MOST_PIXELS + " pixels");
            }
            Data data = data(images, new int[] {Math.min(most, count), count}, rows * columns, pixels, classes);
            requireEnd(pixels, images, count);
            requireEnd(classes, labels, count);
            return data;
        } catch (EOFException e) {
            throw new IllegalArgumentException(
                    images + " or " + labels + " end before the samples that their headers announce", e);
        } catch (IOException e) {
            throw new UncheckedIOException(images + " or " + labels + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** {@code counts} are the samples that are kept and those in the files. */
    private static Data data(Path images, int[] counts, int d, DataInputStream pixels, DataInputStream classes)
            throws IOException {
        int n = counts[0];
        Points.requireRoom(n, d);
        double[] x = new double[n * d];
        byte[] image = new byte[d];
        int[] labels = new int[n];
        int count = 0;
        for (int i = 0; i < counts[1]; i++) {
            pixels.readFully(image);
            int label = classes.readUnsignedByte();
            count = Math.max(count, label + 1);
            for (int j = 0; i < n && j < d; j++) {
                x[i * d + j] = (image[j] & 0xff) / WHITEST;
            }
            if (i < n) {
                labels[i] = label;
            }
        }
        return new FixedData(
                "images in " + images.toAbsolutePath().getParent().getFileName(),
                new Points(n, d, count, x, Points.oneHot(labels, count), Targets.CLASSES));
    }

    /** Only at its end a packed file tells whether it is damaged. */
    private static void requireEnd(DataInputStream bytes, Path file, int count) throws IOException {
        if (bytes.read() >= 0) {
            throw new IllegalArgumentException(
                    file + " goes on after the " + count + " samples that its header announces");
        }
    }

    private static DataInputStream open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        return new DataInputStream(file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes);
    }

    private static int header(DataInputStream bytes, Path file, int magic) throws IOException {
        int found = bytes.readInt();
        if (found != magic) {
            throw new IllegalArgumentException(file + " starts with the number " + found + " instead of " + magic
                    + "; it is no IDX file of " + (magic == IMAGE_MAGIC ? "images" : "labels"));
        }
        return bytes.readInt();
    }
}
