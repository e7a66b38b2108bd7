package org.ridgeless.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What part of the plane a chart shows, what it says of the rest, and how it marks a point. */
class WindowTest {
    private static final double[] X = {1, 2, 4};

    private static Window window(Chart chart) {
        return Window.of(chart.axes(), chart.layers());
    }

    private static List<String> remarks(Chart chart) {
        return Remarks.of(chart.axes(), chart.layers(), window(chart));
    }

    private static void assertShows(Scale scale, double... values) {
        for (double value : values) {
            assertThat(scale.contains(value)).as("%s in %s", value, scale).isTrue();
        }
    }

    /** Everything that is given by numbers is inside, whatever layer it belongs to. */
    @Test
    void dataOfEveryKindAreInside() {
        Chart empty = Chart.titled("");
        double[] low = {-5, 0, 1};
        double[] high = {0, 7, 3};
        double[][] z = new double[3][3];
        assertShows(window(empty.band("b", X, low, high)).y(), -5, 7);
        assertShows(window(empty.errors("e", X, new double[3], low, high)).y(), -5, 7);
        assertShows(window(empty.vertical("v", 12).line("a", X, X)).x(), 1, 12);
        assertShows(window(empty.horizontal("h", -3).line("a", X, X)).y(), -3, 4);
        assertShows(window(empty.annotate("n", 9, -9).line("a", X, X)).x(), 1, 9);
        assertShows(window(empty.annotate("n", 9, -9).line("a", X, X)).y(), -9, 4);
        assertShows(window(empty.contours("c", X, X, z, 0)).x(), 1, 4);
        // A heat map reaches half a cell further, and has no air around it.
        assertThat(window(empty.heatMap("m", X, X, z)).x()).isEqualTo(new Scale(false, 0.5, 5));
        assertThat(window(empty.names("a", "b", "c").points("p", new double[] {0, 2}, new double[] {1, 1}))
                        .x())
                .isEqualTo(new Scale(false, -0.5, 2.5));
        assertThat(window(empty)).isEqualTo(new Window(new Scale(false, 0, 1), new Scale(false, 0, 1)));
        assertThat(window(empty.logX().logY()).x()).isEqualTo(new Scale(true, 0.1, 10));
    }

    /** A formula widens the picture of the data by a third of its height at most, and makes one where there are no data. */
    @Test
    void theoryWidensTheDataOnlyALittle() {
        Chart data = Chart.titled("").points("p", new double[] {0, 1}, new double[] {0, 1});
        Window alone = window(data);
        double height = alone.y().high() - alone.y().low();
        Window with = window(data.theory("pole", x -> 1 / (x * x)));
        assertThat(with.x()).isEqualTo(alone.x());
        assertThat(with.y().high() - with.y().low()).isBetween(height, 1.5 * height);
        Window only = window(Chart.titled("").theory("t", x -> 10 * x, 2, 5));
        assertShows(only.x(), 2, 5);
        assertShows(only.y(), 20, 50);
        Window points = window(Chart.titled("").theory("t", X, new double[] {3, 3, 8}));
        assertShows(points.y(), 3, 8);
    }

