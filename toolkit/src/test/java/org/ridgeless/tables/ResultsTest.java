package org.ridgeless.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class ResultsTest {
    private static final Results RESULTS = Results.titled("runs")
            .numbers("rate", 0.1, 0.1, 0.25, 0.25)
            .numbers("loss", 1, 3, Double.POSITIVE_INFINITY, 1e-9)
            .texts("status", "done", "done", "diverged, step 3", "a \"quoted\" one");

    @Test
    void columnsKeepWhatTheyWereGiven() {
        assertThat(RESULTS.rows()).isEqualTo(4);
        assertThat(RESULTS.columns()).containsExactly("rate", "loss", "status");
        assertThat(RESULTS.numbers("loss")).containsExactly(1, 3, Double.POSITIVE_INFINITY, 1e-9);
        assertThat(RESULTS.texts("rate")).containsExactly("0.1", "0.1", "0.25", "0.25");
    }

    @Test
    void rowsGroupByDoubles() {
        Groups groups = RESULTS.by("rate");
        assertThat(groups.keys()).containsExactly(0.1, 0.25);
        assertThat(groups.counts()).containsExactly(2, 2);
        assertThat(groups.median("loss")).containsExactly(2, Double.POSITIVE_INFINITY);
        assertThat(groups.mean("loss")[0]).isEqualTo(2);
        assertThat(groups.standardError("loss")[0]).isEqualTo(1);
        assertThat(groups.summary("loss").columns()).containsExactly("rate", "count", "median", "10 %", "90 %");
    }

    @Test
    void quantilesInterpolateBetweenOrderStatistics() {
        assertThat(Statistics.quantile(0.25, 4, 1, 3, 2)).isEqualTo(1.75);
        assertThat(Statistics.quantile(1, 4, 1, 3, 2)).isEqualTo(4);
        assertThat(Statistics.median(1, Double.POSITIVE_INFINITY, 2)).isEqualTo(2);
        assertThat(Statistics.median()).isNaN();
        assertThat(Statistics.median(1, Double.NaN)).isNaN();
        assertThat(Statistics.variance(1, 2, 3)).isEqualTo(1);
        assertThatThrownBy(() -> Statistics.quantile(2, 1)).hasMessageContaining("between 0 and 1, got 2.0");
    }

    @Test
    void csvBringsEveryBitBack(@TempDir Path folder) throws IOException {
        Results wild = Results.titled("wild")
                .numbers("x", 1 / 3.0, Double.MIN_VALUE, -1e300, Math.PI)
                .texts("text", "plain", "with, comma", "with \"quotes\"", "two\nlines");
        Path file = wild.save(folder.resolve("wild.csv"));
        assertThat(Files.readString(file)).startsWith("x,text\n0.3333333333333333,plain\n");
        Results back = Results.read(file);
        assertThat(back.numbers("x")).containsExactly(wild.numbers("x"));
        assertThat(back.texts("text")).containsExactly(wild.texts("text"));
        assertThatThrownBy(() -> Results.read(folder.resolve("none.csv"))).hasMessageContaining("none.csv");
    }

    @Test
    void aResultIsATablesawTableAndBack() {
        Table table = RESULTS.table();
        assertThat(table.rowCount()).isEqualTo(4);
        assertThat(table.doubleColumn("rate").get(2)).isEqualTo(0.25);
        Results back = Results.of(table);
        assertThat(back.numbers("rate")).containsExactly(RESULTS.numbers("rate"));
        assertThat(back.texts("status")).containsExactly(RESULTS.texts("status"));
    }

    @Test
    void longTablesShowTwentyRowsAndHtmlIsEscaped() {
        Results many = Results.titled("a < b")
                .numbers("n", IntStream.range(0, 50).toArray())
                .numbers(
                        "tiny", IntStream.range(0, 50).mapToDouble(i -> i / 3e7).toArray());
        assertThat(many.toString()).contains("19", "… 30 more rows").doesNotContain("  20  ");
        assertThat(many.mime().data().get("text/html").toString()).contains("a &lt; b", "3.333e-8", "30 more rows");
        assertThat(many.partial().toString()).contains("interrupted, partial result");
    }

    @Test
    void wrongColumnsAreNamed() {
        assertThatThrownBy(() -> RESULTS.numbers("lost"))
                .hasMessageContaining("\"lost\"")
                .hasMessageContaining("loss");
        assertThatThrownBy(() -> RESULTS.numbers("status")).hasMessageContaining("holds text");
        assertThatThrownBy(() -> RESULTS.numbers("rate", 1, 2, 3, 4)).hasMessageContaining("already");
        assertThatThrownBy(() -> RESULTS.numbers("new", 1.0)).hasMessageContaining("1 rows, the table has 4");
    }

    @Test
    void rowsAreSelectedByValue() {
        assertThat(RESULTS.where("rate", 0.25).texts("status")).containsExactly("diverged, step 3", "a \"quoted\" one");
    }

    /** NaN is not in the order of numbers; infinities are. */
    @Test
    void whatHasNoRankIsRefused() {
        double[] x = {1, 2, 3};
        assertThatThrownBy(() -> Statistics.rankCorrelation(x, new double[] {1, Double.NaN, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ranks are those of numbers, got NaN at place 1 from 0");
        assertThatThrownBy(() -> Statistics.rankCorrelation(new double[] {Double.NaN, 1, 2}, x))
                .hasMessageContaining("at place 0");
        assertThat(Statistics.rankCorrelation(x, new double[] {Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY}))
                .isCloseTo(1, within(1e-15));
    }

    @Test
    void rankCorrelationSeesOrderAndNotSizeAndSharesTies() {
        double[] x = {1, 2, 3, 4, 5};
        assertThat(Statistics.rankCorrelation(x, new double[] {1, 10, 100, 1000, 1e9}))
                .isCloseTo(1, within(1e-15));
        // Without ties Spearman's coefficient is 1 − 6 Σ d² / (n (n² − 1)), here with d = 1, −1, 1, −1, 0.
        assertThat(Statistics.rankCorrelation(x, new double[] {2, 1, 4, 3, 5})).isCloseTo(0.8, within(1e-15));
        assertThat(Statistics.rankCorrelation(new double[] {1, 1, 2}, new double[] {5, 5, 7}))
                .isCloseTo(1, within(1e-15));
    }
}
