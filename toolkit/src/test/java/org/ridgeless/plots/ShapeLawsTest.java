package org.ridgeless.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Point2D;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histograms, distribution functions, heat maps, contours and panels of numbers in any unit. */
class ShapeLawsTest {
    private static void refuses(ThrowingCallable call, String... messages) {
        for (String message : messages) {
            assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
        }
    }

    private static Layer.Curve histogram(double[] values, int bins) {
        return (Layer.Curve) Shape.histogram("h", values, bins);
    }

    /** Each value in one bin, the height its share over the width, and the area one. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-5, 1, 1e5, 1e300})
    void histogramsHaveAreaOneInAnyUnit(double unit) {
        double[] values = new Random(1).doubles(1000, -2, 5).map(v -> v * unit).toArray();
        for (int bins : new int[] {1, 2, 7, 40}) {
            Layer.Curve curve = histogram(values, bins);
            double area = 0;
            for (int b = 0; b < bins; b++) {
                double left = curve.x()[2 * b + 1];
                double right = curve.x()[2 * b + 2];
                boolean last = b == bins - 1;
                long inside = Arrays.stream(values)
                        .filter(v -> v >= left && (v < right || last))
                        .count();
                assertThat(curve.y()[2 * b + 1] * (right - left)).isCloseTo(inside / 1000.0, within(0.0011));
                area += curve.y()[2 * b + 1] * (right - left);
            }
            assertThat(area).isCloseTo(1, within(1e-12));
            assertThat(curve.x()).isSorted();
            assertThat(curve.y()[0]).isZero();
            assertThat(curve.y()[2 * bins + 1]).isZero();
            assertThat(curve.x()[0]).isEqualTo(Arrays.stream(values).min().orElseThrow());
        }
    }

    /** The whole range of doubles is a range, and one value a histogram about it. */
    @Test
    void histogramsOfExtremesAreFinite() {
        double most = Double.MAX_VALUE;
        for (double[] values :
                new double[][] {{-most, most}, {-most, 0, most}, {most}, {-most, -most}, {5e-324}, {0}}) {
            Layer.Curve curve = histogram(values, 4);
            for (int i = 0; i < curve.x().length; i++) {
                assertThat(curve.x()[i])
                        .as("%s of %s", i, Arrays.toString(values))
                        .isFinite();
            }
            assertThat(curve.x()).isSorted();
            assertThat(curve.x()[0])
                    .isLessThanOrEqualTo(Arrays.stream(values).min().orElseThrow());
            assertThat(curve.x()[9])
                    .isGreaterThanOrEqualTo(Arrays.stream(values).max().orElseThrow());
        }
        assertThat(histogram(new double[] {Double.NaN, Double.POSITIVE_INFINITY}, 3)
                        .x())
                .isEmpty();
    }

    @Test
    void aDistributionFunctionRisesToOne() {
        double[] values = {3, 1, Double.NaN, 2, 1, Double.NEGATIVE_INFINITY};
        Layer.Curve curve = (Layer.Curve) Shape.cdf("F", values);
        assertThat(curve.x()).containsExactly(1, 1, 2, 3);
        assertThat(curve.y()).containsExactly(0.25, 0.5, 0.75, 1);
        assertThat(curve.style()).isEqualTo(Layer.Style.STEP);
    }

