package org.ridgeless.landscape.minima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.random.Seeds;

class CriticalPointTest {
    /** L = (x² − 1)² + y²: minima at (±1, 0), a saddle at 0 where the gradient also vanishes; z does not enter. */
    private static final Landscape WELLS = new Landscape() {
        @Override
        public int dimension() {
            return 3;
        }

        @Override
        public double value(double... w) {
            double well = w[0] * w[0] - 1;
            return well * well + w[1] * w[1];
        }

        @Override
        public double[] gradient(double... w) {
            return new double[] {4 * w[0] * (w[0] * w[0] - 1), 2 * w[1], 0};
        }

        @Override
        public double[] hessian(double... w) {
            return new double[] {12 * w[0] * w[0] - 4, 0, 0, 0, 2, 0, 0, 0, 0};
        }
    };

    @Test
    void saddlesAreFoundAsWellAsMinimaWithNullSpaceAndIndex() {
        CriticalPoint saddle =
                CriticalPoint.from(WELLS, new double[] {0.2, 0.3, 1}, 100).orElseThrow();
        assertThat(saddle.weights()[0]).isCloseTo(0, within(1e-9));
        assertThat(saddle.value()).isCloseTo(1, within(1e-12));
        assertThat(saddle.index(1e-9)).isEqualTo(1);
        assertThat(saddle.nullDimension(1e-9)).isEqualTo(1);
        CriticalPoint minimum =
                CriticalPoint.from(WELLS, new double[] {0.9, 0.3, 1}, 100).orElseThrow();
        assertThat(minimum.weights()).containsExactly(new double[] {1, 0, 1}, within(1e-9));
        assertThat(minimum.index(1e-9)).isZero();
    }

    @Test
    void derivativesOfAQuadraticMapAreThoseByDifferences() {
        QuadraticMap map = QuadraticMap.random(4, 2, Seeds.of(3));
        double[] w = {0.3, -0.7, 0.2, 1.1};
        double[] gradient = map.gradient(w);
        double[] hessian = map.hessian(w);
        for (int i = 0; i < 4; i++) {
            double[] up = w.clone();
            double[] down = w.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            assertThat(gradient[i]).isCloseTo((map.value(up) - map.value(down)) / 2e-5, within(1e-6));
            for (int j = 0; j < 4; j++) {
                double difference = (map.gradient(up)[j] - map.gradient(down)[j]) / 2e-5;
                assertThat(hessian[j * 4 + i]).isCloseTo(difference, within(1e-5));
            }
        }
    }

    @Test
    void zerosOfAQuadraticMapFormASurfaceAndItsOtherCriticalPointsAreIsolated() {
        int zeros = 0;
        int others = 0;
        QuadraticMap map = QuadraticMap.random(4, 2, Seeds.of(3));
        var random = Seeds.of(4).stream();
        for (int start = 0; start < 100; start++) {
            double[] w = random.doubles(4, -1, 1).toArray();
            Optional<CriticalPoint> found = CriticalPoint.from(map, w, 200);
            if (found.isPresent()) {
                boolean zero = found.get().value() < 1e-12;
                assertThat(found.get().nullDimension(1e-6)).isEqualTo(zero ? 2 : 0);
                zeros += zero ? 1 : 0;
                others += zero ? 0 : 1;
            }
        }
        assertThat(zeros).isPositive();
        assertThat(others).isPositive();
    }

    @Test
    void aSplitUnitChangesNothing() {
        Net net = Nets.of(Activations.TANH, 3, 4, 2).seed(5);
        double[] x = {0.3, -1, 0.7};
        for (double share : new double[] {-1, 0.3, 1}) {
            Net larger = UnitSplitting.split(net, 2, share);
            assertThat(larger.parameterCount()).isEqualTo(25);
            assertThat(larger.apply(x)).containsExactly(net.apply(x), within(1e-15));
            assertThat(larger.weights(2)[1][1]).isEqualTo(share * net.weights(2)[1][1]);
            assertThat(larger.weights(1)[4]).containsExactly(net.weights(1)[1]);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnitSplitting.split(net, 5, 0.5))
                .withMessageContaining("1 to 4, got 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnitSplitting.split(Nets.tanh(2, 2), 1, 0.5))
                .withMessageContaining("two dense layers");
    }

    @Test
    void badArgumentsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CriticalPoint.from(WELLS, new double[2], 10))
                .withMessageContaining("3 weights, the start 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuadraticMap.random(0, 2, Seeds.of(1)))
                .withMessageContaining("got 0 and 2");
    }
}
