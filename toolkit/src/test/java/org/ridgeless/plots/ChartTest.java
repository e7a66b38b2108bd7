package org.ridgeless.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.display.MimeBundle;

class ChartTest {
    private static final double[] X =
            IntStream.rangeClosed(1, 40).mapToDouble(i -> i).toArray();
    private static final double[] SQUARES = Arrays.stream(X).map(v -> v * v).toArray();

    @Test
    void aChartIsABitmapAtTwiceItsLogicalSize() throws IOException {
        Chart chart = Chart.titled("Squares").x("n").y("n²").line("squares", X, SQUARES);
        BufferedImage image = image(chart);
        assertThat(image.getWidth()).isEqualTo(2 * 760);
        assertThat(image.getHeight()).isEqualTo(2 * 460);
        MimeBundle bundle = chart.mime();
        assertThat(bundle.metadata().get("image/png")).isEqualTo(Map.of("width", 760, "height", 460));
        assertThat(bundle.data().get("text/plain").toString()).contains("Squares", "n² against n", "squares");
    }

    @Test
    void theoryIsDrawnOnTopAndOnlyWhereItIsValid() throws IOException {
        Chart data = Chart.titled("").points("data", X, SQUARES).yRange(0, 1700);
        Chart half = data.theory("x²", v -> v * v, 20, 40);
        Chart whole = data.theory("x²", v -> v * v);
        assertThat(inkOf(data)).isZero();
        assertThat(inkOf(half)).isPositive();
        assertThat(inkOf(whole)).isGreaterThan((int) (1.3 * inkOf(half)));
    }

    @Test
    void aFormulaIsNeverEvaluatedOutsideItsValidRange() {
        Chart chart = Chart.titled("")
                .line("data", X, SQUARES)
                .theory(
                        "edge",
                        v -> {
                            if (v < 10 || v > 30) {
                                throw new AssertionError("asked at " + v);
                            }
                            return v;
                        },
                        10,
                        30);
        assertThat(chart.png()).isNotEmpty();
        assertThat(chart.logX().logY().png()).isNotEmpty();
    }

    @Test
    void aPoleOfTheTheoryDoesNotSqueezeTheDataFlat() {
        Layer curve = new Layer.Curve(Layer.Style.LINE, "data", X, X);
        Layer pole = new Layer.Theory("1/(x−20)", v -> 1 / Math.abs(v - 20), 1, 40);
        Window window = Window.of(Axes.titled(""), java.util.List.of(curve, pole));
        assertThat(window.y().high()).isLessThan(60);
    }

    @Test
    void aLogarithmicAxisLeavesOutWhatItCannotShowAndSaysSo() {
        double[] y = X.clone();
        y[3] = 0;
        y[4] = -2;
        y[5] = Double.POSITIVE_INFINITY;
        y[6] = Double.NaN;
        Chart chart = Chart.titled("")
                .band("band", X, y, SQUARES)
                .errors("data", X, y, y, SQUARES)
                .logX()
                .logY();
        assertThat(chart.png()).isNotEmpty();
        var notes = new Drawing(
                        Axes.titled("").withLog(true, true),
                        java.util.List.of(new Layer.Curve(Layer.Style.LINE, "data", X, y)))
                .notes();
        assertThat(notes).singleElement().asString().contains("3 of 40 values not drawn");
    }

    @Test
    void aLongSeriesIsThinnedWithoutLosingASpike() {
        double[] x = IntStream.range(0, 200_000).mapToDouble(i -> i).toArray();
        double[] y = new double[x.length];
        y[123_457] = 9;
        Polyline thinned = Decimation.line(x, y);
        assertThat(thinned.x().length).isLessThanOrEqualTo(Decimation.MOST_POINTS);
        assertThat(Arrays.stream(thinned.y()).max().orElseThrow()).isEqualTo(9);
        assertThat(thinned.x()).startsWith(0).endsWith(199_999).isSorted();
        assertThat(Chart.titled("").line("spike", x, y).png()).isNotEmpty();
    }

    @Test
    void aHistogramHasAreaOne() {
        double[] values = {0, 0.1, 0.2, 0.5, 0.5, 0.9, 1, Double.NaN};
        var outline = (Layer.Curve) Shape.histogram("values", values, 5);
        double area = 0;
        for (int i = 1; i < outline.x().length; i++) {
            area += (outline.x()[i] - outline.x()[i - 1]) * outline.y()[i];
        }
        assertThat(area).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(Chart.titled("").histogram("values", values, 5).logY().png()).isNotEmpty();
        assertThat(Chart.titled("")
                        .histogram("one value", new double[] {3, 3, 3}, 4)
                        .png())
                .isNotEmpty();
    }

