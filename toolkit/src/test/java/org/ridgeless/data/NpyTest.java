package org.ridgeless.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files below are built by hand from NumPy's description of the format. */
class NpyTest {
    @TempDir
    private Path folder;

    private Path file(String type, boolean fortran, String shape, String hex) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': ("
                + shape + "), }";
        String padded = header + " ".repeat((64 - (10 + header.length() + 1) % 64) % 64) + "\n";
        byte[] text = padded.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] data = HexFormat.of().parseHex(hex.replace(" ", ""));
        byte[] bytes = new byte[10 + text.length + data.length];
        byte[] mark = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, (byte) (text.length >> 8)};
        System.arraycopy(mark, 0, bytes, 0, 10);
        System.arraycopy(text, 0, bytes, 10, text.length);
        System.arraycopy(data, 0, bytes, 10 + text.length, data.length);
        return Files.write(folder.resolve("a.npy"), bytes);
    }

    @Test
    void everyTypeOfNumberIsRead() throws IOException {
        // 1 and −2 as IEEE 754 and as two's complement.
        assertThat(Npy.read(file("<f8", false, "2,", "000000000000f03f 00000000000000c0"))
                        .values())
                .containsExactly(1, -2);
        assertThat(Npy.read(file(">f8", false, "2,", "3ff0000000000000 c000000000000000"))
                        .values())
                .containsExactly(1, -2);
        assertThat(Npy.read(file("<f4", false, "2,", "0000803f 000000c0")).values())
                .containsExactly(1, -2);
        assertThat(Npy.read(file("<f2", false, "3,", "003c 00c0 0100")).values())
                .containsExactly(1, -2, 0x1p-24);
        assertThat(Npy.read(file("<i8", false, "2,", "0100000000000000 feffffffffffffff"))
                        .values())
                .containsExactly(1, -2);
        assertThat(Npy.read(file(">i4", false, "2,", "00000001 fffffffe")).values())
                .containsExactly(1, -2);
        assertThat(Npy.read(file("<i2", false, "2,", "0100 feff")).values()).containsExactly(1, -2);
        assertThat(Npy.read(file("|i1", false, "2,", "01 fe")).values()).containsExactly(1, -2);
        assertThat(Npy.read(file("|u1", false, "2,", "01 fe")).values()).containsExactly(1, 254);
        assertThat(Npy.read(file("<u4", false, "1,", "ffffffff")).values()).containsExactly(4294967295.0);
        assertThat(Npy.read(file("|b1", false, "2,", "01 00")).values()).containsExactly(1, 0);
        assertThat(Npy.read(file("<f8", false, "", "000000000000f03f")).shape()).isEmpty();
    }

    @Test
    void fortranOrderIsTurnedRound() throws IOException {
        NpyArray matrix = Npy.read(file("|u1", true, "2, 3", "00 03 01 04 02 05"));
        assertThat(matrix.rows()).isDeepEqualTo(new double[][] {{0, 1, 2}, {3, 4, 5}});
        // a[i][j][k] = 100 i + 10 j + k of shape 2 × 2 × 3, the first index fastest.
        NpyArray cube = Npy.read(file("|u1", true, "2, 2, 3", "00 64 0a 6e 01 65 0b 6f 02 66 0c 70"));
        assertThat(cube.values()).containsExactly(0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112);
    }

    @Test
    void whatIsWrittenIsReadBackBitByBit() {
        NpyArray a = NpyArray.of(new double[][] {{1, Math.PI, Double.MIN_VALUE}, {-0.0, 1e300, 3}});
        assertThat(Npy.read(Npy.save(folder.resolve("b.npy").toString(), a))).isEqualTo(a);
        Map<String, NpyArray> two = new LinkedHashMap<>();
        two.put("x", a);
        two.put("y", NpyArray.of(0, 1));
        Path file = Npy.saveAll(folder.resolve("c.npz"), two);
        assertThat(Npy.readAll(file)).isEqualTo(two);
        Data data = Data.npz(file.toString());
        assertThat(data.flatTargets()).containsExactly(-1, 1);
        assertThat(data.dimension()).isEqualTo(3);
        assertThatThrownBy(() -> Data.read(file)).hasMessageContaining("Data.npz");
    }

    @Test
    void numbersThatCountClassesAreLabelsAndOthersAreNot() {
        NpyArray x = NpyArray.of(new double[4][2]);
        assertThat(Data.of(x, NpyArray.of(0, 2, 1, 0)).outputs()).isEqualTo(3);
        assertThat(Data.of(x, NpyArray.of(1, -1, 1, 1)).targets()).isEqualTo(Targets.BINARY);
        assertThat(Data.of(x, NpyArray.of(0, 1, 2, 3)).targets()).isEqualTo(Targets.REAL);
        assertThat(Data.of(x, NpyArray.of(3, 5, 3, 5)).targets()).isEqualTo(Targets.REAL);
        assertThat(Data.of(x, NpyArray.of(new double[4][3])).outputs()).isEqualTo(3);
    }

    @Test
    void aMatrixInAFileIsATableWithTheLabelsLast() {
        Npy.save(folder.resolve("t.npy").toString(), NpyArray.of(new double[][] {{0.5, 1}, {0.25, -1}}));
        assertThat(Data.read(folder.resolve("t.npy")).flatTargets()).containsExactly(1, -1);
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        Path pickled = file("|O", false, "1,", "00");
        assertThatThrownBy(() -> Npy.read(pickled)).hasMessageContaining("pickled Python objects");
        Path complex = file("<c16", false, "1,", "00000000000000000000000000000000");
        assertThatThrownBy(() -> Npy.read(complex)).hasMessageContaining("type <c16");
        Path shorter = file("<f8", false, "3,", "000000000000f03f");
        assertThatThrownBy(() -> Npy.read(shorter)).hasMessageContaining("ends before the 3 numbers");
        Path large = file("<i8", false, "1,", "ffffffffffffff7f");
        assertThatThrownBy(() -> Npy.read(large)).hasMessageContaining("up to 2^53");
        Path text = Files.writeString(folder.resolve("text.npy"), "1,2,3 and more");
        assertThatThrownBy(() -> Npy.read(text)).hasMessageContaining("does not begin");
        assertThatThrownBy(() -> Npy.readAll(text)).hasMessageContaining("no arrays");
        assertThatThrownBy(() -> Npy.read("nowhere.npy")).hasMessageContaining("no readable file");
    }
}
