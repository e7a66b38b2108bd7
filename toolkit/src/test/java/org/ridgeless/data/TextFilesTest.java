package org.ridgeless.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.tables.Results;

/** The same samples from whatever program wrote them, and no sample from what is no table. */
class TextFilesTest {
    @TempDir
    private Path folder;

    private TableData read(String text) throws IOException {
        return Data.read(Files.writeString(folder.resolve("file.csv"), text));
    }

    private static void refuses(ThrowingCallable call, String... messages) {
        for (String message : messages) {
            assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
        }
    }

    private static double[][] numbers(long seed) {
        Random random = new Random(seed);
        double[][] x = new double[6][3];
        for (double[] row : x) {
            for (int j = 0; j < 3; j++) {
                row[j] = random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            }
        }
        return x;
    }

    private static String text(double[][] x, String separator, String end, DoubleFunction<String> number) {
        StringBuilder text = new StringBuilder(String.join(separator, "a", "b", "c", "class")).append(end);
        for (int i = 0; i < x.length; i++) {
            for (double value : x[i]) {
                text.append(number.apply(value)).append(separator);
            }
            text.append(i % 2 == 0 ? "no" : "yes").append(end);
        }
        return text.toString();
    }

    /** Every separator with every line end, with and without a mark of the byte order, quotes and a decimal comma. */
    @ParameterizedTest
    @CsvSource({"COMMA", "SEMICOLON", "TAB", "BAR", "BLANK"})
    void everyDialectGivesTheSameBits(String name) throws IOException {
        String separator = switch (name) {
            case "COMMA" -> ",";
            case "SEMICOLON" -> ";";
            case "TAB" -> "\t";
            case "BAR" -> "|";
            default -> " ";
        };
        for (int seed = 0; seed < 5; seed++) {
            double[][] x = numbers(seed);
            for (String end : new String[] {"\n", "\r\n", "\r"}) {
                for (String mark : new String[] {"", "\uFEFF"}) {
                    String plain = text(x, separator, end, Double::toString);
                    assertThat(read(mark + plain).inputs()).isDeepEqualTo(x);
                    String commas =
                            text(x, separator, end, v -> Double.toString(v).replace('.', ','));
                    if (!name.equals("COMMA")) {
                        assertThat(read(mark + commas).inputs()).isDeepEqualTo(x);
                    }
                    String quoted = text(x, separator, end, v -> "\"" + v + "\"");
                    if (!name.equals("BLANK")) {
                        assertThat(read(mark + quoted).inputs()).isDeepEqualTo(x);
                    }
                }
            }
        }
    }

    /** A place where numbers have commas and i has no dot reads what was written elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "tr-TR", "ar-EG", "hi-IN-u-nu-deva"})
    void thePlaceOfTheReaderDoesNotMatter(String place) throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(place));
            double[][] x = numbers(3);
            TableData data = read(text(x, ",", "\n", Double::toString).replace("class", "CLASS"));
            assertThat(data.inputs()).isDeepEqualTo(x);
            assertThat(data.flatTargets()).containsExactly(-1, 1, -1, 1, -1, 1);
            NpyArray matrix = NpyArray.of(new double[][] {{1.5, -1}, {2.5, 1}});
            Path file = folder.resolve("FILE.NPY");
            assertThat(Data.read(Npy.save(file.toString(), matrix)).flatInputs())
                    .containsExactly(1.5, 2.5);
            assertThat(Npy.readAll(Npy.saveAll(folder.resolve("i.npz"), java.util.Map.of("I", matrix))))
                    .containsOnlyKeys("I");
        } finally {
            Locale.setDefault(before);
        }
    }

    /** What is written comes back bit by bit: the extremes, both zeros, what is missing, and words with everything in them. */
    @Test
    void tablesComeBackBitByBit() {
        double[] numbers = {Double.MAX_VALUE, -Double.MIN_VALUE, 0.1, -0.0, 1e15, 123456789012345678.0, Double.NaN};
        String[] words = {"a,b", "say \"no\"", "two\nlines", "# no comment", " ", "ä€𝔸", "x;y|z\tt"};
        Results table = Results.titled("t").numbers("x", numbers).texts("a \"name\", quoted", words);
        Results back = Results.read(table.save(folder.resolve("t.csv")));
        assertThat(back.columns()).isEqualTo(table.columns());
        assertThat(back.numbers("x")).containsExactly(numbers);
        assertThat(back.texts("a \"name\", quoted")[1]).isEqualTo(words[1]);
        assertThat(back.texts("a \"name\", quoted")[2]).isEqualTo(words[2]);
        assertThat(back.texts("a \"name\", quoted")[6]).isEqualTo(words[6]);
    }

    /** Each of the ways to say that a number is missing, as one of two rows. */
    @ParameterizedTest
    @ValueSource(strings = {"", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "?", "\"\"", " NA "})
    void whatIsMissingIsMissingInAllItsSpellings(String missing) throws IOException {
        TableData data = read("a,b,y\n1,2.5,0\n" + missing + ",3.5,1\n4,4.5,1\n");
        refuses(data::samples, "row 2 of the column \"a\" is missing");
        assertThat(data.dropMissing().inputs()).isDeepEqualTo(new double[][] {{1, 2.5}, {4, 4.5}});
        assertThat(data.without("a").samples()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"+1.5, 1.5", ".5, 0.5", "5., 5", "1e3, 1000", "1.E-2, 0.01", "-0, -0.0", "007, 7"})
    void numbersMayBeWrittenInManyWays(String text, double value) throws IOException {
        assertThat(read("a,y\n" + text + ",0\n0.25,1\n").inputs()[0]).containsExactly(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "1e", "0x10", "1_000", "1 2", "--1", "12f", "1d", "e5"})
    void whatIsNoNumberIsAWord(String text) throws IOException {
        refuses(read("a,y\n" + text + ",0\n0.25,1\n")::samples, "\"" + text + "\" in row 1");
    }

