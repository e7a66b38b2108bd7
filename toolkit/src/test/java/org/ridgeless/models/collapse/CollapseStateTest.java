package org.ridgeless.models.collapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.ridgeless.linalg.Vectors;

class CollapseStateTest {
    private static final FreeFeatures MODEL =
            FreeFeatures.classes(2, 1).depth(2).width(2).decay(0.02, 0.05);

    /** W₁ = (1 2; 3 4), W₂ = (1 0; 0 −1) and the features (1, 0), (0, 1), (1, 1): Z = (1, −3), (2, −4), (3, −7). */
    private static CollapseState byHand() {
        return MODEL.start(1).at(1, 2, 3, 4, 1, 0, 0, -1, 1, 0, 0, 1, 1, 1);
    }

    @Test
    void outputsAreTheProductOfAllFactors() {
        CollapseState state = byHand();
        assertThat(state.meanOutputs()).isDeepEqualTo(new double[][] {{1.5, -3.5}, {3, -7}});
        assertThat(state.gains()).containsExactly(1.5, -7);
        assertThat(state.offDiagonal()).isEqualTo(3.5);
        assertThat(state.labels()).containsExactly(0, 0, 1);
        assertThat(state.features()).isDeepEqualTo(new double[][] {{1, 0}, {0, 1}, {1, 1}});
    }

    /** Half the mean square of Z − Y and half the squares of all factors, each with its decay. */
    @Test
    void theLossIsTheFitAndTheDecays() {
        double fit = (0 + 9 + 1 + 16 + 9 + 64) / 6.0;
        assertThat(byHand().loss()).isCloseTo(fit + 0.01 * (30 + 2) + 0.025 * 4, within(1e-14));
        FreeFeatures entropy = MODEL.crossEntropy();
        double cross = (Math.log1p(Math.exp(-4)) + Math.log1p(Math.exp(-6)) + Math.log1p(Math.exp(10))) / 3;
        assertThat(byHand().under(entropy).loss()).isCloseTo(cross + 0.01 * 32 + 0.025 * 4, within(1e-14));
    }

    /** Means (½, ½) and (1, 1), centre (2/3, 2/3): within 1/3, between (1/18 + 2/9)/2. */
    @Test
    void variabilityIsWithinOverBetween() {
        assertThat(byHand().variability()).isCloseTo((1.0 / 3) / ((1.0 / 18 + 2.0 / 9) / 2), within(1e-14));
    }

    /** H → QH and W₁ → W₁Qᵀ is the same network, with the same norms. */
    @Test
    void turningTheFeaturesChangesNothing() {
        double c = Math.cos(0.4);
        double s = Math.sin(0.4);
        double[] p = byHand().parameters();
        double[] turned = p.clone();
        for (int row = 0; row < 2; row++) {
            turned[2 * row] = c * p[2 * row] - s * p[2 * row + 1];
            turned[2 * row + 1] = s * p[2 * row] + c * p[2 * row + 1];
        }
        for (int i = 8; i < 14; i += 2) {
            turned[i] = c * p[i] - s * p[i + 1];
            turned[i + 1] = s * p[i] + c * p[i + 1];
        }
        CollapseState other = byHand().at(turned);
        assertThat(other.loss()).isCloseTo(byHand().loss(), within(1e-13));
        assertThat(other.variability()).isCloseTo(byHand().variability(), within(1e-14));
        assertThat(Vectors.norm(other.gradient())).isCloseTo(Vectors.norm(byHand().gradient()), within(1e-13));
    }

    /** θ₁ = θ₀ − ηg₀ and θ₂ = θ₁ + μ(θ₁ − θ₀) − ηg₁. */
    @Test
    void descentIsTheHeavyBall() {
        CollapseState zero = MODEL.start(2, 0.5);
        CollapseState one = zero.descend(0.1, 0.9, 1);
        double[] first = Vectors.addScaled(zero.parameters(), -0.1, zero.gradient());
        assertThat(one.parameters()).containsExactly(first, within(1e-16));
        double[] second = one.parameters();
        Vectors.addScaled(second, 0.9, Vectors.subtract(one.parameters(), zero.parameters()));
        Vectors.addScaled(second, -0.1, one.gradient());
        assertThat(zero.descend(0.1, 0.9, 2).parameters()).containsExactly(second, within(1e-15));
        assertThat(zero.parameters()).containsExactly(MODEL.start(2, 0.5).parameters());
    }

    @Test
    void watchersSeeTheStartAndEveryThirdStep() {
        List<Double> losses = new ArrayList<>();
        CollapseState start = MODEL.start(1);
        start.descend(0.1, 0, 10, 3, state -> losses.add(state.loss()));
        assertThat(losses).hasSize(4);
        assertThat(losses.get(0)).isEqualTo(start.loss());
        assertThat(losses.get(2)).isEqualTo(start.descend(0.1, 0, 6).loss());
    }

    @Test
    void startsHaveTheirSizeAndTheirSeed() {
        FreeFeatures wide = FreeFeatures.classes(500, 500).width(40);
        double[] parameters = wide.start(1, 3).parameters();
        // The standard error of a mean square of 40,080 normal numbers is σ² √(2/40,080).
        assertThat(Vectors.squares(parameters) / parameters.length)
                .isCloseTo(9 / 40.0, within(4 * 9 / 40.0 * Math.sqrt(2.0 / parameters.length)));
        assertThat(wide.start(1, 3).parameters()).containsExactly(parameters);
        assertThat(wide.start(2, 3).parameters()[0]).isNotEqualTo(parameters[0]);
        assertThat(wide.start(1).parameters()[7]).isCloseTo(parameters[7] / 3, within(1e-15));
    }

    @Test
    void theProductOfDecaysCountsEveryMatrix() {
        assertThat(FreeFeatures.classes(1, 1).depth(3).decay(0.1, 0.5).decayProduct())
                .isCloseTo(0.5 * 1e-3, within(1e-17));
        assertThat(FreeFeatures.classes(1, 1).depth(3).decay(0.1).decayProduct())
                .isCloseTo(1e-4, within(1e-18));
        assertThat(MODEL.toString()).contains("width 2", "2 linear layers", "[2, 1]", "0.02", "0.05");
    }

    @Test
    void interruptedDescentReturnsNothing() {
        CollapseState start = MODEL.start(1);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> start.descend(0.1, 0, 5)).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        CollapseState start = MODEL.start(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start.at(1, 2))
                .withMessageContaining("14 parameters, got 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start.under(MODEL.depth(3)))
                .withMessageContaining("shapes differ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start.descend(Double.NaN, 0, 5))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start.descend(0.1, Double.NaN, 5))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start.descend(0.1, 0, 5, 0, state -> {}))
                .withMessageContaining("every 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.startOn(1, new double[] {1, 0, 0}, new double[] {0, 1, 0}))
                .withMessageContaining("2 of 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FreeFeatures.classes(2, 2).decay(Double.NaN))
                .withMessageContaining("NaN");
    }

    @Test
    void divergenceInAnyParameterIsNamed() {
        // The first weight multiplies a feature that is 0 and has no gradient of its own, the other ones explode.
        FreeFeatures one = FreeFeatures.classes(1, 1).width(2).decay(1e-300, 1e-300);
        CollapseState start = one.startOn(1, new double[] {0, 1}, new double[] {0, -1});
        assertThatThrownBy(() -> start.descend(1e5, 0, 50))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("diverged at step");
    }
}
