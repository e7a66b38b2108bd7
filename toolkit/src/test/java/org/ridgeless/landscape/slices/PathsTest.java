package org.ridgeless.landscape.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.random.Seeds;

class PathsTest {
    private static final Data DATA = Data.randomLabels(20, 3).seed(1);
    private static final Net LINEAR = Nets.linear(3, 1);

    /** The square loss of a linear network is a parabola along every line: no barrier, and the middle by its curvature. */
    @Test
    void convexLossesHaveNoBarrier() {
        Net from = LINEAR.withParameters(1, -2, 0.5);
        Net to = LINEAR.withParameters(-1, 0.3, 2);
        ModeConnection line = ModeConnection.line(from, to, DATA, Loss.SQUARE);
        assertThat(line.barrier()).isCloseTo(0, within(1e-14));
        double[] losses = line.losses(5);
        for (int i = 1; i < 4; i++) {
            assertThat(losses[i - 1] - 2 * losses[i] + losses[i + 1])
                    .isCloseTo(losses[0] - 2 * losses[1] + losses[2], within(1e-13));
        }
        assertThat(line.at(0.25).parameters()).containsExactly(new double[] {0.5, -1.425, 0.875}, within(1e-15));
        assertThat(line.bend().parameters()).containsExactly(new double[] {0, -0.85, 1.25}, within(1e-15));
        assertThat(line.toString()).startsWith("path of barrier");
        assertThat(line.chart().caption()).contains("along a path");
    }

    /** φ(½) = a/4 + θ/2 + b/4, and the reversed path is the same one. */
    @Test
    void aBentPathIsAParabolaThroughItsEnds() {
        Net net = Nets.tanh(3, 2, 1);
        Net from = net.seed(1);
        Net to = net.seed(2);
        ModeConnection bent = ModeConnection.line(from, to, DATA, Loss.SQUARE).bent(20);
        double[] middle = Vectors.scale(Vectors.add(from.parameters(), to.parameters()), 0.25);
        Vectors.addScaled(middle, 0.5, bent.bend().parameters());
        assertThat(bent.at(0.5).parameters()).containsExactly(middle, within(1e-15));
        double[] back =
                ModeConnection.line(to, from, DATA, Loss.SQUARE).bent(20).losses(11);
        double[] forth = bent.losses(11);
        for (int i = 0; i < 11; i++) {
            assertThat(back[10 - i]).isCloseTo(forth[i], within(1e-9));
        }
        // Bending goes downhill on the mean, by Simpson's rule on 101 points.
        assertThat(mean(bent)).isLessThan(mean(ModeConnection.line(from, to, DATA, Loss.SQUARE)));
        assertThat(mean(bent.bent(20))).isLessThanOrEqualTo(mean(bent) + 1e-9);
    }

    private static double mean(ModeConnection path) {
        double[] losses = path.losses(101);
        double sum = losses[0] + losses[100];
        for (int i = 1; i < 100; i++) {
            sum += (i % 2 == 0 ? 2 : 4) * losses[i];
        }
        return sum / 300;
    }

    @Test
    void coordinatesAreThoseOfTheNearestPointOfThePlane() {
        LossSlice slice = LossSlice.random(LINEAR.seed(3), DATA, Loss.SQUARE, Seeds.of(1));
        Net far = LINEAR.withParameters(4, -1, 2);
        double[] at = slice.coordinates(far);
        double nearest = Vectors.norm(Vectors.subtract(slice.at(at[0], at[1]).parameters(), far.parameters()));
        for (double[] step : new double[][] {{0.1, 0}, {-0.1, 0}, {0, 0.1}, {0, -0.1}}) {
            double[] other = slice.at(at[0] + step[0], at[1] + step[1]).parameters();
            assertThat(Vectors.norm(Vectors.subtract(other, far.parameters()))).isGreaterThan(nearest);
        }
        double[] inPlane = slice.coordinates(slice.at(0.3, -0.7));
        assertThat(inPlane).containsExactly(new double[] {0.3, -0.7}, within(1e-13));
    }

    @Test
    void theMapHasItsAxesItsMarksAndItsSeed() {
        LossSlice slice = LossSlice.random(LINEAR.seed(3), DATA, Loss.SQUARE, Seeds.of(1))
                .range(2)
                .grid(5);
        LossMap map = slice.path(slice.at(1, 0.5)).map();
        assertThat(map.x()).containsExactly(new double[] {-2, -1, 0, 1, 2}, within(1e-15));
        assertThat(map.marks()[0]).containsExactly(0, 0);
        assertThat(map.marks()[1]).containsExactly(new double[] {1, 0.5}, within(1e-14));
        assertThat(map.toString()).contains("5 × 5");
        assertThat(slice.map().values()).isDeepEqualTo(map.values());
        assertThat(LossSlice.random(LINEAR.seed(3), DATA, Loss.SQUARE, Seeds.of(2))
                        .range(2)
                        .grid(5)
                        .map()
                        .values()[0][0])
                .isNotEqualTo(map.values()[0][0]);
    }

    /** Losses that are not finite leave holes in the map, and a map of nothing but holes is still one. */
    @Test
    void lossesThatOverflowAreHoles() {
        double[] axis = {-1, 1};
        LossMap some =
                new LossMap(axis, axis, new double[][] {{1, Double.POSITIVE_INFINITY}, {2, 3}}, new double[1][2]);
        assertThat(some.chart().caption()).contains("loss on a plane");
        double[][] none = new double[2][2];
        Arrays.stream(none).forEach(row -> Arrays.fill(row, Double.NaN));
        assertThat(new LossMap(axis, axis, none, new double[1][2]).chart()).isNotNull();
    }

    @Test
    void pathsAndMapsAreCheckedAndCanBeInterrupted() {
        ModeConnection line = ModeConnection.line(LINEAR.seed(1), LINEAR.seed(2), DATA, Loss.SQUARE);
        assertThatIllegalArgumentException().isThrownBy(() -> line.losses(1)).withMessageContaining("got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> line.at(Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModeConnection.line(LINEAR.seed(1), Nets.linear(4, 1), DATA, Loss.SQUARE))
                .withMessageContaining("3 and 4");
        LossSlice slice = LossSlice.random(LINEAR.seed(3), DATA, Loss.SQUARE, Seeds.of(1));
        assertThatIllegalArgumentException().isThrownBy(() -> slice.grid(1)).withMessageContaining("got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slice.range(Double.NaN))
                .withMessageContaining("NaN");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(slice::map).isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> line.losses(5)).isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> line.bent(5)).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }
}
