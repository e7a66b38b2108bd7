package org.ridgeless.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * NumPy's files: one array (.npy), or several with names (.npz).
 *
 * {@snippet file="DataTest.java" region="npy"}
 *
 * <p>Source: NumPy Enhancement Proposal 1, <i>A simple file format for NumPy arrays</i>, versions 1.0 to 3.0. All types of real numbers
 * and truth values are read; pickled Python objects are refused, since reading them would run code.
 */
public final class Npy {
    private static final long ZIP_TIME = 315_532_800_000L;

    private Npy() {}

    /**
     * The array in a .npy file.
     *
     * @param file path of the file
     * @return the array as float64
     * @throws IllegalArgumentException if there is no such file or it is no array of real numbers
     */
    public static NpyArray read(String file) {
        return read(Path.of(file));
    }

    /**
     * The array in a .npy file.
     *
     * @param file path of the file
     * @return the array as float64
     * @throws IllegalArgumentException if there is no such file or it is no array of real numbers
     */
    public static NpyArray read(Path file) {
        return NpyHeader.parse(file.toString(), bytes(file));
    }

    /**
     * The arrays in a .npz file by their names.
     *
     * @param file path of the file
     * @return the arrays in the order of the file
     * @throws IllegalArgumentException if there is no such file, it holds no array, or one that is not of real numbers
     */
    public static Map<String, NpyArray> readAll(String file) {
        return readAll(Path.of(file));
    }

    /**
     * The arrays in a .npz file by their names.
     *
     * @param file path of the file
     * @return the arrays in the order of the file
     * @throws IllegalArgumentException if there is no such file, it holds no array, or one that is not of real numbers
     * @throws UncheckedIOException if it is no zip archive that can be read to its end
     */
    public static Map<String, NpyArray> readAll(Path file) {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        List<String> entries = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes(file)))) {
            for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
                entries.add(entry.getName());
                if (entry.getName().endsWith(".npy")) {
                    String name = entry.getName().replaceFirst("\\.npy$", "");
                    arrays.put(name, NpyHeader.parse(file + ", array " + name, zip.readAllBytes()));
                }
            }
            if (arrays.isEmpty()) {
                throw new IllegalArgumentException(
                        file + " holds no arrays; a .npz file is a zip archive of .npy files");
            }
            requireListed(file, entries);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read as .npz: " + e.getMessage(), e);
        }
        return arrays;
    }

    private static ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException e) {
            throw new IOException("a name in it is no UTF-8, " + e.getMessage(), e);
        }
    }

    /** An archive that was cut off between two entries reads as a shorter one, but the list at its end is gone. */
    private static void requireListed(Path file, List<String> entries) throws IOException {
        if (file.getFileSystem() != FileSystems.getDefault()) {
            // Only files of the operating system are read by their list.
            return;
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<String> listed = zip.stream().map(ZipEntry::getName).toList();
            if (!listed.equals(entries)) {
                throw new ZipException("it lists the entries " + listed + " and has " + entries);
            }
        }
    }

    /**
     * Writes a .npy file of float64.
     *
     * @param file path of the file; one that is there is overwritten
     * @param array any shape
     * @return the path
     * @throws UncheckedIOException if it cannot be written
     */
    public static Path save(String file, NpyArray array) {
        return write(Path.of(file), encode(array));
    }

    /**
     * Writes a .npz file of float64; the same arrays give the same bytes.
     *
     * @param file path of the file; one that is there is overwritten
     * @param arrays by their names in the file
     * @return the path
     * @throws UncheckedIOException if it cannot be written
     */
    public static Path saveAll(Path file, Map<String, NpyArray> arrays) {
        return saveAll(file, arrays, Map.of());
    }

    /**
     * Writes a .npz file with texts beside the arrays, which NumPy hands out as bytes.
     *
     * @param file path of the file; one that is there is overwritten
     * @param arrays by their names in the file
     * @param texts by their names in the file, written as UTF-8
     * @return the path
     * @throws UncheckedIOException if it cannot be written
     */
    public static Path saveAll(Path file, Map<String, NpyArray> arrays, Map<String, String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
                put(zip, array.getKey() + ".npy", encode(array.getValue()));
            }
            for (Map.Entry<String, String> text : texts.entrySet()) {
                put(zip, text.getKey(), text.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return write(file, bytes.toByteArray());
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(ZIP_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * A text in a .npz file, or null if there is none of this name.
     *
     * @param file path of a .npz file
     * @param name of the entry
     * @return the text read as UTF-8, or null
     * @throws IllegalArgumentException if there is no such file
     * @throws UncheckedIOException if it is no zip archive that can be read
     */
    public static String text(Path file, String name) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes(file)))) {
            for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
                if (entry.getName().equals(name)) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read as .npz: " + e.getMessage(), e);
        }
    }

    private static byte[] encode(NpyArray array) {
        double[] values = array.values();
        byte[] header = NpyHeader.of(array.shape()).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer buffer = ByteBuffer.allocate(Math.addExact(header.length, Math.multiplyExact(8, values.length)))
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(header);
        buffer.asDoubleBuffer().put(values);
        // The first byte of the mark is no ASCII letter.
        buffer.put(0, NpyHeader.FIRST);
        return buffer.array();
    }

    private static Path write(Path file, byte[] bytes) {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(bytes);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("there is no readable file " + file.toAbsolutePath());
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
