package org.ridgeless.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.lapack.SingularValues;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.random.Seeds;

/** Every optimizer against its formula, written out with plain arrays, or against what theory says of it. */
class OptimizerTest {
    private static final Data DATA = Data.separable(20, 3).gap(0.3).seed(1);
    private static final Net NET = Nets.tanh(3, 5, 4, 1).biased().seed(2);
    private static final double RATE = 0.03;
    private static final int STEPS = 9;

    /** w(t + 1) from w(t), the gradient and t. */
    private interface Reference {
        double[] step(double[] w, double[] g, int t);
    }

    private static void assertFollows(Optimizer optimizer, Reference reference) {
        Risk risk = Risk.of(NET, DATA, Loss.LOGISTIC);
        double[] w = NET.parameters();
        for (int t = 0; t < STEPS; t++) {
            w = reference.step(w, risk.gradient(w), t);
        }
        Run run = Descent.of(NET, DATA)
                .loss(Loss.LOGISTIC)
                .rate(RATE)
                .optimizer(optimizer)
                .run(STEPS);
        assertThat(run.net().parameters()).containsExactly(w, within(1e-13));
    }

    private static double[] map(double[] w, java.util.function.IntToDoubleFunction entry) {
        double[] result = new double[w.length];
        Arrays.setAll(result, entry);
        return result;
    }

    @Test
    void aStepWithinAReachKeepsItsDirectionAndIsNoLonger() {
        double most = 1e-3;
        assertFollows(Optimizer.gradientDescent().within("a ball", (w, direction) -> most), (w, g, t) -> {
            double length = RATE * Math.sqrt(Arrays.stream(g).map(x -> x * x).sum());
            assertThat(length).isGreaterThan(most);
            return map(w, i -> w[i] - RATE * g[i] * most / length);
        });
        assertFollows(
                Optimizer.gradientDescent().within("everything", (w, direction) -> Double.POSITIVE_INFINITY),
                (w, g, t) -> map(w, i -> w[i] - RATE * g[i]));
    }

    @Test
    void adamIsAlgorithmOneOfItsPaper() {
        double[] m = new double[NET.parameterCount()];
        double[] v = new double[NET.parameterCount()];
        assertFollows(Optimizer.adam(0.8, 0.95, 1e-6), (w, g, t) -> {
            for (int i = 0; i < w.length; i++) {
                m[i] = 0.8 * m[i] + 0.2 * g[i];
                v[i] = 0.95 * v[i] + 0.05 * g[i] * g[i];
            }
            return map(
                    w,
                    i -> w[i]
                            - RATE
                                    * (m[i] / (1 - Math.pow(0.8, t + 1)))
                                    / (Math.sqrt(v[i] / (1 - Math.pow(0.95, t + 1))) + 1e-6));
        });
    }

