package org.ridgeless.landscape.minima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.random.Seeds;

class MinimaLawsTest {
    private static final Data DATA = Data.regression(
            new double[][] {{1, 0.2}, {-0.5, 1}, {0.3, -0.8}, {2, 1}, {-1, -1.5}},
            new double[][] {{0.3}, {1}, {-0.7}, {0.1}, {0.9}});

    /** K. Fukumizu and S. Amari (2000): where the small network has no slope, the split one has none for any share. */
    @ParameterizedTest
    @ValueSource(doubles = {-2, 0, 0.4, 1, 3})
    void aSplitUnitAtACriticalPointIsALineOfCriticalPoints(double share) {
        Minimum fit = LevenbergMarquardt.of(Nets.tanh(2, 1, 1).seed(3), DATA).run(1e-30, 1000);
        Net small = Nets.tanh(2, 1, 1).withParameters(fit.weights());
        assertThat(fit.loss()).isGreaterThan(0.01);
        assertThat(Vectors.norm(Risk.of(small, DATA, Loss.SQUARE).gradient(small.parameters())))
                .isLessThan(1e-10);
        Net split = UnitSplitting.split(small, 1, share);
        Risk risk = Risk.of(split, DATA, Loss.SQUARE);
        assertThat(Vectors.norm(risk.gradient(split.parameters()))).isLessThan(1e-9);
        assertThat(risk.value(split.parameters())).isCloseTo(fit.loss() / 10, within(1e-14));
    }

    /** Targets in units of c are fitted by the weights of a linear network in units of c, with the loss in c². */
    @ParameterizedTest
    @ValueSource(doubles = {1e-60, 1e-4, 1e4, 1e60})
    void fitsFollowTheUnitOfTheTargets(double c) {
        double[][] targets = {{0.3 * c}, {c}, {-0.7 * c}, {0.1 * c}, {0.9 * c}};
        double[][] inputs = {{1, 0.2}, {-0.5, 1}, {0.3, -0.8}, {2, 1}, {-1, -1.5}};
        Net net = Nets.linear(2, 1);
        Minimum one = LevenbergMarquardt.of(net.withParameters(0, 0), DATA).run(1e-300, 100);
        Minimum other = LevenbergMarquardt.of(net.withParameters(0, 0), Data.regression(inputs, targets))
                .run(1e-300, 100);
        assertThat(Vectors.scale(other.weights(), 1 / c)).containsExactly(one.weights(), within(1e-11));
        assertThat(other.loss() / c / c).isCloseTo(one.loss(), within(1e-12));
        assertThat(other.eigenvalues()).containsExactly(one.eigenvalues(), within(1e-12));
    }

    @Test
    void theStartIsDescribedAsItIs() {
        Net net = Nets.linear(2, 1).withParameters(0, 0);
        Minimum start = LevenbergMarquardt.of(net, DATA).start();
        assertThat(start.loss()).isCloseTo(0.09 + 1 + 0.49 + 0.01 + 0.81, within(1e-14));
        assertThat(start.steps()).isZero();
        assertThat(start.weights()).containsExactly(0, 0);
        assertThat(start.toString()).contains("after 0 steps");
        // Half the way from 0 to the best weights leaves a quarter of what is above the minimum.
        Minimum end = LevenbergMarquardt.of(net, DATA).run(1e-300, 100);
        double[] losses = start.lossOnSegment(end.weights(), 3);
        assertThat(losses[0]).isCloseTo(start.loss(), within(1e-14));
        assertThat(losses[2]).isCloseTo(end.loss(), within(1e-13));
        assertThat(losses[1] - losses[2]).isCloseTo((losses[0] - losses[2]) / 4, within(1e-13));
    }

