package org.ridgeless.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Affine;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Dense;
import org.ridgeless.nets.layers.Elementwise;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.nets.layers.Standardize;

class FeedbackTest {
    private static final Data DATA = Data.separable(20, 3).gap(0.3).seed(1);

    private static Stream<Feedback> kinds() {
        return Stream.of(Feedback.RANDOM, Feedback.UNIFORM_SIGN, Feedback.FIXED_MAGNITUDE, Feedback.FRESH_MAGNITUDE);
    }

    @Test
    void theCosineWithGaussianWeightsIsThatOfTheirSigns() {
        Net net = Nets.relu(300, 300, 300).seed(4);
        assertThat(Feedback.UNIFORM_SIGN.cosine(net, 1)).isCloseTo(Math.sqrt(2 / Math.PI), within(0.005));
        assertThat(Feedback.FRESH_MAGNITUDE.cosine(net, 1)).isCloseTo(2 / Math.PI, within(0.005));
        assertThat(Feedback.concordance(0.75).cosine(net, 1)).isCloseTo(1 / Math.PI, within(0.01));
        assertThat(Feedback.RANDOM.cosine(net, 1)).isCloseTo(0, within(0.01));
        assertThatThrownBy(() -> Feedback.concordance(1.5)).hasMessageContaining("got 1.5");
    }

    @Test
    void withoutFeedbackTheLastLayerLearnsAlone() {
        Net net = Nets.relu(3, 7, 5, 1).seed(5);
        double[] after = Descent.of(net, DATA)
                .loss(Loss.SQUARE)
                .rate(0.1)
                .feedback(Feedback.NONE)
                .run(10)
                .net()
                .parameters();
        double[] before = net.parameters();
        int last = net.architecture().weights().get(2).offset();
        assertThat(Arrays.copyOf(after, last)).containsExactly(Arrays.copyOf(before, last));
        assertThat(after[last]).isNotEqualTo(before[last]);
    }

    @Test
    void gainsOfANormalizationStayTheirOwn() {
        Net net = Nets.chain(
                        Dense.of(3, 8, Activations.LINEAR),
                        new Standardize(8, 1e-5, Standardize.Over.BATCH),
                        new Affine(8, true),
                        new Elementwise(8, Activations.RELU),
                        Dense.of(8, 1, Activations.LINEAR))
                .seed(3);
        Descent descent = Descent.of(net, DATA).loss(Loss.LOGISTIC).rate(0.2);
        Run run = descent.feedback(Feedback.UNIFORM_SIGN).record(Probe.error()).run(500);
        double[] error = run.values(Probe.error());
        assertThat(error[error.length - 1]).isZero();
        assertThatThrownBy(() -> Descent.of(Nets.tree(Activations.TANH, 4, 3), Data.separable(9, 4))
                        .feedback(Feedback.NONE))
                .hasMessageContaining("needs dense layers");
    }

    @Test
    void uniformSignsWithEqualMagnitudesAreBackpropagation() {
        Net drawn = Nets.tanh(3, 6, 1).seed(2);
        double[] w = drawn.parameters();
        for (Block block : drawn.architecture().weights()) {
            for (int i = block.offset(); i < block.end(); i++) {
                w[i] = 0.4 * Math.signum(w[i]);
            }
        }
        Descent descent =
                Descent.of(drawn.withParameters(w), DATA).loss(Loss.LOGISTIC).rate(0.1);
        double[] signs = descent.feedback(Feedback.UNIFORM_SIGN).run(1).net().parameters();
        assertThat(signs).containsExactly(descent.run(1).net().parameters(), within(1e-15));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theLastLayerLearnsFromTheTrueErrorAndTheFirstThroughTheOtherMatrices(Feedback kind) {
        Net net = Nets.relu(3, 7, 1).seed(5);
        double rate = 0.1;
        double[] before = net.parameters();
        double[] after = Descent.of(net, DATA)
                .loss(Loss.SQUARE)
                .rate(rate)
                .feedback(kind)
                .seed(9)
                .run(1)
                .net()
                .parameters();
        double[] g = Risk.of(net, DATA, Loss.SQUARE).gradient(before);
        List<Block> blocks = net.architecture().weights();
        for (int i = blocks.get(1).offset(); i < blocks.get(1).end(); i++) {
            assertThat(after[i]).isCloseTo(before[i] - rate * g[i], within(1e-14));
        }
        // One output and no bias: the gradient of hidden unit j is B_j / W_j times the true one, for every input alike.
        for (int j = 0; j < 7; j++) {
            double ratio = (before[j] - after[j]) / (rate * g[j]);
            for (int p = 1; p < 3; p++) {
                assertThat((before[p * 7 + j] - after[p * 7 + j]) / (rate * g[p * 7 + j]))
                        .isCloseTo(ratio, within(1e-9 * Math.abs(ratio)));
            }
            if (kind != Feedback.RANDOM) {
                assertThat(ratio).as("signs agree").isPositive();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void feedbackLearnsToSeparate(Feedback kind) {
        Run run = Descent.of(Nets.relu(3, 40, 1).biased().seed(5), DATA)
                .loss(Loss.LOGISTIC)
                .rate(0.1)
                .feedback(kind)
                .record(Probe.error())
                .run(3000);
        double[] error = run.values(Probe.error());
        assertThat(error[error.length - 1]).isZero();
    }

    @Test
    void randomFeedbackAlignsTheWeightsWithItself() {
        // Lillicrap et al. (2016): the angle between the true and the sent error falls below 90°.
        Net net = Nets.linear(3, 20, 1).init(Init.gaussian(0.01)).seed(5);
        Descent descent = Descent.of(net, DATA).loss(Loss.SQUARE).rate(0.05).feedback(Feedback.RANDOM);
        assertThat(cosine(descent, net)).isLessThan(0.6);
        assertThat(cosine(descent, descent.run(3000).net())).isGreaterThan(0.9);
    }

    /** Between the last layer's weights and the matrix that stands in for them. */
    private static double cosine(Descent descent, Net net) {
        Block last = net.architecture().weights().get(1);
        Feedback.Weights weights = new Feedback.Weights(
                Feedback.RANDOM,
                net.architecture(),
                Nets.linear(3, 20, 1).init(Init.gaussian(0.01)).seed(5).parameters(),
                org.ridgeless.random.Seeds.of(0));
        double[] b = weights.at(net.parameters());
        double[] w = net.parameters();
        double dot = Vectors.dot(b, w, last.offset(), last.end());
        return dot
                / Math.sqrt(
                        Vectors.squares(b, last.offset(), last.end()) * Vectors.squares(w, last.offset(), last.end()));
    }
}
