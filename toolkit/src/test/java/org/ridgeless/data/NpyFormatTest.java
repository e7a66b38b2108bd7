package org.ridgeless.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All versions, types and orders of NumPy's format, and what is not one of its files. */
class NpyFormatTest {
    private static final int INFINITE_HALF = 0x7c00;

    @TempDir
    private Path folder;

    private static byte[] bytes(int version, String header, byte... numbers) {
        byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer all = ByteBuffer.allocate(8 + (version == 1 ? 2 : 4) + text.length + numbers.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        all.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            all.putShort((short) text.length);
        } else {
            all.putInt(text.length);
        }
        return all.put(text).put(numbers).array();
    }

    private static String header(String type, boolean fortran, String shape) {
        return "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': (" + shape
                + "), }";
    }

    private NpyArray read(byte[] bytes) throws IOException {
        return Npy.read(Files.write(folder.resolve("a.npy"), bytes));
    }

    private void assertRefused(byte[] bytes, String... messages) throws IOException {
        Files.write(folder.resolve("a.npy"), bytes);
        for (String message : messages) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Npy.read(folder.resolve("a.npy").toString()))
                    .withMessageContaining("a.npy")
                    .withMessageContaining(message);
        }
    }

    /** The bytes that NumPy 2.4.6 writes: {@code numpy.array([1, -258, lowest], dtype).tobytes().hex()} and the like. */
    @ParameterizedTest
    @CsvSource({
        "<f2, 003e00b45535007c, 1.5, -0.25, 0.333251953125, Infinity",
        ">f2, 3e00b40035557c00, 1.5, -0.25, 0.333251953125, Infinity",
        "<f4, 0000c03f000080beabaaaa3e0000807f, 1.5, -0.25, 0.3333333432674408, Infinity",
        ">f4, 3fc00000be8000003eaaaaab7f800000, 1.5, -0.25, 0.3333333432674408, Infinity",
        "<u2, 01000201ffff0000, 1, 258, 65535, 0",
        ">u2, 00010102ffff0000, 1, 258, 65535, 0",
        "<u8, 0100000000000000020100000000000000000000000020000000000000000000, 1, 258, 9007199254740992, 0",
        ">u8, 0000000000000001000000000000010200200000000000000000000000000000, 1, 258, 9007199254740992, 0",
        ">i2, 0001fefe80000000, 1, -258, -32768, 0",
        ">i8, 0000000000000001fffffffffffffefeffe00000000000000000000000000000, 1, -258, -9007199254740992, 0",
        ">u4, 0000000100000102ffffffff00000000, 1, 258, 4294967295, 0",
        "<i4, 01000000fefeffff0000008000000000, 1, -258, -2147483648, 0",
        "=i4, 01000000fefeffff0000008000000000, 1, -258, -2147483648, 0"
    })
    void numbersOfEveryTypeAndByteOrderAreThoseOfNumPy(
            String type, String hex, double first, double second, double third, double fourth) throws IOException {
        byte[] numbers = HexFormat.of().parseHex(hex);
        for (int version = 1; version <= 3; version++) {
            for (boolean fortran : new boolean[] {false, true}) {
                NpyArray vector = read(bytes(version, header(type, fortran, "4,"), numbers));
                assertThat(vector.values()).containsExactly(first, second, third, fourth);
            }
            NpyArray columns = read(bytes(version, header(type, true, "2, 2"), numbers));
            assertThat(columns.values()).containsExactly(first, third, second, fourth);
        }
    }

    /**
     * All 65,536 of them: 1024 equal steps in each binade. The sum is {@code h = numpy.arange(65536, dtype='u2').view('f2')
     * .astype(float); abs(h[numpy.isfinite(h)]).sum()} of NumPy 2.4.6.
     */
    @Test
    void everyHalfIsANumberInOrder() throws IOException {
        ByteBuffer all = ByteBuffer.allocate(2 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int bits = 0; bits < 1 << 16; bits++) {
            all.putShort((short) bits);
        }
        double[] halves =
                read(bytes(1, header("<f2", false, "65536,"), all.array())).values();
        assertThat(halves[0]).isZero();
        for (int bits = 1; bits < INFINITE_HALF; bits++) {
            int binade = Math.max(1, bits - 1 >> 10);
            assertThat(halves[bits] - halves[bits - 1]).isEqualTo(Math.scalb(1.0, binade - 25));
            assertThat(halves[bits | 0x8000]).isEqualTo(-halves[bits]);
        }
        double[] finite = Arrays.stream(halves).filter(Double::isFinite).toArray();
        assertThat(finite).hasSize(63_488);
        assertThat(Arrays.stream(finite).map(Math::abs).sum()).isEqualTo(201_261_055.875);
        assertThat(Arrays.stream(halves).filter(Double::isNaN).count()).isEqualTo(2046);
        assertThat(halves[INFINITE_HALF]).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(halves[INFINITE_HALF | 0x8000]).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /** Fortran's order of a tensor is the order of the tensor with its indices reversed. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void fortranOrderReversesTheIndices(int indices) throws IOException {
        Random random = new Random(indices);
        int[] shape = random.ints(indices, 1, 4).toArray();
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        byte[] numbers = new byte[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = (byte) i;
        }
        String lengths = Arrays.toString(shape).replace("[", "").replace("]", "") + (indices == 1 ? "," : "");
        NpyArray array = read(bytes(2, header("|u1", true, lengths), numbers));
        assertThat(array.shape()).isEqualTo(shape);
        double[] values = array.values();
        for (int i = 0; i < size; i++) {
            int rest = i;
            int place = 0;
            int stride = size;
            for (int k = indices - 1; k >= 0; k--) {
                stride /= shape[k];
                place += rest % shape[k] * stride;
                rest /= shape[k];
            }
            assertThat(values[i]).isEqualTo(place);
        }
    }

    /** A file that ends anywhere before its end is an error that names it, and never an array. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aFileThatEndsTooEarlyIsRefusedWhereverItEnds(int version) throws IOException {
        byte[] whole = bytes(version, header("<f8", false, "3,"), new byte[24]);
        assertThat(read(whole).length()).isEqualTo(3);
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), "");
        }
    }

    @Test
    void headersThatAreNoneOfNumPysAreRefused() throws IOException {
        assertRefused(bytes(4, header("<f8", false, "1,"), new byte[8]), "version 4.0", "1.0 to 3.0");
        assertRefused(bytes(1, "{'descr': '<f8', 'shape': (1,), }", new byte[8]), "none of NumPy's", "'<f8'");
        assertRefused(bytes(1, header("<f8", false, "2,,3"), new byte[48]), "none of NumPy's");
        assertRefused(bytes(1, header("<f8", false, "3 4"), new byte[96]), "none of NumPy's");
        assertRefused(bytes(1, header("", false, "1,"), new byte[8]), "type", "accepted are f2");
        assertRefused(bytes(1, header("f", false, "1,"), new byte[8]), "type f", "accepted are f2");
        assertRefused(bytes(1, header("<U3", false, "1,"), new byte[12]), "type <U3");
        String records = "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }";
        assertRefused(bytes(1, records, new byte[8]), "records");
        assertRefused(
                bytes(1, header("<u8", false, "1,"), HexFormat.of().parseHex("ffffffffffffffff")),
                "18446744073709551615",
                "2^53");
    }

    /** What a header announces is held against the length of the file before room is made for it. */
    @ParameterizedTest
    @ValueSource(strings = {"2000000000,", "70000, 70000", "99999999999999999999,", "3, 5, 7"})
    void aHeaderThatAnnouncesMoreThanThereIsIsRefused(String shape) throws IOException {
        assertRefused(bytes(1, header("<f8", false, shape), new byte[16]), "a.npy", "(" + shape + ")");
        byte[] long32 = bytes(2, header("<f8", false, "2,"), new byte[16]);
        ByteBuffer.wrap(long32).order(ByteOrder.LITTLE_ENDIAN).putInt(8, Integer.MAX_VALUE);
        assertRefused(long32, "its header ends after the file");
        ByteBuffer.wrap(long32).order(ByteOrder.LITTLE_ENDIAN).putInt(8, -5);
        assertRefused(long32, "its header ends after the file");
    }

    @Test
    void anArrayWithoutNumbersIsOne() throws IOException {
        assertThat(read(bytes(1, header("<f8", true, "0, 3"))).rows()).isEmpty();
        NpyArray narrow = read(bytes(1, header("<f8", true, "3, 0")));
        assertThat(narrow.rows()).hasDimensions(3, 0);
        assertThat(Npy.read(Npy.save(folder.resolve("b.npy").toString(), narrow)))
                .isEqualTo(narrow);
        NpyArray number = read(bytes(1, header("|u1", true, ""), (byte) 7));
        assertThat(number.length()).isEqualTo(1);
        assertThat(number.rows()).isDeepEqualTo(new double[][] {{7}});
    }

    @Test
    void arraysAreTheirShapesAndNumbers() {
        NpyArray array = new NpyArray(new int[] {2, 3}, new double[] {0, 1, 2, 3, 4, 5});
        assertThat(array).isEqualTo(NpyArray.of(new double[][] {{0, 1, 2}, {3, 4, 5}}));
        assertThat(array).hasSameHashCodeAs(NpyArray.of(array.rows()));
        assertThat(array)
                .isNotEqualTo(new NpyArray(new int[] {3, 2}, array.values()))
                .isNotEqualTo(NpyArray.of(new double[][] {{0, 1, 2}, {3, 4, 6}}))
                .isNotEqualTo(null);
        assertThat(array).hasToString("array of shape [2, 3]");
        array.values()[0] = 9;
        array.shape()[0] = 9;
        assertThat(array.rows()[0][0]).isZero();
        assertThat(NpyArray.of(new double[0][]).shape()).containsExactly(0, 0);
    }

    @Test
    void shapesThatAreNoneAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NpyArray(new int[] {2, 2}, new double[3]))
                .withMessageContaining("[2, 2] has 4 numbers, got 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NpyArray(new int[] {-1, -2}, new double[2]))
                .withMessageContaining("[-1, -2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NpyArray(new int[] {1 << 20, 1 << 20}, new double[2]))
                .withMessageContaining("[1048576, 1048576]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NpyArray.of(new double[][] {{1, 2}, {3}}))
                .withMessageContaining("row 1");
    }

    /** {@code numpy.savez_compressed(file, x=numpy.array([[1., 2.], [3., 4.]]), y=numpy.array([0, 1]))} of NumPy 2.4.6. */
    private static final String COMPRESSED =
            "UEsDBC0AAAAIAAAAIQAhNYtp//////////8FABQAeC5ucHkBABAAoAAAAAAAAABVAAAAAAAAAJvsF+obEMnI"
                    + "UMZQrZ6SWpxcpG6loG6TZqGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CkaaOgq1CmQD"
                    + "LgYw+GAPoRkcIBQHlBZwAABQSwMELQAAAAgAAAAhAH5q+8n//////////wUAFAB5Lm5weQEAEACQAAAA"
                    + "AAAAAEkAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNpoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4F"
                    + "ihdnJBakAvkaRjqaOgq1ChQALgYoYITSAFBLAQItAy0AAAAIAAAAIQAhNYtpVQAAAKAAAAAFAAAAAAAA"
                    + "AAAAAACAAQAAAAB4Lm5weVBLAQItAy0AAAAIAAAAIQB+avvJSQAAAJAAAAAFAAAAAAAAAAAAAACAAYwA"
                    + "AAB5Lm5weVBLBQYAAAAAAgACAGYAAAAMAQAAAAA=";

    @Test
    void compressedArchivesOfNumPyAreRead() throws IOException {
        Path file = Files.write(folder.resolve("c.npz"), Base64.getDecoder().decode(COMPRESSED));
        Map<String, NpyArray> arrays = Npy.readAll(file.toString());
        assertThat(arrays).containsOnlyKeys("x", "y");
        assertThat(arrays.get("x").rows()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        assertThat(Data.npz(file.toString()).flatTargets()).containsExactly(-1, 1);
        assertThat(Npy.text(file, "z")).isNull();
    }

    /** A path may lead into an archive. */
    @Test
    void filesWithinAnArchiveAreRead() throws IOException {
        NpyArray array = NpyArray.of(1, 2);
        try (FileSystem archive = FileSystems.newFileSystem(folder.resolve("outer.zip"), Map.of("create", "true"))) {
            Path inner = Npy.saveAll(archive.getPath("inner.npz"), Map.of("x", array));
            assertThat(Npy.readAll(inner)).containsExactly(Map.entry("x", array));
        }
    }

    /** An archive that was cut off or lost a bit on its way is an error, or all of what it was; never less, never something else. */
    @Test
    void aDamagedArchiveIsNeverReadAsAnother() throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("x", NpyArray.of(1, 2, 3));
        arrays.put("y", NpyArray.of(0, 1, 1));
        Path file = Npy.saveAll(folder.resolve("d.npz"), arrays, Map.of("note", "a text"));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(catchThrowable(() -> Npy.readAll(file)))
                    .as("of %s bytes %s", whole.length, length)
                    .isInstanceOfAny(IllegalArgumentException.class, UncheckedIOException.class)
                    .hasMessageContaining("d.npz");
        }
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] = (byte) (flipped[i] ^ 1 << i % 8);
            Files.write(file, flipped);
            Throwable error = catchThrowable(() -> assertThat(Npy.readAll(file)).isEqualTo(arrays));
            if (error != null) {
                assertThat(error)
                        .as("byte %s of %s", i, whole.length)
                        .isInstanceOfAny(IllegalArgumentException.class, UncheckedIOException.class)
                        .hasMessageContaining("d.npz");
            }
        }
    }

    @Test
    void whatCannotBeWrittenSaysWhere() {
        assertThatCode(() -> Npy.save(folder.resolve("no/a.npy").toString(), NpyArray.of(1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write")
                .hasMessageContaining("a.npy");
        assertThatCode(() -> Npy.read(folder))
                .isInstanceOfAny(UncheckedIOException.class, IllegalArgumentException.class)
                .hasMessageContaining(folder.getFileName().toString());
    }

    @Test
    void theSameArraysGiveTheSameBytes() throws IOException {
        Map<String, NpyArray> arrays = Map.of("x", NpyArray.of(1, 2));
        byte[] first = Files.readAllBytes(Npy.saveAll(folder.resolve("e.npz"), arrays));
        assertThat(Files.readAllBytes(Npy.saveAll(folder.resolve("f.npz"), arrays)))
                .isEqualTo(first);
        Path longer = Npy.saveAll(folder.resolve("e.npz"), Map.of("y", NpyArray.of(new double[1000])));
        Npy.saveAll(longer, arrays);
        assertThat(Files.readAllBytes(longer)).isEqualTo(first);
    }
}
