package org.ridgeless.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.tables.Results;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Files as people have them. */
class TableDataTest {
    @TempDir
    private Path folder;

    private TableData read(String... lines) throws IOException {
        return Data.read(Files.writeString(folder.resolve("file.csv"), String.join("\n", lines) + "\n"));
    }

    /** The same two samples in every way of writing them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b,class\n1,2.5,no\n3,-4,yes\n",
                "a;b;class\r\n1;2.5;no\r\n3;-4;yes\r\n",
                "a;b;class\n1;2,5;no\n3;-4,0;yes\n",
                "a\tb\tclass\n1\t2.5\tno\n3\t-4\tyes",
                "a|b|class\n1|2.5|no\n\n3|-4|yes\n",
                "a b class\n1  2.5  no\n 3 -4   yes\n",
                "# a comment\n\"a\",\"b\",\"class\"\n1,2.5,\"no\"\n# another\n3,-4,\"yes\"\n",
                "\uFEFFa,b,class\n1,2.5,no\n3,-4,yes\n",
                "1,2.5,no\n3,-4,yes\n",
                "a , b, class\n 1, 2.5, no\n3 ,-4 , yes\n"
            })
    void everyKindOfTextGivesTheSameSamples(String text) throws IOException {
        Data data = Data.read(Files.writeString(folder.resolve("file.csv"), text));
        assertThat(data.inputs()).isDeepEqualTo(new double[][] {{1, 2.5}, {3, -4}});
        assertThat(data.targets()).isEqualTo(Targets.BINARY);
        assertThat(data.flatTargets()).containsExactly(-1, 1);
    }

    @Test
    void westernLettersAreReadInBothEncodings() throws IOException {
        String text = "größe,klasse\n1,süß\n2,süß\n3,äh\n4,äh\n";
        for (Charset charset : new Charset[] {StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1}) {
            Path file = folder.resolve(charset.name());
            Files.writeString(file, text, charset);
            TableData data = Data.read(file).keeping("größe");
            assertThat(data.inputColumns()).containsExactly("größe");
            assertThat(data.classNames()).containsExactly("süß", "äh");
        }
    }

    @Test
    void packedFilesAreUnpacked() throws IOException {
        Path file = folder.resolve("file.csv.gz");
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a,y\n1.5,0\n2.5,1\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Data.read(file).inputs()).isDeepEqualTo(new double[][] {{1.5}, {2.5}});
    }

    @Test
    void quotedFieldsHoldSeparatorsQuotesAndLineEnds() throws IOException {
        Results table = Results.read(
                Files.writeString(folder.resolve("q.csv"), "a,text\n1,\"x, \"\"y\"\"\nz\"\n2,\"#no comment\"\n"));
        assertThat(table.texts("text")).containsExactly("x, \"y\"\nz", "#no comment");
        Path again = table.save(folder.resolve("again.csv"));
        assertThat(Results.read(again).texts("text")).containsExactly("x, \"y\"\nz", "#no comment");
    }

    @Test
    void labelsAreSignsNumbersOrWords() throws IOException {
        assertThat(read("x,y", "0.5,0", "0.25,1", "0.1,0").flatTargets()).containsExactly(-1, 1, -1);
        assertThat(read("x,y", "0.5,-1", "0.25,1").flatTargets()).containsExactly(-1, 1);
        TableData three = read("y,x", "1,0.5", "2,0.25", "3,0.5", "1,0.1", "2,0.2", "3,0.3");
        assertThat(three.outputs()).isEqualTo(3);
        assertThat(three.label(1)).isEqualTo(1);
        assertThat(three.classNames()).containsExactly("1", "2", "3");
        assertThat(three.labelAt(-1).regression().flatTargets()).startsWith(0.5, 0.25);
        assertThat(three.label("x").regression().targets()).isEqualTo(Targets.REAL);
        assertThat(read("flag,x,y", "true,0.5,a", "False,0.2,b").inputs()[0]).containsExactly(1, 0.5);
    }

    @Test
    void whatIsMissingIsNamedWithItsPlaceAndDroppedWhenAsked() throws IOException {
        TableData data = read("a,b,y", "1,2,1", "3,,0", "?,5,1", "7,8,0");
        assertThatThrownBy(data::samples)
                .hasMessageContaining("row 3 of the column \"a\"")
                .hasMessageContaining(".dropMissing()");
        assertThat(data.dropMissing().inputs()).isDeepEqualTo(new double[][] {{1, 2}, {7, 8}});
        assertThat(data.without("a", "b").inputColumns()).isEmpty();
        assertThatThrownBy(() -> data.without("a").samples()).hasMessageContaining("row 2 of the column \"b\"");
    }

    @Test
    void aColumnThatCountsTheRowsIsPointedOut() throws IOException {
        TableData data = read(",x,y", "0,0.5,a", "1,0.2,b", "2,0.1,a");
        assertThatThrownBy(data::samples)
                .hasMessageContaining("only counts the rows")
                .hasMessageContaining(".without(\"\")");
        assertThat(data.without("").dimension()).isEqualTo(1);
        assertThat(data.keeping("").dimension()).isEqualTo(2);
    }

    @Test
    void whatMakesNoSenseIsNamed() throws IOException {
        assertThatThrownBy(() -> read("a,b,y", "1,2,1", "3,4").samples())
                .hasMessageContaining("line 3 has 2 columns, but the first has 3");
        assertThatThrownBy(() -> read("a,y", "1,0.5", "3,0.25").samples())
                .hasMessageContaining("0.25")
                .hasMessageContaining(".regression()");
        assertThatThrownBy(() -> read("a,y", "1.5,10", "3,20", "5,30").samples())
                .hasMessageContaining("3 different whole numbers in 3 rows");
        assertThatThrownBy(() -> read("a,y", "red,1", "blue,0").samples())
                .hasMessageContaining("\"red\" in row 1")
                .hasMessageContaining(".without(\"a\")");
        assertThatThrownBy(() -> read("a,y", "1,1", "2,0").label("z"))
                .hasMessageContaining("\"z\"")
                .hasMessageContaining("[a, y]");
        assertThatThrownBy(() -> read("a,y", "1,1", "2,0").labelAt(2)).hasMessageContaining("got 2");
        assertThatThrownBy(() -> read("a,a,y", "1,2,1")).hasMessageContaining("two columns");
        assertThatThrownBy(() -> read("")).hasMessageContaining("holds no values");
        assertThatThrownBy(() -> read("a,y", "1,1", "2,1").samples()).hasMessageContaining("at least two");
        assertThatThrownBy(() -> Data.read("nowhere.csv")).hasMessageContaining("no readable file");
        assertThatThrownBy(() -> Data.read(folder)).hasMessageContaining("Data.images");
    }

    /** As in scikit-learn's iris.csv: counts and names of the classes first. */
    @Test
    void theFilesOfScikitLearnNameTheirClasses() throws IOException {
        TableData data = read("4,2,setosa,versicolor", "5.1,3.5,0", "4.9,3.0,0", "7.0,3.2,1", "6.4,3.2,1");
        assertThat(data.samples()).isEqualTo(4);
        assertThat(data.dimension()).isEqualTo(2);
        assertThat(data.classNames()).containsExactly("setosa", "versicolor");
        assertThat(data.flatTargets()).containsExactly(-1, -1, 1, 1);
    }