    /** A quadratic function is the same at both sides up to its slope: L = L* + ½ h λ² along an eigenvector. */
    @Test
    void alongAnEigenvectorALinearNetworkIsAParabola() {
        Minimum minimum = LevenbergMarquardt.of(Nets.linear(2, 1).seed(1), DATA).run(1e-300, 100);
        double[] first = {1, 0};
        double[] second = {0, 1};
        // With the null space said to be of dimension 1 the flatter direction is the first.
        double along = minimum.lossAlong(0.1, 1, true, first) - minimum.loss();
        double across = minimum.lossAlong(0.1, 1, false, second) - minimum.loss();
        assertThat(along).isCloseTo(minimum.eigenvalues()[0] * 0.005, within(1e-12));
        assertThat(across).isCloseTo(minimum.eigenvalues()[1] * 0.005, within(1e-12));
        assertThat(minimum.rangeLevel(1)).isEqualTo(1);
        assertThat(minimum.nullLevel(1)).isCloseTo(minimum.lowest(), within(1e-15));
        assertThat(minimum.nullDimension(1)).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minimum.lossAlong(0.1, 1, true, 0, 5))
                .withMessageContaining("not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minimum.lossAlong(0.1, 1, true, 1))
                .withMessageContaining("2 coordinates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minimum.lossOnSegment(first, 1))
                .withMessageContaining("and 1");
    }

    @Test
    void curvaturesFarAboveRoundingLeaveNoNullSpace() {
        Minimum minimum = LevenbergMarquardt.of(Nets.linear(2, 1).seed(1), DATA).run(1e-300, 100);
        // The ratio of the two curvatures is below 10, but both are far above rounding.
        assertThat(minimum.eigenvalues()[1] / minimum.eigenvalues()[0]).isLessThan(10);
        assertThat(minimum.nullDimension()).isZero();
    }

    /** w = 0 has the residuals of the targets; the same seed is the same landscape. */
    @Test
    void quadraticMapsAreDrawnByTheirSeed() {
        QuadraticMap map = QuadraticMap.random(3, 5, Seeds.of(1));
        QuadraticMap same = QuadraticMap.random(3, 5, Seeds.of(1));
        double[] w = {0.3, -1, 2};
        assertThat(same.value(w)).isEqualTo(map.value(w));
        assertThat(QuadraticMap.random(3, 5, Seeds.of(2)).value(w)).isNotEqualTo(map.value(w));
        assertThat(map.dimension()).isEqualTo(3);
        assertThat(map.value(0, 0, 0)).isPositive();
        double[] hessian = map.hessian(w);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(hessian[3 * i + j]).isCloseTo(hessian[3 * j + i], within(1e-12));
            }
        }
    }

    /** L = Σ λ_k w_k²/2 about a centre c, in units of s: the only critical point is c, with these eigenvalues. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-50, 1, 1e50})
    void aQuadraticFunctionHasOneCriticalPointInAnyUnit(double s) {
        double[] curvatures = {-2, 0.5, 3};
        double[] centre = {s, -2 * s, 0.3 * s};
        Landscape landscape = new Landscape() {
            @Override
            public int dimension() {
                return 3;
            }

            @Override
            public double value(double... w) {
                return Vectors.dot(gradient(w), Vectors.subtract(w, centre)) / 2;
            }

            @Override
            public double[] gradient(double... w) {
                double[] away = Vectors.subtract(w, centre);
                Arrays.setAll(away, k -> away[k] * curvatures[k]);
                return away;
            }

            @Override
            public double[] hessian(double... w) {
                return new double[] {-2, 0, 0, 0, 0.5, 0, 0, 0, 3};
            }
        };
        CriticalPoint found = CriticalPoint.from(landscape, new double[] {5 * s, 5 * s, 5 * s}, 100)
                .orElseThrow();
        assertThat(Vectors.scale(found.weights(), 1 / s)).containsExactly(new double[] {1, -2, 0.3}, within(1e-10));
        assertThat(found.eigenvalues()).containsExactly(new double[] {-2, 0.5, 3}, within(1e-14));
        assertThat(found.index(1e-8)).isEqualTo(1);
        assertThat(found.nullDimension(1e-8)).isZero();
        assertThat(found.nullDimension(0.2)).isEqualTo(1);
        assertThat(CriticalPoint.from(landscape, new double[] {5 * s, 5 * s, 5 * s}, 1))
                .isEmpty();
        CriticalPoint elsewhere = CriticalPoint.at(landscape, 2 * s, -2 * s, 0.3 * s);
        assertThat(elsewhere.value() / s / s).isCloseTo(-1, within(1e-14));
    }

    @Test
    void interruptedSearchesReturnNothing() {
        LevenbergMarquardt search = LevenbergMarquardt.of(Nets.tanh(2, 3, 1).seed(1), DATA);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> search.run(1e-20, 10)).isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> CriticalPoint.from(QuadraticMap.random(2, 2, Seeds.of(1)), new double[] {1, 1}, 5))
                    .isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }
}