    @Test
    void infiniteInputsAndLabelsAreRefused() throws IOException {
        refuses(read("a,y\n0.5,0\n-inf,1\n")::samples, "row 1, column 0", "-Infinity");
        refuses(read("a,y\n0.5,0\n0.25,inf\n0.75,0\n0.5,inf\n")::samples, "\"y\" holds Infinity");
        assertThat(read("a,y\n0.5,-0\n0.25,0\n0.75,1\n0.5,1\n").flatTargets()).containsExactly(-1, -1, 1, 1);
    }

    @Test
    void tooManyDifferentLabelsAreNoClasses() throws IOException {
        StringBuilder words = new StringBuilder("a,y\n");
        StringBuilder gaps = new StringBuilder("a,y\n");
        StringBuilder counted = new StringBuilder("a,y\n");
        for (int i = 0; i < 150; i++) {
            words.append(i % 7).append(".5,word").append(i).append('\n');
            gaps.append(i % 7).append(".5,").append(10 * (i % 25)).append('\n');
            counted.append(i % 7).append(".5,").append(i % 25).append('\n');
        }
        refuses(read(words.toString())::samples, "150 different words in 150 rows", "\"word0\"");
        refuses(read(gaps.toString())::samples, "25 different whole numbers in 150 rows");
        assertThat(read(counted.toString()).classCount()).isEqualTo(25);
    }

    @Test
    void verbsOfATableNameColumns() throws IOException {
        TableData data = read("a,b,y\n1,2.5,0\n3,1.5,1\n2,0.5,1\n");
        refuses(data.without("y")::samples, "\"y\" holds the labels");
        refuses(() -> data.labelAt(-4), "0 to 2", "-1 to -3", "got -4");
        refuses(() -> data.keeping("z"), "\"z\"", "[a, b, y]");
        refuses(() -> Data.of(Results.titled("one").numbers("x", 1.0, 2.0)), "\"one\" has [x]");
        assertThat(data.labelAt(-3).regression().inputColumns()).containsExactly("b", "y");
        assertThat(data.labelAt(0).regression().flatTargets()).containsExactly(1, 3, 2);
        assertThat(data.regression().classNames()).isEmpty();
        assertThat(data.without("a").without("b").inputColumns()).isEmpty();
        assertThat(Data.of(Results.titled("").numbers("x", 1.0, 3.0).numbers("y", 0.0, 1.0))
                        .name())
                .isEqualTo("table");
        assertThat(Data.of(Results.titled("named").numbers("x", 1.0, 3.0).numbers("y", 0.0, 1.0))
                        .name())
                .isEqualTo("named");
    }

    /** Names of columns with and without quotes, types in any case, comments, and data in the order of the declarations. */
    @Test
    void wekasFilesAreReadInAllTheirSpellings() throws IOException {
        String arff = "% made by hand\r\n@RELATION 'two words'\r\n\r\n@Attribute \"a b\" NUMERIC\r\n"
                + "@attribute c INTEGER % a comment\r\n@attribute\tkind\t{'no such', yes}\r\n@DATA\r\n"
                + "1.5, 2, 'no such'\r\n% between\r\n?, 3, yes\r\n2.5,4,yes\r\n";
        Path file = Files.writeString(folder.resolve("w.arff"), arff);
        TableData data = Data.read(file);
        assertThat(data.inputColumns()).containsExactly("a b", "c");
        refuses(data::samples, "row 2 of the column \"a b\"");
        assertThat(data.dropMissing().inputs()).isDeepEqualTo(new double[][] {{1.5, 2}, {2.5, 4}});
        assertThat(data.dropMissing().classNames()).containsExactly("no such", "yes");
        Files.writeString(file, arff.replace("1.5, 2, 'no such'", "{0 1.5, 1 2}"));
        refuses(() -> Data.read(file), "w.arff", "sparse rows");
        Files.writeString(file, arff.replace("@attribute\tkind\t{'no such', yes}", "@attribute kind"));
        refuses(() -> Data.read(file), "w.arff", "@attribute kind");
        Files.writeString(file, arff.replace("2.5,4,yes", "2.5,4"));
        refuses(() -> Data.read(file), "w.arff", "2 columns");
        Files.writeString(file, arff.substring(0, arff.indexOf("1.5")));
        refuses(() -> Data.read(file), "w.arff", "no ARFF file");
    }

    @Test
    void bytesThatAreNoUtf8AreWindowsLetters() throws IOException {
        byte[] bytes = "a,klasse\n1.5,süß\n2.5,\u0080\n".getBytes(StandardCharsets.ISO_8859_1);
        TableData data = Data.read(Files.write(folder.resolve("w.csv"), bytes));
        // 0x80 is the sign of the euro in Windows' code page.
        assertThat(data.classNames()).containsExactly("süß", "€");
    }
}