    @Test
    void wekasFilesDeclareTheirColumns() throws IOException {
        Path file = folder.resolve("weather.arff");
        Files.writeString(
                file,
                "% a comment\n@relation weather\n@ATTRIBUTE 'outside temperature' numeric\n@attribute humidity real\n"
                        + "@attribute play {yes, no}\n@data\n85,85.5,no\n80,?,no\n83,86,yes\n");
        TableData data = Data.read(file).dropMissing();
        assertThat(data.inputColumns()).containsExactly("outside temperature", "humidity");
        assertThat(data.inputs()).isDeepEqualTo(new double[][] {{85, 85.5}, {83, 86}});
        assertThat(data.flatTargets()).containsExactly(-1, 1);
        assertThatThrownBy(() -> Data.read(Files.writeString(folder.resolve("no.arff"), "1,2\n")))
                .hasMessageContaining("no ARFF file");
    }

    @Test
    void tablesOfTablesawAreSamplesAndTheirMissingTruthValuesAreMissing() {
        Table table = Table.create(
                "t",
                DoubleColumn.create("x", 0.5, 0.25),
                BooleanColumn.create("flag", new Boolean[] {true, null}),
                StringColumn.create("class", "a", "b"));
        assertThat(Results.of(table).numbers("flag")).containsExactly(1, Double.NaN);
        assertThatThrownBy(() -> Data.of(table).samples()).hasMessageContaining("row 2 of the column \"flag\"");
        assertThat(Data.of(table).without("flag").inputs()).isDeepEqualTo(new double[][] {{0.5}, {0.25}});
    }
}
