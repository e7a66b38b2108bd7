package org.ridgeless.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.geom.PathIterator;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From numbers to places in a picture: scales, windows, cuts, colours and thinning, in any unit. */
class ScaleLawsTest {
    @ParameterizedTest
    @CsvSource({
        "false, 0, 1",
        "false, -3, 17",
        "false, 1e-300, 3e-300",
        "false, -1.7e308, 1.7e308",
        "false, 1000000, 1000001",
        "true, 1, 1000",
        "true, 1e-300, 1e300",
        "true, 4.9e-324, 1.7e308",
        "true, 2, 3"
    })
    void placesRiseAndComeBack(boolean log, double low, double high) {
        Scale scale = new Scale(log, low, high);
        assertThat(scale.fraction(low)).isZero();
        assertThat(scale.fraction(high)).isEqualTo(1);
        double before = -1;
        for (int i = 0; i <= 100; i++) {
            double value = scale.at(i / 100.0);
            assertThat(scale.clamp(value)).isBetween(low, high);
            assertThat(scale.fraction(value)).isCloseTo(i / 100.0, within(1e-9)).isGreaterThan(before);
            before = scale.fraction(value);
        }
        assertThat(scale.union(scale)).isEqualTo(scale);
        assertThat(scale.union(new Scale(log, high / 2, high)).high()).isEqualTo(high);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scale.union(new Scale(!log, 1, 2)))
                .withMessageContaining("logarithmic");
    }

    /** A window is a little larger than its numbers, whatever they are, and finite. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-300, 1e300, 5e-324, 1.7e308})
    void windowsHaveAirAroundTheirNumbers(double unit) {
        for (double[] ends : new double[][] {{0.25, 0.75}, {0.5, 0.5}, {-0.5, 1}, {-1, -1}}) {
            double low = unit * ends[0];
            double high = unit * ends[1];
            Scale linear = Scale.around(false, low, high);
            assertThat(linear.low()).isLessThanOrEqualTo(low).isFinite();
            assertThat(linear.high()).isGreaterThanOrEqualTo(high).isFinite();
            assertThat(linear.low()).isLessThan(linear.high());
            if (low > 0) {
                Scale log = Scale.around(true, low, high);
                assertThat(log.low()).isPositive().isLessThanOrEqualTo(low);
                assertThat(log.high()).isFinite().isGreaterThanOrEqualTo(high);
                assertThat(log.low()).isLessThan(log.high());
            }
        }
    }

    private static boolean inside(double x, double y) {
        return x >= 0 && x <= 1 && y >= 0 && y <= 1;
    }

    /** What is left of a segment is all of it that lies in the square, and nothing else. */
    @Test
    void aCutKeepsWhatLiesInTheSquare() {
        Random random = new Random(1);
        for (int trial = 0; trial < 3000; trial++) {
            double size = Math.pow(10, random.nextInt(4) - 1);
            double[] p = random.doubles(4, -size, 1 + size).toArray();
            double[] piece = Cut.toUnitSquare(p[0], p[1], p[2], p[3]);
            double from = 2;
            double to = -1;
            for (int i = 0; i <= 500; i++) {
                double t = i / 500.0;
                if (inside(p[0] + t * (p[2] - p[0]), p[1] + t * (p[3] - p[1]))) {
                    from = Math.min(from, t);
                    to = Math.max(to, t);
                }
            }
            if (piece.length == 0) {
                assertThat(from).isGreaterThan(to);
                continue;
            }
            double length = Math.hypot(p[2] - p[0], p[3] - p[1]);
            double kept = Math.hypot(piece[2] - piece[0], piece[3] - piece[1]);
            if (from <= to) {
                assertThat(kept).isBetween((to - from) * length - 1e-9, (to - from + 0.0041) * length);
            } else {
                assertThat(kept).isLessThan(0.0021 * length);
            }
            for (int end = 0; end < 4; end += 2) {
                assertThat(inside(piece[end], piece[end + 1])).isTrue();
                double off = (piece[end] - p[0]) * (p[3] - p[1]) - (piece[end + 1] - p[1]) * (p[2] - p[0]);
                assertThat(off / length).isCloseTo(0, within(1e-12 * (1 + length)));
            }
        }
    }

    /** However far away the ends are, also where they are no numbers any more, the pieces stay in the picture. */
    @Test
    void aCurveThatGoesVeryFarIsCutAtItsEdge() {
        Window window = new Window(new Scale(false, 0, 1), new Scale(false, 0, 1e-3));
        Frame frame = new Frame(100, 50, 600, 400, window);
        Random random = new Random(2);
        for (int trial = 0; trial < 500; trial++) {
            double far = Math.pow(10, random.nextInt(308)) * (random.nextBoolean() ? 1 : -1);
            double[] x = {0.25, 0.5, 0.75};
            double[] y = {5e-4, far, 2e-4};
            assertInFrame(frame, new Polyline(x, y), 2);
            double[] away = {-Math.abs(far), 0.3, Math.abs(far) * 1.7};
            double[] level = {5e-4, 5e-4, 5e-4};
            assertInFrame(frame, new Polyline(away, level), 2);
        }
        assertInFrame(frame, new Polyline(new double[] {0, Double.NaN, 1}, new double[] {0, 0, 0}), 0);
        assertInFrame(frame, new Polyline(new double[] {0, 0.5, 1}, new double[] {0, Double.POSITIVE_INFINITY, 0}), 0);
    }

    private static void assertInFrame(Frame frame, Polyline line, int lines) {
        double[] point = new double[6];
        int count = 0;
        for (PathIterator it = frame.path(line).getPathIterator(null); !it.isDone(); it.next()) {
            count += it.currentSegment(point) == PathIterator.SEG_LINETO ? 1 : 0;
            assertThat(point[0]).isBetween(frame.left() - 1e-6, frame.right() + 1e-6);
            assertThat(point[1]).isBetween(frame.top() - 1e-6, frame.bottom() + 1e-6);
        }
        assertThat(count).isEqualTo(lines);
    }

    /** Colours rise with the values, whatever their unit is; of both signs zero is in the middle. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-3, 1, 1e3, 1e300})
    void coloursRiseWithTheValues(double unit) {
        ColourScale rising = ColourScale.of(new double[][] {{2 * unit, 5 * unit}, {3 * unit, Double.NaN}});
        ColourScale signed = ColourScale.of(new double[][] {{-2 * unit, 5 * unit, Double.POSITIVE_INFINITY}});
        assertThat(rising.signed()).isFalse();
        assertThat(signed.signed()).isTrue();
        int before = 0;
        for (int i = 0; i <= 300; i++) {
            int step = rising.step((2 + i / 100.0) * unit);
            assertThat(step).isBetween(before, before + 1);
            before = step;
            double value = (i + 0.3) / 60 * unit;
            assertThat(signed.step(value) + signed.step(-value)).isEqualTo(ColourScale.STEPS - 1);
        }
        assertThat(before).isEqualTo(ColourScale.STEPS - 1);
        assertThat(rising.step(-unit)).isZero();
        assertThat(rising.step(99 * unit)).isEqualTo(ColourScale.STEPS - 1);
        assertThat(rising.color(rising.step(Double.NaN))).isEqualTo(Palette.MISSING);
        double light = 0;
        for (int step = 0; step < ColourScale.STEPS; step++) {
            assertThat(lightness(rising.color(step))).isGreaterThan(light);
            light = lightness(rising.color(step));
        }
    }

    private static double lightness(Color c) {
        return 0.2126 * c.getRed() + 0.7152 * c.getGreen() + 0.0722 * c.getBlue();
    }

    @Test
    void aPlaneOfOneColourHasOne() {
        for (double value : new double[] {0, 1, -1e300, 1e-300}) {
            ColourScale flat = ColourScale.of(new double[][] {{value, value}});
            assertThat(flat.low()).isLessThan(flat.high());
            assertThat(flat.step(value)).isBetween(ColourScale.STEPS / 2 - 1, ColourScale.STEPS / 2);
        }
        assertThat(ColourScale.of(new double[][] {{Double.NaN}})).isEqualTo(new ColourScale(0, 1, false));
    }

    /** Thinned or not, a line has its ends, its least and its largest value, its order, and its gaps. */
    @Test
    void thinningKeepsExtremesOrderAndGaps() {
        Random random = new Random(3);
        for (int trial = 0; trial < 50; trial++) {
            int n = 100 + random.nextInt(3000);
            double[] x = new double[n];
            Arrays.setAll(x, i -> i);
            double[] y = random.doubles(n, -1, 1).toArray();
            int gap = 1 + random.nextInt(n - 2);
            y[gap] = Double.NaN;
            Polyline line = Decimation.line(x, y, 80);
            assertThat(line.x().length).isLessThanOrEqualTo(81);
            assertThat(line.x()).isSorted();
            assertThat(line.x()[0]).isZero();
            assertThat(line.x()[line.x().length - 1]).isEqualTo(n - 1);
            assertThat(finite(line.y(), true)).isEqualTo(finite(y, true));
            assertThat(finite(line.y(), false)).isEqualTo(finite(y, false));
            for (int i = 0; i < line.x().length; i++) {
                assertThat(line.y()[i]).isEqualTo(Double.valueOf(y[(int) line.x()[i]]));
            }
            assertThat(Arrays.stream(line.y()).anyMatch(Double::isNaN))
                    .as("gap at %s of %s", gap, n)
                    .isTrue();
            Polyline cloud = Decimation.cloud(x, y, 80);
            assertThat(cloud.x()).hasSize(80).isSorted();
        }
        double[] few = {1, 2};
        assertThat(Decimation.line(few, few, 80).x()).isSameAs(few);
    }

    private static double finite(double[] values, boolean largest) {
        var finite = Arrays.stream(values).filter(Double::isFinite);
        return (largest ? finite.max() : finite.min()).orElseThrow();
    }

    @Test
    void stepsKeepTheirValueUpToTheNextPlace() {
        Polyline steps = new Polyline(new double[] {1, 2, 5}, new double[] {7, 8, 9}).steps();
        assertThat(steps.x()).containsExactly(1, 2, 2, 5, 5);
        assertThat(steps.y()).containsExactly(7, 7, 8, 8, 9);
        assertThat(new Polyline(new double[0], new double[0]).steps().x()).isEmpty();
        assertThat(new Polyline(new double[] {3}, new double[] {4}).steps().y()).containsExactly(4);
    }

    /** Only series of whole numbers that span at least one (two upwards) make an axis of whole numbers. */
    @Test
    void wholeNumbersAreSeen() {
        Layer whole = new Layer.Curve(Layer.Style.LINE, "a", new double[] {1, Double.NaN, 3}, new double[] {0, 5, 9});
        Layer half = new Layer.Curve(Layer.Style.LINE, "b", new double[] {1.5}, new double[] {2});
        Layer band = new Layer.Ribbon("c", new double[] {1}, new double[] {0}, new double[] {1});
        Layer bars = new Layer.Curve(Layer.Style.BARS, "d", new double[] {1, 3}, new double[] {1, 3});
        assertThat(Integers.onX(List.of(whole))).isTrue();
        assertThat(Integers.onX(List.of(whole, half))).isFalse();
        assertThat(Integers.onX(List.of(whole, band))).isTrue();
        assertThat(Integers.onY(List.of(whole))).isTrue();
        assertThat(Integers.onY(List.of(whole, band))).isFalse();
        assertThat(Integers.onX(List.of(bars))).isFalse();
        assertThat(Integers.onX(List.of())).isFalse();
    }
}
