package org.ridgeless.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
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
    void theoryIsDrawnOnlyWhereItIsValid() throws IOException {
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
    void aTheoryIsEvaluatedOnceForAllThatIsDrawnInOneWindow() {
        var asked = new java.util.concurrent.atomic.AtomicInteger();
        Chart chart = Chart.titled("")
                .points("data", X, X)
                .theory(
                        "x",
                        v -> {
                            asked.incrementAndGet();
                            return v;
                        },
                        10,
                        30);
        byte[] first = chart.png();
        int once = asked.get();
        assertThat(once).isPositive();
        assertThat(chart.png()).isEqualTo(first);
        assertThat(chart.svg()).isNotEmpty();
        assertThat(asked).hasValue(once);
        // Another window.
        assertThat(chart.logX().png()).isNotEqualTo(first);
        assertThat(asked.get()).isEqualTo(2 * once);
    }

    @Test
    void aPoleOfTheTheoryDoesNotSqueezeTheDataFlat() {
        Layer curve = new Layer.Curve(Layer.Style.LINE, "data", X, X);
        Layer pole = new Layer.Theory("1/(x−20)", v -> 1 / Math.abs(v - 20), 1, 40);
        Window window = Window.of(Axes.titled(""), List.of(curve, pole));
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
        Axes axes = Axes.titled("").withLog(true, true);
        List<Layer> layers = List.of(new Layer.Curve(Layer.Style.LINE, "data", X, y));
        var notes = Remarks.of(axes, layers, Window.of(axes, layers));
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
        Frame frame = new Frame(0, 0, 10, 1, window);
        Path2D path = frame.path(new Polyline(new double[] {0, 1, 2, 15}, new double[] {0, 2, 0, 0}));
        List<String> corners = new ArrayList<>();
        double[] point = new double[2];
        for (PathIterator it = path.getPathIterator(null); !it.isDone(); it.next()) {
            corners.add(String.format(
                    java.util.Locale.ROOT,
                    "%s%.6f %.6f",
                    it.currentSegment(point) == PathIterator.SEG_MOVETO ? "M" : "L",
                    point[0],
                    point[1]));
        }
        // Down the page: y = 1 is drawn at the top, 0.
        assertThat(corners)
                .containsExactly(
                        "M0.000000 1.000000",
                        "L0.500000 0.000000",
                        "M1.500000 0.000000",
                        "L2.000000 1.000000",
                        "L10.000000 1.000000");
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
    void theoryLiesUnderThePoints() throws IOException {
        double[] one = {20};
        Chart chart = Chart.titled("")
                .points("data", one, new double[] {1})
                .theory("1", v -> 1)
                .xRange(0, 40);
        BufferedImage image = image(chart);
        // The point stands in the middle of the picture, and on its theory.
        int blue = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < 800; y++) {
                blue += (image.getRGB(x, y) & 0xffffff) == 0x0072b2 ? 1 : 0;
            }
        }
        assertThat(blue).isGreaterThan((int) (0.8 * Math.PI * 6.8 * 6.8));
    }

    @Test
    void functionsBelowTheSmallestNumberAreDrawnAsFarAsTheyGo() {
        double[] tiny = Arrays.stream(X).map(v -> Math.pow(10, -10 * v)).toArray();
        Chart chart = Chart.titled("").logY().line("tiny", X, tiny).theory("exp(−40x)", v -> Math.exp(-40 * v));
        assertThat(chart.png()).isNotEmpty();
        assertThat(chart.logX().theory("exp(−x²)", v -> Math.exp(-v * v)).png()).isNotEmpty();
        assertThat(Chart.titled("")
                        .logY()
                        .points(
                                "",
                                X,
                                Arrays.stream(X).map(v -> Double.MIN_VALUE).toArray())
                        .png())
                .isNotEmpty();
        double[] huge = {-Double.MAX_VALUE, Double.MAX_VALUE};
        assertThat(Chart.titled("").line("huge", huge, huge).png()).isNotEmpty();
    }

    @Test
    void seriesAreToldApartWithoutColour() {
        double[] x = {1};
        List<Layer> layers = Chart.titled("")
                .points("a", x, x)
                .theory("law", v -> v)
                .points("b", x, x)
                .theory("law", v -> v)
                .theory("other", v -> v)
                .layers();
        Look look = new Look(layers);
        assertThat(look.marker(0)).isNotEqualTo(look.marker(2));
        assertThat(look.isShared("law")).isTrue();
        assertThat(look.theoryColor(1)).isEqualTo(Palette.shade(0));
        assertThat(look.theoryColor(3)).isEqualTo(Palette.shade(1));
        assertThat(look.isShared("other")).isFalse();
        assertThat(Palette.theoryDashes(look.theory(layers.get(4)))).isNotEqualTo(Palette.theoryDashes(0));
    }

    @Test
    void errorBarsReachTheirLengthBothWays() {
        Chart chart = Chart.titled("").errorBars("mean", new double[] {1}, new double[] {3}, new double[] {0.5});
        var bars = (Layer.Whiskers) chart.layers().get(0);
        assertThat(bars.low()).containsExactly(2.5);
        assertThat(bars.high()).containsExactly(3.5);
        assertThatThrownBy(() -> chart.errorBars("m", new double[] {1}, new double[] {3}, new double[] {-1}))
                .hasMessageContaining("\"m\"")
                .hasMessageContaining("got -1.0 at 1.0");
    }

    @Test
    void wordsStandOnAnAxisAtTheirPlaces() {
        double[] places = {0, 1, 2};
        Chart chart = Chart.titled("").names("SGD", "Adam", "Muon").points("accuracy", places, places);
        Window window = Window.of(chart.axes(), chart.layers());
        assertThat(window.x()).isEqualTo(new Scale(false, -0.5, 2.5));
        Ticks ticks = AxesPainter.horizontal(chart.axes(), window.x(), true, 600);
        assertThat(ticks.labels()).containsExactly("SGD", "Adam", "Muon");
        assertThat(ticks.at()).containsExactly(0, 1, 2);
        assertThat(chart.svg()).contains(">Muon<");
    }

    @Test
    void annotationsAndInsetsAreText() {
        Chart chart = Chart.titled("outside")
                .line("squares", X, SQUARES)
                .annotate("an outlier", 50, 2000)
                .inset(Chart.titled("inside").y("zoomed").line("x", X, X));
        assertThat(chart.svg()).contains(">an outlier<", ">inside<", ">zoomed<");
        // The point that is spoken of lies in the picture.
        assertThat(Window.of(chart.axes(), chart.layers()).x().contains(50)).isTrue();
    }

    @Test
    void aHistogramOfOneValueIsTakenFromItsSize() {
        for (double value : new double[] {1e-12, 1, 1e12}) {
            var bars = (Layer.Curve) Shape.histogram("one", new double[] {value, value}, 4);
            assertThat(bars.x()[bars.x().length - 1] - bars.x()[0]).isCloseTo(0.1 * value, within(1e-9 * value));
        }
    }

    @Test
    void impossibleChartsAreRefused() {
        Chart chart = Chart.titled("");
        assertThatThrownBy(() -> chart.line("a", X, new double[3])).hasMessageContaining("40 places but 3 values");
        assertThatThrownBy(() -> chart.histogram("h", X, 0)).hasMessageContaining("at least 1 bin, got 0");
        assertThatThrownBy(() -> chart.theory("t", v -> v, 2, 1)).hasMessageContaining("2.0 to 1.0");
        assertThatThrownBy(() -> chart.size(5, 100)).hasMessageContaining("5 × 100");
        assertThatThrownBy(() -> chart.logY().yRange(0, 1)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> chart.logX().names("a")).hasMessageContaining("[a]");
        assertThatThrownBy(() -> chart.inset(chart, 0.8, 0.8, 0.4, 0.1)).hasMessageContaining("left 0.8");
        assertThatThrownBy(() -> chart.png(0)).hasMessageContaining("got 0.0");
        double[] two = {1, 2};
        assertThatThrownBy(() -> chart.heatMap("z", two, two, new double[][] {{1, 2}}))
                .hasMessageContaining("each of 2 y")
                .hasMessageContaining("got 1 × 2");
        assertThatThrownBy(() -> chart.heatMap("z", new double[] {2, 1}, two, new double[2][2]))
                .hasMessageContaining("rising, got [2.0, 1.0]");
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
