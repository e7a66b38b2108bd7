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
    private static final String IMAGES = "train-images-idx3-ubyte";
    private static final String LABELS = "train-labels-idx1-ubyte";
    private static final int IMAGE_MAGIC = 0x0803;
    private static final int LABEL_MAGIC = 0x0801;
    private static final int MOST_PIXELS = 1 << 20;
    private static final double WHITEST = 255;

    private IdxFiles() {}

    /** The first so many training samples of a folder, or all if there are fewer. */
    static Data read(Path folder, int most) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("There is no folder " + folder + "; expected one with " + IMAGES
                    + " and " + LABELS + ", plain or with .gz.");
        }
        Path images = find(folder, IMAGES);
        Path labels = find(folder, LABELS);
        try (DataInputStream pixels = open(images);
                DataInputStream classes = open(labels)) {
            int count = header(pixels, images, IMAGE_MAGIC);
            int rows = pixels.readInt();
            int columns = pixels.readInt();
            int labelled = header(classes, labels, LABEL_MAGIC);
            if (count != labelled) {
                throw new IllegalArgumentException(images + " holds " + count + " images, but " + labels + " holds "
                        + labelled + " labels; each image needs one.");
            }
            if (count < 1 || rows < 1 || columns < 1 || (long) rows * columns > MOST_PIXELS) {
                throw new IllegalArgumentException(images + " says " + count + " images of " + rows + " × " + columns
                        + " pixels; expected at least one image of at most " + MOST_PIXELS + " pixels.");
            }
            return data(folder, Math.min(most, count), rows * columns, pixels, classes);
        } catch (EOFException e) {
            throw new IllegalArgumentException(
                    "The files in " + folder + " end before the samples that their headers announce.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The files in " + folder + " cannot be read.", e);
        }
    }

    private static Data data(Path folder, int n, int d, DataInputStream pixels, DataInputStream classes)
            throws IOException {
        byte[] bytes = new byte[Math.multiplyExact(n, d)];
        pixels.readFully(bytes);
        double[] x = new double[bytes.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (bytes[i] & 0xff) / WHITEST;
        }
        int[] labels = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            labels[i] = classes.readUnsignedByte();
            count = Math.max(count, labels[i] + 1);
        }
        return new FixedData(
                "images in " + folder.getFileName(),
                new Points(n, d, count, x, Points.oneHot(labels, count), Targets.CLASSES));
    }

    private static Path find(Path folder, String name) {
        Path plain = folder.resolve(name);
        Path packed = folder.resolve(name + ".gz");
        if (!Files.exists(plain) && !Files.exists(packed)) {
            throw new IllegalArgumentException(
                    "The folder " + folder + " holds neither " + name + " nor " + name + ".gz.");
        }
        return Files.exists(plain) ? plain : packed;
    }

    private static DataInputStream open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        return new DataInputStream(file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes);
    }

    private static int header(DataInputStream bytes, Path file, int magic) throws IOException {
        int found = bytes.readInt();
        if (found != magic) {
            throw new IllegalArgumentException(file + " starts with the number " + found + ", not with " + magic
                    + "; it is no IDX file of " + (magic == IMAGE_MAGIC ? "images." : "labels."));
        }
        return bytes.readInt();
    }
}
