package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SupportFlowTest {
    @Test
    void withoutNoiseItIsGradientFlowWhichConservesTheImbalance() {
        double[][] w = {{0.3, -0.2}, {0.5, 0.4}};
        double[] a = {0.7, -0.4};
        double before = w[0][0] * w[0][0] + w[0][1] * w[0][1] - a[0] * a[0];
        SupportFlow.withoutNoise(new double[] {1, 0}).advance(w, a, 60);
        assertThat(a[0] * w[0][0] + a[1] * w[1][0]).isCloseTo(1, within(1e-9));
        assertThat(a[0] * w[0][1] + a[1] * w[1][1]).isCloseTo(0, within(1e-9));
        assertThat(w[0][0] * w[0][0] + w[0][1] * w[0][1] - a[0] * a[0]).isCloseTo(before, within(2e-3));
    }

    @Test
    void aDirectionThatNothingUsesShrinksAtTheRate() {
        // ‖a‖² = 1, ‖w₁‖² = 1 and ‖w₂‖² = 0, with η = 0.02 and b = 2: q = (0.02, 0.01), m = 1/(1 − 1.5 q).
        double[][] w = {{1, 0}, {0, 1e-6}};
        double[] a = {1, 0};
        SupportFlow flow = SupportFlow.of(new double[] {1, 0}, 0.02, 2, new double[][] {{0.5, 0}, {0, 0.5}});
        double excess = (0.02 / 0.97 + 0.01 / 0.985) / 2;
        assertThat(flow.excess(w, a)).isCloseTo(excess, within(1e-12));
        double expected = 0.02 * 0.5 / (4 * 0.985 * (1 - excess));
        assertThat(flow.rates(w, a)[1][1]).isCloseTo(expected, within(1e-12));
        double trace = flow.rates(w, a)[0][0] + flow.rates(w, a)[1][1];
        flow.advance(w, a, 0.05);
        assertThat(Math.log(1e-6 / w[1][1])).isCloseTo(0.05 * expected * (1 - trace), within(1e-7));
    }

    @Test
    void unusedDirectionsShrinkAsTheEigenvectorsOfTheNoise() {
        // Γ has the eigenvalues 0.8 along (1, 1) and 0.2 along (1, −1); a mean of them, 0.5, is right for neither.
        double[][] noise = {{0.5, 0, 0}, {0, 0.5, 0.3}, {0, 0.3, 0.5}};
        SupportFlow flow = SupportFlow.of(new double[] {1, 0, 0}, 0.02, 2, noise);
        double[] rates = new double[2];
        for (int sign = 1; sign >= -1; sign -= 2) {
            double[][] w = {{1, 0, 0}, {0, 1e-6, sign * 1e-6}};
            double[] a = {1, 0};
            flow.advance(w, a, 0.05);
            rates[sign > 0 ? 0 : 1] = Math.log(1e-6 / w[1][1]);
            assertThat(w[1][2] / w[1][1]).isCloseTo(sign, within(1e-12));
        }
        assertThat(rates[0] / rates[1]).isCloseTo(4, within(1e-6));
    }

    /**
     * SGD on fresh samples with 10 inputs and two hidden units, from weights of rank one but for a small part across. Across its
     * mean the second layer wanders, which takes back tr R / ‖a‖² of the rate: here a tenth.
     */
    @Test
    void theWanderingOfTheSecondLayerSlowsTheShrinking() {
        int inputs = 10;
        int batch = 4;
        double rate = 0.025;
        int steps = 16_000;
        double size = Math.pow(inputs, -0.25);
        double[] target = new double[inputs];
        target[0] = 1;
        double[][] noise = new double[inputs][inputs];
        double[][] first = new double[2][inputs];
        first[0][0] = 1 / size;
        for (int j = 0; j < inputs; j++) {
            noise[j][j] = 1;
            first[1][j] = j == 0 ? 0 : 1e-3;
        }
        double simulated = 0;
        int runs = 20;
        for (int run = 0; run < runs; run++) {
            simulated += shrinking(new SplittableRandom(run), first, size, rate, batch, steps) / runs;
        }
        SupportFlow flow = SupportFlow.of(target, rate, batch, noise);
        double[][] w = {first[0].clone(), first[1].clone()};
        double[] a = {size, 0};
        double[][] r = flow.rates(w, a);
        double slower = 1 - inputs * r[1][1] / (size * size);
        flow.advance(w, a, rate * steps);
        double predicted = Math.log(across(first, new double[] {size, 0}) / across(w, a));
        assertThat(simulated / predicted).isCloseTo(1, within(0.02));
        assertThat(slower).isLessThan(0.92);
    }

    private static double shrinking(
            SplittableRandom random, double[][] first, double size, double rate, int batch, int steps) {
        int inputs = first[0].length;
        double[][] w = {first[0].clone(), first[1].clone()};
        double[] a = {size, 0};
        double[] x = new double[inputs];
        double[] g = new double[inputs];
        for (int step = 0; step < steps; step++) {
            Arrays.fill(g, 0);
            for (int sample = 0; sample < batch; sample++) {
                double error = random.nextGaussian();
                for (int j = 0; j < inputs; j++) {
                    x[j] = random.nextGaussian();
                    error += (a[0] * w[0][j] + a[1] * w[1][j] - (j == 0 ? 1 : 0)) * x[j];
                }
                for (int j = 0; j < inputs; j++) {
                    g[j] += error * x[j] / batch;
                }
            }
            for (int k = 0; k < 2; k++) {
                double along = 0;
                for (int j = 0; j < inputs; j++) {
                    along += w[k][j] * g[j];
                    w[k][j] -= rate * a[k] * g[j];
                }
                a[k] -= rate * along;
            }
        }
        return Math.log(across(first, new double[] {size, 0}) / across(w, a));
    }

    /** The norm of the unused columns across the second layer. */
    private static double across(double[][] w, double[] a) {
        double squares = 0;
        for (int j = 1; j < w[0].length; j++) {
            double across = (w[1][j] * a[0] - w[0][j] * a[1]) / Math.hypot(a[0], a[1]);
            squares += across * across;
        }
        return Math.sqrt(squares);
    }

    @Test
    void oneStepChangesTheImbalanceAsTheLawSays() {
        // W⁺ = W − η a gᵀ and a⁺ = a − η W g with a single hidden unit: w² − a² changes by η²(|g|²a² − (w·g)²).
        double[] w = {0.3, -0.7};
        double a = 0.9;
        double[] g = {0.2, 0.5};
        double along = w[0] * g[0] + w[1] * g[1];
        double first = w[0] - 0.1 * a * g[0];
        double second = w[1] - 0.1 * a * g[1];
        double after = first * first + second * second - Math.pow(a - 0.1 * along, 2);
        double law = 0.01 * ((0.04 + 0.25) * 0.81 - along * along);
        assertThat(after - (0.09 + 0.49 - 0.81)).isCloseTo(law, within(1e-15));
    }

    @Test
    void whereTheSecondMomentsDivergeThereIsNoRate() {
        SupportFlow flow = SupportFlow.of(new double[] {1}, 0.6, 1, new double[][] {{0.5}});
        assertThatThrownBy(() -> flow.rates(new double[][] {{1}}, new double[] {1}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("diverge");
    }
}