    @Test
    void aCurveThatLeavesTheWindowIsCutAtItsEdge() {
        Window window = new Window(new Scale(false, 0, 10), new Scale(false, 0, 1));
        Polyline cut = new Polyline(new double[] {0, 1, 2}, new double[] {0, 2, 0}).clipped(window);
        assertThat(cut.x()).containsExactly(0, 0.5, 1, 1.5, 2);
        assertThat(cut.y()).containsExactly(0, 1, Double.NaN, 1, 0);
    }

    @Test
    void emptyAndDegenerateDataStillGiveAPicture() {
        double[] none = {};
        assertThat(Chart.titled("nothing").png()).isNotEmpty();
        assertThat(Chart.titled("nothing").line("none", none, none).logY().png())
                .isNotEmpty();
        assertThat(Chart.titled("one")
                        .points("one", new double[] {3}, new double[] {4})
                        .png())
                .isNotEmpty();
        assertThat(Chart.titled("flat").line("flat", X, new double[40]).png()).isNotEmpty();
        assertThat(Chart.titled("theory").theory("sin", Math::sin, 0, 6).png()).isNotEmpty();
        assertThat(Chart.titled("points")
                        .theory("t", X, SQUARES)
                        .cdf("c", X)
                        .step("s", X, X)
                        .png())
                .isNotEmpty();
    }

    @Test
    void chartsAreValuesAndTheOriginalStays() {
        Chart one = Chart.titled("one").line("a", X, X);
        Chart two = one.line("b", X, SQUARES)
                .logY()
                .vertical("here", 3)
                .horizontal("there", 7)
                .note("remark");
        assertThat(one.caption()).doesNotContain("b");
        assertThat(two.caption()).contains("a, b, here, there");
        assertThat(one.and(two).xchart().getSeriesCollection()).hasSize(3);
        assertThat(Panels.of(one, two).columns(2).width()).isEqualTo(2 * 760);
        assertThat(Panels.of(one, two).height()).isEqualTo(2 * 460);
        assertThat(Panels.of(one, two).png()).isNotEmpty();
    }

    @Test
    void picturesAreSavedByTheirEnding(@TempDir Path folder) throws IOException {
        Chart chart = Chart.titled("Squares").line("squares", X, SQUARES).theory("x²", v -> v * v);
        assertThat(ImageIO.read(Files.newInputStream(chart.save(folder.resolve("a.png")))))
                .isNotNull();
        assertThat(Files.readString(chart.save(folder.resolve("a.svg"))))
                .contains("<svg")
                .contains("path");
        assertThatThrownBy(() -> chart.save("a.tiff")).hasMessageContaining(".png or .svg, got a.tiff");
    }

    @Test
    void impossibleChartsAreRefused() {
        Chart chart = Chart.titled("");
        assertThatThrownBy(() -> chart.line("a", X, new double[3])).hasMessageContaining("40 places but 3 values");
        assertThatThrownBy(() -> chart.histogram("h", X, 0)).hasMessageContaining("at least 1 bin, got 0");
        assertThatThrownBy(() -> chart.theory("t", v -> v, 2, 1)).hasMessageContaining("2.0 to 1.0");
        assertThatThrownBy(() -> chart.size(5, 100)).hasMessageContaining("5 × 100");
        assertThatThrownBy(() -> chart.logY().yRange(0, 1)).hasMessageContaining("above 0");
    }

    @Test
    void ticksReadAsPeopleWriteThem() {
        assertThat(Styling.power(1e-12)).isEqualTo("10⁻¹²");
        assertThat(Styling.power(100)).isEqualTo("100");
        assertThat(Styling.power(0.5)).isEqualTo("0.5");
    }

    /** XChart takes steps for equal that agree to 10⁻⁴, and would put a tick at each of these 21 values. */
    @Test
    void aCurveOfSmallStepsHasTicksAtRoundNumbers() throws IOException {
        double[] x = IntStream.rangeClosed(0, 20).mapToDouble(i -> i / 20.0).toArray();
        double[] y = Arrays.stream(x).map(v -> 0.0076 + 6e-4 * v * v).toArray();
        BufferedImage image = image(Chart.titled("").line("loss", x, y));
        int lines = 0;
        for (int row = 41; row < 760; row++) {
            lines += isWhite(image, 300, row - 1) && !isWhite(image, 300, row) ? 1 : 0;
        }
        assertThat(lines).isBetween(4, 12);
    }

    private static boolean isWhite(BufferedImage image, int x, int y) {
        return (image.getRGB(x, y) & 0xffffff) == 0xffffff;
    }

    private static int inkOf(Chart chart) throws IOException {
        BufferedImage image = image(chart);
        int ink = 0;
        // The plot area only: title, ticks and legend are dark too.
        for (int y = 40; y < 780; y++) {
            for (int x = 140; x < 1480; x++) {
                Color c = new Color(image.getRGB(x, y));
                ink += c.getRed() < 40 && c.getGreen() < 40 && c.getBlue() < 40 ? 1 : 0;
            }
        }
        return ink;
    }

    private static BufferedImage image(Plot plot) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(plot.png()));
    }
}
