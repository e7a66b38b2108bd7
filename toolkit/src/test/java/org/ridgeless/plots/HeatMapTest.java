package org.ridgeless.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Point2D;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    @Test
    void cellsReachHalfWayToTheirNeighbours() {
        assertThat(HeatMap.edges(false, new double[] {1, 2, 4})).containsExactly(0.5, 1.5, 3, 5);
        double[] edges = HeatMap.edges(true, new double[] {1, 100});
        assertThat(edges[0]).isCloseTo(0.1, within(1e-15));
        assertThat(edges[1]).isCloseTo(10, within(1e-13));
        assertThat(edges[2]).isCloseTo(1000, within(1e-11));
    }

    @Test
    void valuesOfBothSignsAreCentredAtZero() {
        ColourScale both = ColourScale.of(new double[][] {{-1, 3, Double.NaN}});
        assertThat(both).isEqualTo(new ColourScale(-3, 3, true));
        assertThat(ColourScale.of(new double[][] {{2, 5}})).isEqualTo(new ColourScale(2, 5, false));
        assertThat(both.step(Double.NaN)).isEqualTo(-1);
        assertThat(both.step(-3)).isZero();
        assertThat(both.step(3)).isEqualTo(ColourScale.STEPS - 1);
    }

    /** On x² + y² = 1 every point of the contour has distance 1 from the centre, up to the interpolation error. */
    @Test
    void aContourFollowsItsLevel() {
        int n = 81;
        double[] grid = new double[n];
        double[][] z = new double[n][n];
        for (int i = 0; i < n; i++) {
            grid[i] = -2 + 4.0 * i / (n - 1);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                z[i][j] = grid[i] * grid[i] + grid[j] * grid[j];
            }
        }
        Window window = new Window(new Scale(false, -2, 2), new Scale(false, -2, 2));
        Frame frame = new Frame(0, 0, 4, 4, window);
        List<Point2D[]> pieces = ContourLines.pieces(frame, new Layer.Contours("", grid, grid, z, new double[] {1}), 1);
        // Linear interpolation errs by h²/8 times the second derivative, 2, along a side of at most h√2, over the slope
        // 2.
        double h = 4.0 / (n - 1);
        for (Point2D[] piece : pieces) {
            assertThat(Math.hypot(piece[0].getX() - 2, piece[0].getY() - 2)).isCloseTo(1, within(h * h / 4));
        }
        double length = pieces.stream().mapToDouble(p -> p[0].distance(p[1])).sum();
        assertThat(length).isCloseTo(2 * Math.PI, within(2 * Math.PI * h * h));
    }

    @Test
    void aLargeMatrixIsAveragedAndSaysSo() {
        double[] many =
                java.util.stream.IntStream.range(0, 500).asDoubleStream().toArray();
        Chart chart = Chart.titled("").heatMap("noise", many, many, new double[500][500]);
        assertThat(Remarks.of(chart.axes(), chart.layers(), Window.of(chart.axes(), chart.layers())))
                .singleElement()
                .asString()
                .contains("500 × 500 are averaged");
        assertThat(chart.svg()).hasSizeLessThan(1_000_000);
    }
}