    @Test
    void adamWithoutEpsilonLeavesAParameterWithoutGradientWhereItIs() {
        Data data = Data.of(new double[][] {{1, 0}, {-2, 0}}, new double[] {1, -1});
        Run run = Descent.of(Nets.linear(2, 1).withParameters(0.5, 0.25), data)
                .loss(Loss.LOGISTIC)
                .rate(RATE)
                .optimizer(Optimizer.adam(0.9, 0.999, 0))
                .run(20);
        assertThat(run.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(run.net().parameters()[0]).isGreaterThan(0.5 + 10 * RATE);
        assertThat(run.net().parameters()[1]).isEqualTo(0.25);
    }

    @Test
    void theFirstStepOfAdamIsThatOfTheSign() {
        Descent descent = Descent.of(NET, DATA).loss(Loss.LOGISTIC).rate(RATE);
        double[] adam =
                descent.optimizer(Optimizer.adam(0.9, 0.999, 0)).run(1).net().parameters();
        double[] sign = descent.optimizer(Optimizer.sign()).run(1).net().parameters();
        assertThat(adam).containsExactly(sign, within(1e-15));
    }

    @Test
    void decoupledDecayShrinksByTheSameFactorEverywhere() {
        Descent descent = Descent.of(NET, DATA).loss(Loss.LOGISTIC).rate(RATE);
        double[] with = descent.optimizer(Optimizer.adamW(0.7)).run(1).net().parameters();
        double[] without = descent.optimizer(Optimizer.adam()).run(1).net().parameters();
        double[] w = NET.parameters();
        assertThat(with).containsExactly(map(w, i -> without[i] - RATE * 0.7 * w[i]), within(1e-15));
    }

    @Test
    void signAndNormalizedStepsHaveTheLengthOfTheRate() {
        assertFollows(Optimizer.sign(), (w, g, t) -> map(w, i -> w[i] - RATE * Math.signum(g[i])));
        assertFollows(Optimizer.normalized(), (w, g, t) -> {
            double norm = Math.sqrt(Arrays.stream(g).map(e -> e * e).sum());
            return map(w, i -> w[i] - RATE * g[i] / norm);
        });
        assertFollows(Optimizer.normalizedBlocks(), (w, g, t) -> {
            double[] next = w.clone();
            for (Block block : NET.architecture().blocks()) {
                double norm = Math.sqrt(Arrays.stream(g, block.offset(), block.end())
                        .map(e -> e * e)
                        .sum());
                for (int i = block.offset(); i < block.end(); i++) {
                    next[i] -= RATE * g[i] / norm;
                }
            }
            return next;
        });
    }

    @Test
    void normalizedStepsSurviveGradientsWhoseSquaresUnderflow() {
        double[] w = {0, 0};
        new NormalizedUpdate(2).move(w, new double[] {3e-200, 4e-200}, 1);
        assertThat(w).containsExactly(new double[] {-0.6, -0.8}, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.95})
    void muonIsMomentumThroughNewtonSchulz(double beta) {
        double[] m = new double[NET.parameterCount()];
        assertFollows(Optimizer.muon(beta), (w, g, t) -> {
            double[] next = w.clone();
            for (int i = 0; i < m.length; i++) {
                m[i] = beta * m[i] + g[i];
            }
            for (Block block : NET.architecture().blocks()) {
                double[][] matrix = new double[block.columns()][block.rows()];
                for (int i = 0; i < block.rows(); i++) {
                    for (int j = 0; j < block.columns(); j++) {
                        int at = block.offset() + i * block.columns() + j;
                        matrix[j][i] = g[at] + beta * m[at];
                    }
                }
                double[][] step = orthogonalized(matrix);
                double scale = block.role() == Block.Role.BIAS
                        ? 1
                        : Math.sqrt(Math.max(1, (double) block.columns() / block.rows()));
                for (int i = 0; i < block.rows(); i++) {
                    for (int j = 0; j < block.columns(); j++) {
                        next[block.offset() + i * block.columns() + j] -= RATE * scale * step[j][i];
                    }
                }
            }
            return next;
        });
    }

    private static double[][] orthogonalized(double[][] g) {
        double norm = Math.sqrt(
                Arrays.stream(g).flatMapToDouble(Arrays::stream).map(e -> e * e).sum());
        double[][] x = scaled(g, 1 / norm);
        if (g.length == 1 || g[0].length == 1) {
            return x;
        }
        for (int k = 0; k < 5; k++) {
            double[][] a = product(x, transposed(x));
            double[][] polynomial = sum(scaled(a, -4.7750), scaled(product(a, a), 2.0315));
            x = sum(scaled(x, 3.4445), product(polynomial, x));
        }
        return x;
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] c = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }

    private static double[][] transposed(double[][] a) {
        double[][] t = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < t.length; j++) {
                t[j][i] = a[i][j];
            }
        }
        return t;
    }

    private static double[][] scaled(double[][] a, double factor) {
        return Arrays.stream(a).map(row -> map(row, j -> factor * row[j])).toArray(double[][]::new);
    }

    private static double[][] sum(double[][] a, double[][] b) {
        double[][] c = new double[a.length][];
        Arrays.setAll(c, i -> map(a[i], j -> a[i][j] + b[i][j]));
        return c;
    }

    @Test
    void muonBringsAllSingularValuesCloseToOne() {
        Net net = Nets.linear(30, 20).seed(3);
        UniformRandomProvider stream = Seeds.of(5).stream();
        double[][] x = new double[40][30];
        double[][] y = new double[40][20];
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 30; j++) {
                x[i][j] = stream.nextDouble() - 0.5;
            }
            for (int j = 0; j < 20; j++) {
                y[i][j] = 10 * stream.nextDouble() - 5;
            }
        }
        double[] before = net.parameters();
        double[] after = Descent.of(net, Data.regression(x, y))
                .loss(Loss.SQUARE)
                .rate(1)
                .optimizer(Optimizer.muon(0))
                .run(1)
                .net()
                .parameters();
        double[] step = map(before, i -> after[i] - before[i]);
        double[] s = SingularValues.of(step, 30, 20);
        assertThat(s[0]).isBetween(0.9, 1.25);
        assertThat(s[19]).isGreaterThan(0.6);
    }

    // ---- quadratics: L = Σ λ_i (w_i − w*_i)² / 2 from n = d samples √(n λ_i) e_i

    private static Data quadratic(double[] lambda, double... minimizer) {
        int d = lambda.length;
        double[][] x = new double[d][d];
        double[][] y = new double[d][1];
        for (int i = 0; i < d; i++) {
            x[i][i] = Math.sqrt(d * lambda[i]);
            y[i][0] = x[i][i] * minimizer[i];
        }
        return Data.regression(x, y);
    }

    private static Descent onQuadratic(double[] lambda, double... minimizer) {
        Net net = Nets.linear(lambda.length, 1);
        double[] start = new double[lambda.length];
        Arrays.fill(start, 1.0);
        return Descent.of(net.withParameters(start), quadratic(lambda, minimizer))
                .loss(Loss.SQUARE);
    }

    @Test
    void heavyBallOnAQuadraticIsItsLinearRecurrence() {
        double lambda = 2;
        double eta = 0.3;
        double beta = 0.6;
        double[] w = onQuadratic(new double[] {lambda}, 0)
                .rate(eta)
                .optimizer(Optimizer.heavyBall(beta))
                .run(25)
                .net()
                .parameters();
        // Roots of z² − (1 + β − ηλ) z + β, here a complex pair r e^{±iθ}, with w_0 = w_{−1} = 1.
        double trace = 1 + beta - eta * lambda;
        double r = Math.sqrt(beta);
        double theta = Math.acos(trace / (2 * r));
        double b = (trace - beta - r * Math.cos(theta)) / (r * Math.sin(theta));
        assertThat(w[0]).isCloseTo(Math.pow(r, 25) * (Math.cos(25 * theta) + b * Math.sin(25 * theta)), within(1e-13));
    }

    @Test
    void momentumRaisesTheLargestStableStepToItsClosedForm() {
        double beta = 0.8;
        double lambda = 3;
        assertThreshold(Optimizer.gradientDescent(), 2 / lambda);
        assertThreshold(Optimizer.heavyBall(beta), 2 * (1 + beta) / lambda);
        assertThreshold(Optimizer.nesterov(beta), 2 * (1 + beta) / ((1 + 2 * beta) * lambda));
    }

    private static void assertThreshold(Optimizer optimizer, double threshold) {
        Descent descent = onQuadratic(new double[] {3}, 0).optimizer(optimizer);
        double below = descent.rate(0.99 * threshold).run(3000).net().parameters()[0];
        double above = descent.rate(1.01 * threshold).run(3000).net().parameters()[0];
        assertThat(Math.abs(below)).as(optimizer.toString()).isLessThan(1e-3);
        assertThat(Math.abs(above)).as(optimizer.toString()).isGreaterThan(1e3);
    }

    @Test
    void halpernFindsTheMinimizerOfLeastNormWhereDescentKeepsTheNullSpace() {
        Descent descent = onQuadratic(new double[] {1, 0.5, 0}, 3, -2, 0).rate(1);
        double[] plain = descent.run(10_000).net().parameters();
        assertThat(plain).containsExactly(new double[] {3, -2, 1}, within(1e-12));
        Descent halpern = descent.optimizer(Optimizer.halpern());
        double[] w = halpern.run(10_000).net().parameters();
        // The component in the null space is multiplied by Π (1 − 1/(t + 2)) = 1/(steps + 1).
        assertThat(w[2]).isCloseTo(1.0 / 10_001, within(1e-12));
        double error = Math.hypot(Math.hypot(w[0] - 3, w[1] + 2), w[2]);
        double[] early = halpern.run(1000).net().parameters();
        double earlyError = Math.hypot(Math.hypot(early[0] - 3, early[1] + 2), early[2]);
        assertThat(Math.log10(earlyError / error)).isCloseTo(1, within(0.01));
        double[] anchored =
                descent.optimizer(Optimizer.halpern(0, 0, 5)).run(100_000).net().parameters();
        assertThat(anchored).containsExactly(new double[] {3, -2, 5}, within(1e-3));
    }

    @Test
    void langevinHasTheStationaryVarianceOfItsDiscretization() {
        // w ← (1 − ηλ) w + √(2ηT) ξ has the variance T / (λ (1 − ηλ/2)), not the T/λ of the continuous process.
        double[] lambda = {1, 2, 4};
        double eta = 0.2;
        double temperature = 0.7;
        Probe squares = Probe.numbers(
                "squares",
                state -> map(new double[3], i -> {
                    double w = state.net().parameters()[i];
                    return w * w;
                }));
        int steps = 200_000;
        Run run = onQuadratic(lambda, 0, 0, 0)
                .rate(eta)
                .temperature(temperature)
                .seed(3)
                .record(squares)
                .at(Times.every(5))
                .run(steps);
        for (int i = 0; i < 3; i++) {
            double mean =
                    Arrays.stream(run.values(squares, i)).skip(100).average().orElseThrow();
            double expected = temperature / (lambda[i] * (1 - eta * lambda[i] / 2));
            // Correlations a^{2k} of the squares at lag k, a = (1 − ηλ)^5 between records.
            double a = Math.pow(1 - eta * lambda[i], 10);
            double error = expected * Math.sqrt(2 / (steps / 5.0) * (1 + a) / (1 - a));
            assertThat(mean).isCloseTo(expected, within(4 * error));
            assertThat(4 * error).isLessThan(0.5 * (expected - temperature / lambda[i]));
        }
    }

    @Test
    void clippedGradientsAreAtMostOfTheGivenNorm() {
        Descent descent = Descent.of(NET, DATA).loss(Loss.LOGISTIC).rate(RATE);
        double[] w = NET.parameters();
        double[] shortened = descent.clip(0.01).run(1).net().parameters();
        double length = Math.sqrt(
                Arrays.stream(map(w, i -> shortened[i] - w[i])).map(e -> e * e).sum());
        assertThat(length).isCloseTo(0.01 * RATE, within(1e-16));
        assertThat(descent.clip(1e9).run(5).net().parameters())
                .containsExactly(descent.run(5).net().parameters(), within(1e-15));
    }

    @Test
    void schedulesMultiplyTheStep() {
        Descent descent = onQuadratic(new double[] {1}, 0).rate(0.5);
        Schedule schedule = Schedule.warmUp(4).then(4, Schedule.drops(0.1, 2));
        double expected = 1;
        double[] factors = {0.25, 0.5, 0.75, 1, 1, 1, 0.1, 0.1};
        for (double factor : factors) {
            expected *= 1 - 0.5 * factor;
        }
        Run run = descent.schedule(schedule).run(8);
        assertThat(run.net().parameters()[0]).isCloseTo(expected, within(1e-15));
        assertThat(run.logTimes()[run.logTimes().length - 1]).isCloseTo(Math.log(0.5 * 4.7), within(1e-14));
        assertThat(Schedule.cosine(10).factor(5)).isCloseTo(0.5, within(1e-15));
        assertThat(Schedule.power(0.5, 1).factor(3)).isEqualTo(0.5);
        assertThatThrownBy(() -> descent.schedule(t -> 1.0 - t).run(8))
                .hasMessageContaining("-1.0")
                .hasMessageContaining("step 2");
    }

    @Test
    void settingsThatMakeNoSenseAreNamed() {
        assertThatThrownBy(() -> Optimizer.heavyBall(1))
                .hasMessageContaining("β < 1")
                .hasMessageContaining("1.0");
        assertThatThrownBy(() -> Optimizer.adam(0.9, -1, 0)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> Optimizer.adamW(-2)).hasMessageContaining("-2.0");
        Descent descent = Descent.of(NET, DATA).loss(Loss.LOGISTIC).rate(RATE);
        assertThatThrownBy(() -> descent.optimizer(Optimizer.halpern(1, 2)))
                .hasMessageContaining("49 parameters")
                .hasMessageContaining("2");
        assertThatThrownBy(() -> descent.clip(0)).hasMessageContaining("0.0");
        assertThatThrownBy(() -> descent.temperature(-1)).hasMessageContaining("-1.0");
        assertThatThrownBy(
                        () -> descent.temperature(1).optimizer(Optimizer.adam()).run(1))
                .hasMessageContaining("Adam");
        assertThatThrownBy(() -> descent.lossScaled().clip(1).run(1)).hasMessageContaining("loss-scaled");
    }
}