    /** Cells touch each other and hold their centres, on both kinds of axis. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cellsOfAHeatMapHoldTheirCentres(boolean log) {
        Random random = new Random(2);
        for (int trial = 0; trial < 200; trial++) {
            double[] centres =
                    random.doubles(1 + random.nextInt(20), -3, 3).sorted().toArray();
            double unit = Math.pow(10, random.nextInt(600) - 300);
            double[] at = Arrays.stream(centres)
                    .map(v -> log ? Math.exp(v) * unit : v * unit)
                    .toArray();
            double[] edges = HeatMap.edges(log, at);
            assertThat(edges).hasSize(at.length + 1);
            for (int i = 0; i < at.length; i++) {
                assertThat(edges[i]).isLessThanOrEqualTo(at[i]);
                assertThat(edges[i + 1]).isGreaterThanOrEqualTo(at[i]);
            }
        }
    }

    private static List<Point2D[]> contour(double[] grid, double[][] z, double level) {
        Window window = new Window(new Scale(false, 0, 1), new Scale(false, 0, 1));
        Frame frame = new Frame(0, 0, 1, 1, window);
        return ContourLines.pieces(frame, new Layer.Contours("", grid, grid, z, new double[] {level}), level);
    }

    /** The contours of a x + b y are straight, each of the length that the square cuts off, in any unit of the values. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-100, 1, 1e100, 8e307})
    void contoursOfAPlaneAreStraight(double unit) {
        int n = 9;
        double[] grid = new double[n];
        Arrays.setAll(grid, i -> i / (n - 1.0));
        double[][] z = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                z[i][j] = unit * (grid[j] + grid[i] - 1);
            }
        }
        for (double level : new double[] {-0.71, -0.33, 0.01, 0.4}) {
            List<Point2D[]> pieces = contour(grid, z, level * unit);
            double length = 0;
            for (Point2D[] piece : pieces) {
                for (Point2D end : piece) {
                    // Down the page: y is drawn at 1 − y.
                    assertThat(end.getX() + 1 - end.getY()).isCloseTo(1 + level, within(1e-12));
                }
                length += piece[0].distance(piece[1]);
            }
            assertThat(length).isCloseTo(Math.sqrt(2) * (1 - Math.abs(level)), within(1e-12));
        }
        assertThat(contour(grid, z, 3 * unit)).isEmpty();
        z[4][4] = Double.NaN;
        assertThat(contour(grid, z, 0.01 * unit)).isNotEmpty();
    }

    @Test
    void contoursAreDrawnWithTheirNumbers() {
        double[] grid = {0, 1, 2, 3};
        double[][] z = new double[4][4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                z[i][j] = i * j;
            }
        }
        Chart chart = Chart.titled("").heatMap("z", grid, grid, z).contours("levels", grid, grid, z, 2.5, 4.125);
        String svg = chart.svg();
        assertThat(svg).contains("2.5", "4.125");
        assertThat(Chart.titled("").contours("levels", grid, grid, z, 2.5).caption())
                .contains("levels");
        assertThatCode(() ->
                        Chart.titled("").contours("levels", grid, grid, z, 99).png())
                .doesNotThrowAnyException();
        refuses(() -> Chart.titled("").contours("c", grid, new double[0], z, 1), "at least one value");
        refuses(() -> Chart.titled("").contours("c", grid, grid, new double[3][4], 1), "each of 4 y", "got 3 × 4");
    }

    @Test
    void panelsAreAsLargeAsWhatTheyHold() {
        Chart wide = Chart.titled("a").size(300, 150);
        Chart high = Chart.titled("b").size(200, 400);
        Panels column = Panels.of(wide, high, wide);
        assertThat(column.width()).isEqualTo(300);
        assertThat(column.height()).isEqualTo(700);
        Panels two = column.columns(2);
        assertThat(two.width()).isEqualTo(500);
        assertThat(two.height()).isEqualTo(550);
        assertThat(column.columns(9).width()).isEqualTo(800);
        assertThat(two.plots()).containsExactly(wide, high, wide);
        assertThat(two.caption()).isEqualTo(String.join("\n", wide.caption(), high.caption(), wide.caption()));
        assertThat(two).hasToString(two.caption());
        refuses(Panels::of, "at least one picture");
        refuses(() -> column.columns(0), "got 0");
    }

    @Test
    void rangesOfAxesAreFiniteAndRising() {
        Chart chart = Chart.titled("").line("a", new double[] {1, 2}, new double[] {1, 2});
        refuses(() -> chart.xRange(2, 2), "range of x", "2.0 to 2.0");
        refuses(() -> chart.yRange(3, 1), "range of y", "3.0 to 1.0");
        refuses(() -> chart.xRange(0, Double.POSITIVE_INFINITY), "0.0 to Infinity");
        refuses(() -> chart.xRange(Double.NEGATIVE_INFINITY, 0), "-Infinity");
        refuses(() -> chart.xRange(Double.NaN, 1), "NaN to 1.0");
        refuses(() -> chart.size(120, 4001), "120 × 4001");
        refuses(() -> chart.size(4001, 120), "4001 × 120");
        refuses(() -> chart.size(120, 119), "120 × 119");
        Window window = Window.of(chart.xRange(-1, 9).axes(), chart.layers());
        assertThat(window.x()).isEqualTo(new Scale(false, -1, 9));
        assertThat(window.y().low()).isLessThan(1);
    }

    /** Whatever is typed into a label is drawn, or refused with the label; nothing else is thrown. */
    @Test
    void everyLabelIsReadOrRefusedByItself() {
        String[] words = {
            "a",
            "λ",
            "1",
            " ",
            "$",
            "\\$",
            "^",
            "_",
            "{",
            "}",
            "\\",
            "\\frac",
            "\\sqrt",
            "\\hat",
            "\\alpha",
            "\\log",
            "\\text",
            "\\mathbb",
            "\\mathcal",
            "\\mathbf",
            "-",
            "=",
            "(",
            ")",
            "'",
            "*",
            "&",
            "\\nothing",
            "\\left",
            "𝔸"
        };
        Random random = new Random(5);
        int read = 0;
        for (int trial = 0; trial < 4000; trial++) {
            StringBuilder text = new StringBuilder(trial % 3 == 0 ? "" : "$");
            for (int left = random.nextInt(8); left > 0; left--) {
                text.append(words[random.nextInt(words.length)]);
            }
            String label = text.append(trial % 3 == 0 ? "" : "$").toString();
            try {
                MathText math = MathText.of(label);
                assertThat(math.plain()).isNotNull();
                read++;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("the label \"" + label + "\" cannot be read");
            }
        }
        assertThat(read).isGreaterThan(500);
    }

    @Test
    void accentsAndScriptsAreDrawn() {
        Chart chart = Chart.titled("$\\hat{\\beta}_1^{2} + \\bar{X} \\frac{a+b}{12}$")
                .x("$\\tilde\\theta$")
                .y("$\\mathbb{R}^n \\mathcal{L}(\\mathbf{w})$")
                .line("$\\sqrt{x+1}$", new double[] {1, 2}, new double[] {1, 4});
        assertThat(MathText.of("$\\hat{\\beta}_1^{2}$").plain()).isEqualTo("β\u0302₁²");
        assertThat(MathText.of("$\\frac{a+b}{12}$").plain()).isEqualTo("(a\u2005+\u2005b)/12");
        assertThat(MathText.of("$\\mathbb{R}^n$").plain()).isEqualTo("ℝⁿ");
        assertThat(MathText.of("$\\mathcal{L}$").plain()).isEqualTo("ℒ");
        assertThat(MathText.of("$x_i^2$").width(10))
                .isLessThan(MathText.of("$x_i y^2$").width(10));
        assertThat(MathText.of("$\\bar{X}$").width(10))
                .isEqualTo(MathText.of("$X$").width(10));
        assertThat(chart.png()).isNotEmpty();
        assertThat(chart.svg()).contains("ℝ");
    }
}
