package org.ridgeless.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ridgeless.linalg.Vectors;

/** The tasks of the labs: right answers pass, parts count, wrong routes are told from each other. */
class LabChecksTest {
    private static double ratio(double... s) {
        double largest = Arrays.stream(s).max().orElseThrow();
        return largest / Arrays.stream(s).filter(x -> x > 1e-12 * largest).min().orElseThrow();
    }

    @Test
    void aConditionNumberLeavesOutZeros() {
        ConditionNumberLab lab = ConditionNumberLab.of("ada");
        assertThat(lab.task1(LabChecksTest::ratio).share()).isEqualTo(1);
        Score first = lab.task1(s -> s[0] / s[s.length - 1]);
        assertThat(first.points(3)).isEqualTo(1);
        assertThat(first.toString()).contains("any order", "does not see");
        assertThatThrownBy(() -> lab.task1(s -> 0)).isInstanceOf(WrongAnswer.class);
    }

    @Test
    void aShapeHasTheConditionNumberThatIsAllowed() {
        ConditionNumberLab lab = ConditionNumberLab.of("ada");
        double root = (lab.allowed() - 1.0) / (lab.allowed() + 1);
        double few = lab.samples() * root * root;
        double many = lab.samples() / (root * root);
        assertThat(lab.task2(few, many).share()).isEqualTo(1);
        assertThat(lab.task2(few, few).toString()).contains("0.50 of 1", "other side");
        assertThat(lab.task2(root * root, many).toString()).contains("about d");
    }

    @Test
    void noiseIsAmplifiedByTheInverseWishartMean() {
        ConditionNumberLab lab = ConditionNumberLab.of("ada");
        int n = lab.samples();
        int d = lab.parameters();
        double noise = lab.variance() * n / (d - n - 1);
        double ratio = (10.0 * d - n - 1) / (d - n - 1);
        assertThat(lab.task3(noise, ratio).share()).isEqualTo(1);
        assertThat(lab.task3(noise, 10).toString()).contains("not |n − d|");
        assertThat(lab.task3(lab.variance() * n / (d - n), ratio).toString()).contains("inverse Wishart");
    }

    @Test
    void aMarginHasALabelAndNoLength() {
        MarginsLab lab = MarginsLab.of("ada");
        assertThat(lab.task1((w, x, y) -> y * Vectors.dot(w, x) / Vectors.norm(w))
                        .share())
                .isEqualTo(1);
        assertThat(lab.task1((w, x, y) -> Vectors.dot(w, x) / Vectors.norm(w)).points(3))
                .isEqualTo(2);
        assertThatThrownBy(() -> lab.task1((w, x, y) -> y * Vectors.dot(w, x))).hasMessageContaining("length of w");
    }

    @Test
    void aStepTurnsWithTheLabel() {
        MarginsLab lab = MarginsLab.of("ada");
        MarginsLab.Step right = (w, x, y, rate) -> Vectors.addScaled(w, rate * y * Math.exp(-y * Vectors.dot(w, x)), x);
        assertThat(lab.task2(right).share()).isEqualTo(1);
        MarginsLab.Step blind = (w, x, y, rate) -> Vectors.addScaled(w, rate * Math.exp(-y * Vectors.dot(w, x)), x);
        assertThat(lab.task2(blind).points(3)).isEqualTo(2);
        assertThatThrownBy(() -> lab.task2((w, x, y, rate) -> w)).hasMessageContaining("Nothing has moved");
    }

    @Test
    void theSlopeIsOneOverTheMarginOfOnesOwnData() {
        MarginsLab lab = MarginsLab.of("ada");
        double margin = org.ridgeless.margins.MaxMargin.l2(lab.data()).margin();
        assertThat(lab.task3(margin, 1 / margin).share()).isEqualTo(1);
        assertThat(lab.task3(margin, margin).toString()).contains("margin itself");
        double other =
                org.ridgeless.margins.MaxMargin.l2(MarginsLab.of("bob").data()).margin();
        assertThatThrownBy(() -> lab.task3(other, 1 / other)).isInstanceOf(WrongAnswer.class);
    }

    private static double arcCosine(double[] x, double[] z) {
        double lengths = Vectors.norm(x) * Vectors.norm(z);
        double theta = Math.acos(Math.max(-1, Math.min(1, Vectors.dot(x, z) / lengths)));
        return lengths * (Math.sin(theta) + (Math.PI - theta) * Math.cos(theta)) / (2 * Math.PI);
    }

    @Test
    void theKernelOfALayerIsTheArcCosineKernel() {
        RandomFeaturesLab lab = RandomFeaturesLab.of("ada");
        assertThat(lab.task1(LabChecksTest::arcCosine).share()).isEqualTo(1);
        assertThatThrownBy(() -> lab.task1((x, z) -> 2 * arcCosine(x, z))).hasMessageContaining("2π below");
        assertThatThrownBy(() -> lab.task1(Vectors::dot)).hasMessageContaining("linear layer");
    }

    @Test
    void deltaIsAFixedPoint() {
        RandomFeaturesLab lab = RandomFeaturesLab.of("ada");
        assertThat(lab.task2((s, n, features, ridge) -> iterated(20_000, s, n, features, ridge))
                        .share())
                .isEqualTo(1);
        assertThat(lab.task2((s, n, features, ridge) -> iterated(1, s, n, features, ridge))
                        .toString())
                .contains("one step from 0");
    }

    private static double iterated(int steps, double[] spectrum, int n, int features, double ridge) {
        double delta = 0;
        for (int i = 0; i < steps; i++) {
            double psi = (double) features / n / (1 + delta);
            delta = Arrays.stream(spectrum).map(s -> s / (psi * s + ridge)).sum() / n;
        }
        return delta;
    }
}
