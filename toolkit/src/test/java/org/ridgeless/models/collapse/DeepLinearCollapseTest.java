package org.ridgeless.models.collapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeepLinearCollapseTest {
    @Test
    void theTransitionAndTheSpinodalHaveTheirClosedForms() {
        assertThat(SquareLossCollapse.criticalLoad(2)).isCloseTo(0.39685, within(5e-6));
        assertThat(SquareLossCollapse.spinodalLoad(2)).isCloseTo(0.47247, within(5e-6));
        assertThat(SquareLossCollapse.criticalLoad(3)).isCloseTo(0.27217, within(5e-6));
        assertThat(SquareLossCollapse.spinodalLoad(3)).isCloseTo(0.38490, within(5e-6));
    }

    @Test
    void oneLayerIsASoftThresholdAndStarvesTheMinority() {
        SquareLossCollapse minimum = SquareLossCollapse.of(1, 1e-3 * 1e-3, 40, 20, 10, 5);
        for (int k = 0; k < 4; k++) {
            double n = new int[] {40, 20, 10, 5}[k];
            assertThat(minimum.gains()[k]).isCloseTo(Math.max(0, 1 - 75 * 1e-3 / Math.sqrt(n)), within(1e-14));
        }
        // n = 5 lies below N²Λ = 5.06 for this product.
        assertThat(SquareLossCollapse.of(1, 9e-4, 40, 20, 10, 5).gains()[3]).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void theGainIsThatOfTheSingularValueEquation(int depth) {
        // With equal weight decay the squared singular value of the head is N λ_H x^M and y = x^M / (1 + x^M).
        double weights = 2e-3;
        double features = 5e-4;
        int[] counts = {40, 20, 10, 5};
        double total = 75;
        double b = depth * total * Math.pow(total * Math.pow(weights, depth) * features, 1.0 / depth);
        SquareLossCollapse minimum = FreeFeatures.classes(counts)
                .depth(depth)
                .decay(weights, features)
                .squareLossMinimum();
        for (int k = 0; k < counts.length; k++) {
            double target = b / counts[k];
            double low = Math.pow((depth - 1.0) / (depth + 1.0), 1.0 / depth);
            double x = Bisection.decreasing(
                    z -> depth * Math.pow(z, depth - 1) / Math.pow(Math.pow(z, depth) + 1, 2) - target, low, 1e6);
            double gain = Math.pow(x, depth) / (1 + Math.pow(x, depth));
            assertThat(minimum.liveGain(k)).isCloseTo(gain, within(1e-10));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void noGainOnAFineGridBeatsTheClosedForm(int depth) {
        for (double load : new double[] {0.1, 0.26, 0.28, 0.39, 0.41, 0.6, 1.2}) {
            double product = SquareLossCollapse.decayProductAtLoad(depth, load, 25, 100);
            SquareLossCollapse minimum = SquareLossCollapse.of(depth, product, 25, 25, 25, 25);
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i <= 200_000; i++) {
                double y = i / 200_000.0;
                best = Math.min(
                        best,
                        0.125 * (y - 1) * (y - 1)
                                + (depth + 1)
                                        / 2.0
                                        * Math.pow(25 * product, 1.0 / (depth + 1))
                                        * Math.pow(y, 2.0 / (depth + 1)));
            }
            assertThat(minimum.loss()).isCloseTo(4 * best, within(1e-9)).isLessThanOrEqualTo(4 * best + 1e-15);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void noScaleOnAFineGridBeatsTheSimplexFrame(int depth) {
        for (double product : new double[] {1e-12, 1e-9, 1e-6, 1e-4, 1}) {
            CrossEntropyCollapse minimum = CrossEntropyCollapse.of(depth, product, 4, 25);
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i <= 200_000; i++) {
                best = Math.min(best, minimum.loss(i / 5000.0));
            }
            assertThat(minimum.loss()).isLessThanOrEqualTo(best + 1e-14).isCloseTo(best, within(1e-7));
        }
    }

    @Test
    void theSimplexFrameIsOptimalInOneLayerAndTheSquareLiesBelowItInThree() {
        double[][] square = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
        for (int depth : new int[] {1, 3}) {
            FreeFeatures model = FreeFeatures.classes(5, 5, 5, 5)
                    .depth(depth)
                    .width(5)
                    .decay(1e-3)
                    .crossEntropy();
            CrossPolytopeCollapse low = CrossPolytopeCollapse.of(depth, model.decayProduct(), 4, 5);
            CrossEntropyCollapse simplex = CrossEntropyCollapse.of(depth, model.decayProduct(), 4, 5);
            double reached = model.startOn(1, square)
                    .descend(0.1, 0.9, 300)
                    .descend(0.4, 0.9, 6000)
                    .loss();
            assertThat(reached).isCloseTo(low.loss(), within(1e-9));
            assertThat(low.loss() < simplex.loss()).isEqualTo(depth == 3);
            for (double t = 0.5 * low.scale(); t < 2 * low.scale(); t += 0.01) {
                assertThat(low.loss(t)).isGreaterThanOrEqualTo(low.loss() - 1e-15);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theGradientIsThatOfFiniteDifferences(int depth) {
        for (FreeFeatures model : new FreeFeatures[] {
            FreeFeatures.classes(3, 2, 1).depth(depth).width(4).decay(0.03, 0.05),
            FreeFeatures.classes(3, 2, 1)
                    .depth(depth)
                    .width(4)
                    .decay(0.03, 0.05)
                    .crossEntropy()
        }) {
            CollapseState state = model.start(3);
            double[] gradient = state.gradient();
            for (int i = 0; i < gradient.length; i++) {
                double[] up = state.parameters();
                double[] down = state.parameters();
                up[i] += 1e-5;
                down[i] -= 1e-5;
                double slope = (state.at(up).loss() - state.at(down).loss()) / 2e-5;
                assertThat(gradient[i]).isCloseTo(slope, within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void descentFindsTheGlobalMinimumFromARandomStart(int depth) {
        FreeFeatures model = FreeFeatures.classes(8, 4, 2).depth(depth).width(6).decay(5e-3);
        CollapseState end = model.start(1).descend(0.3, 0.9, 6000);
        double[] gains = model.squareLossMinimum().gains();
        for (int k = 0; k < gains.length; k++) {
            assertThat(end.gains()[k]).isCloseTo(gains[k], within(1e-6));
        }
        assertThat(end.offDiagonal()).isLessThan(1e-6);
        assertThat(end.loss()).isCloseTo(model.squareLossMinimum().loss(), within(1e-9));
    }

    @Test
    void whatTheTheoremDoesNotCoverIsRefused() {
        assertThatThrownBy(() -> FreeFeatures.classes(5, 5, 5).width(2)).hasMessageContaining("3 classes, got 2");
        assertThatThrownBy(() -> FreeFeatures.classes(5, 0)).hasMessageContaining("[5, 0]");
        assertThatThrownBy(() -> FreeFeatures.classes(5, 5).decay(-1)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> SquareLossCollapse.of(0, 1, 5, 5)).hasMessageContaining("depth 0");
        assertThatThrownBy(() -> FreeFeatures.classes(5, 5).decay(0.01).start(1).descend(1e3, 0.9, 1000))
                .hasMessageContaining("diverged at step");
    }
}