    @Test
    void windowsOfSeveralChartsAreTheirHull() {
        Window one = new Window(new Scale(false, 0, 1), new Scale(true, 2, 3));
        Window two = new Window(new Scale(false, -1, 0.5), new Scale(true, 1, 2));
        assertThat(one.union(two)).isEqualTo(new Window(new Scale(false, -1, 1), new Scale(true, 1, 3)));
        assertThat(two.union(one)).isEqualTo(one.union(two));
        Window linear = new Window(one.x(), new Scale(false, 1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.union(linear))
                .withMessageContaining("agree where an axis is logarithmic");
    }

    /** What a picture cannot show is counted below it. */
    @Test
    void whatIsNotDrawnIsCounted() {
        double[] y = {0, -1, Double.POSITIVE_INFINITY};
        Chart chart = Chart.titled("").line("a", X, y);
        assertThat(remarks(chart)).containsExactly("\"a\": 1 of 3 values not drawn (infinite)");
        assertThat(remarks(chart.logY()))
                .containsExactly("\"a\": 3 of 3 values not drawn (zero, negative or infinite on a logarithmic axis)");
        assertThat(remarks(Chart.titled("").line("a", X, new double[] {1, Double.NaN, 2})))
                .isEmpty();
        assertThat(remarks(Chart.titled("").line("a", X, X).xRange(1, 2).theory("t", x -> x, 5, 6)))
                .containsExactly("\"t\" lies outside the picture");
        double[] many = new double[3000];
        Arrays.setAll(many, i -> i);
        assertThat(remarks(Chart.titled("").points("cloud", many, many)))
                .containsExactly("\"cloud\": 2000 of 3000 points drawn");
        assertThat(remarks(Chart.titled("").line("line", many, many))).isEmpty();
    }

    /** Marks lie about their point and are about equally large, so that no series looks heavier than another. */
    @ParameterizedTest
    @EnumSource(Marker.class)
    void marksLieAboutTheirPoint(Marker marker) {
        double radius = 10;
        java.awt.Shape shape = marker.at(100, 50, radius);
        assertThat(shape.contains(100, 50)).isTrue();
        Rectangle2D box = shape.getBounds2D();
        assertThat(box.getCenterX()).isCloseTo(100, within(0.01 * radius));
        assertThat(box.getCenterY()).isCloseTo(50, within(0.25 * radius));
        assertThat(box.getWidth()).isBetween(1.6 * radius, 2.9 * radius);
        assertThat(box.getHeight()).isBetween(1.6 * radius, 2.9 * radius);
        Rectangle2D half = marker.at(100, 50, radius / 2).getBounds2D();
        assertThat(half.getWidth()).isCloseTo(box.getWidth() / 2, within(1e-9));
        assertThat(Marker.of(marker.ordinal())).isEqualTo(marker);
        assertThat(Marker.of(marker.ordinal() + Marker.values().length)).isEqualTo(marker);
    }

    /** A point without neighbours is drawn as one, since no line goes through it; marks on a line keep their distance. */
    @Test
    void lonelyPointsAreMarked() {
        double gap = Double.NaN;
        Polyline line = new Polyline(new double[] {0, 0.2, 0.4, 0.6, 0.8}, new double[] {0.5, gap, 0.5, 0.5, gap});
        Frame frame = new Frame(0, 0, 1000, 100, new Window(new Scale(false, 0, 1), new Scale(false, 0, 1)));
        assertThat(Marks.lonely(line, frame)).extracting(p -> p.getX()).containsExactly(0.0);
        double[] x = new double[400];
        double[] y = new double[400];
        Arrays.setAll(x, i -> i / 399.0);
        Arrays.setAll(y, i -> 0.5);
        Layer.Curve curve = new Layer.Curve(Layer.Style.LINE, "a", x, y);
        double[] marks = Marks.on(curve, frame, true, 0).x();
        assertThat(marks).hasSizeBetween(7, 10);
        for (int i = 1; i < marks.length; i++) {
            assertThat(1000 * (marks[i] - marks[i - 1])).isGreaterThanOrEqualTo(110 - 1e-9);
        }
        assertThat(Marks.on(curve, frame, false, 0).x()).isEmpty();
        // Two lines do not have their marks at the same places.
        assertThat(Marks.on(curve, frame, true, 1).x()).doesNotContain(marks);
    }

    /** The chart of XChart has the same series, in its own kinds. */
    @Test
    void theSameSeriesAreInXChart() {
        Chart chart = Chart.titled("$\\alpha$")
                .logY()
                .line("a", X, X)
                .points("$x^2$", X, X)
                .theory("t", x -> 2 * x)
                .line("nothing", X, new double[] {-1, 0, Double.NaN});
        var view = chart.xchart();
        assertThat(view.getTitle()).isEqualTo("α");
        assertThat(view.getSeriesCollection()).extracting(s -> s.getLabel()).containsExactly("a", "x²", "t");
        assertThat(view.getStyler().isYAxisLogarithmic()).isTrue();
    }
}
