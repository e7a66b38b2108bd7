package org.ridgeless.bounds.lipschitz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

class CertificateLawsTest {
    private static Matrix normal(int rows, int columns, long seed) {
        var sampler = ZigguratSampler.NormalizedGaussian.of(Seeds.of(seed).stream());
        return Matrix.wrap(sampler.samples((long) rows * columns).toArray(), rows, columns);
    }

    /** W₁φ(W₀x) in other units of inputs and outputs: the constant is theirs, and the proof as tight. */
    @ParameterizedTest
    @CsvSource({"1e-12, 1", "1, 1e-12", "1e-9, 1e-9", "1e9, 1e9", "1e12, 1e-12"})
    void theConstantScalesWithBothLayers(double inputs, double outputs) {
        Matrix inner = normal(6, 3, 1);
        Matrix outer = normal(2, 6, 2);
        LipschitzCertificate one = LipschitzCertificate.of(inner, outer);
        LipschitzCertificate other = LipschitzCertificate.of(inner.scaled(inputs), outer.scaled(outputs));
        assertThat(other.upper() / inputs / outputs).isCloseTo(one.upper(), within(1e-3 * one.upper()));
        assertThat(other.upper()).isBetween(other.lower(), other.lower() * (1 + 1e-3));
    }

    /** Rotated inputs and outputs, and hidden units in another order or with other positive scales, are the same function. */
    @Test
    void theConstantDoesNotDependOnCoordinates() {
        Matrix inner = normal(4, 2, 3);
        Matrix outer = normal(2, 4, 4);
        double expected = LipschitzCertificate.of(inner, outer).upper();
        double c = Math.cos(0.5);
        double s = Math.sin(0.5);
        Matrix turn = Matrix.of(new double[] {c, -s}, new double[] {s, c});
        assertThat(LipschitzCertificate.of(inner.times(turn), turn.times(outer)).upper())
                .isCloseTo(expected, within(1e-3 * expected));
        Matrix scales = Matrix.of(
                new double[] {0, 5, 0, 0}, new double[] {0.1, 0, 0, 0}, new double[] {0, 0, 0, 2}, new double[] {
                    0, 0, 1, 0
                });
        Matrix back = Matrix.of(
                new double[] {0, 10, 0, 0}, new double[] {0.2, 0, 0, 0}, new double[] {0, 0, 0, 1}, new double[] {
                    0, 0, 0.5, 0
                });
        assertThat(LipschitzCertificate.of(scales.times(inner), outer.times(back))
                        .upper())
                .isCloseTo(expected, within(1e-3 * expected));
    }

    /** x + φ(x) − φ(x) … : S = I with one unit that subtracts: |1 − slope| ≤ 1. */
    @Test
    void aSkipConnectionIsPartOfTheFunction() {
        Matrix one = Matrix.of(new double[] {1});
        assertThat(LipschitzCertificate.of(one, one, one).upper()).isCloseTo(2, within(2e-3));
        assertThat(LipschitzCertificate.of(one, one.scaled(-1), one).upper()).isCloseTo(1, within(2e-3));
        assertThat(LipschitzCertificate.of(one, one.scaled(-3), one).upper()).isCloseTo(2, within(3e-3));
    }

    /** No pair of points is farther apart in the image than the certificate allows, for any slopes in [0, 1]. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void noPairOfPointsBreaksTheBound(int seed) {
        Matrix inner = normal(5, 3, seed);
        Matrix outer = normal(2, 5, 10 + seed);
        double upper = LipschitzCertificate.of(inner, outer).upper();
        var random = ZigguratSampler.NormalizedGaussian.of(Seeds.of(seed).stream());
        for (int pair = 0; pair < 200; pair++) {
            double[] x = random.samples(3).toArray();
            double[] y = random.samples(3).toArray();
            double image = Vectors.norm(Vectors.subtract(relu(inner, outer, x), relu(inner, outer, y)));
            assertThat(image).isLessThanOrEqualTo(upper * Vectors.norm(Vectors.subtract(x, y)));
        }
    }

    private static double[] relu(Matrix inner, Matrix outer, double[] x) {
        return outer.times(Vectors.map(inner.times(x), v -> Math.max(v, 0)));
    }

    /** Two units with the same weights act as one of their sum: every pattern on is the product of the matrices. */
    @Test
    void patternsRunFromNoneToTheProduct() {
        Matrix inner = Matrix.of(new double[] {1, 2}, new double[] {1, 2});
        Matrix outer = Matrix.of(new double[] {3, 4});
        assertThat(ReluSlopes.everyPattern(inner, outer)).isCloseTo(7 * Math.sqrt(5), within(1e-13));
        assertThat(ReluSlopes.sampled(inner, outer, 20, Seeds.of(1).stream()))
                .isCloseTo(7 * Math.sqrt(5), within(1e-13));
        // Opposite units are never on together: the better of both.
        Matrix opposed = Matrix.of(new double[] {1, 2}, new double[] {-1, -2});
        assertThat(ReluSlopes.sampled(opposed, outer, 50, Seeds.of(1).stream()))
                .isCloseTo(4 * Math.sqrt(5), within(1e-13));
        assertThat(ReluSlopes.sampled(opposed, outer, 0, Seeds.of(1).stream())).isZero();
    }

    /** Rosenbrock's valley has its minimum at (1, 1); a domain that ends is not left. */
    @Test
    void quasiNewtonStepsFindTheFloorOfTheValley() {
        double[] x = Minimizer.minimize(
                (w, g) -> {
                    double bend = w[1] - w[0] * w[0];
                    g[0] = -400 * w[0] * bend - 2 * (1 - w[0]);
                    g[1] = 200 * bend;
                    return 100 * bend * bend + (1 - w[0]) * (1 - w[0]);
                },
                new double[] {-1.2, 1},
                1e-10,
                500);
        assertThat(x).containsExactly(new double[] {1, 1}, within(1e-8));
        double[] bounded = Minimizer.minimize(
                (w, g) -> {
                    g[0] = 1 - 1 / w[0];
                    return w[0] > 0 ? w[0] - Math.log(w[0]) : Double.POSITIVE_INFINITY;
                },
                new double[] {1e-2},
                1e-12,
                100);
        assertThat(bounded[0]).isCloseTo(1, within(1e-10));
    }

    /** Sorting a group of n: its sum and its multiset stay, and it never takes points apart. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void sortingIsAContractionThatKeepsSums(int group) {
        GroupSort sort = new GroupSort(group);
        var random = ZigguratSampler.NormalizedGaussian.of(Seeds.of(group).stream());
        double[] free = {0, 0.7, -1.3, 2};
        for (int draw = 0; draw < 100; draw++) {
            double[] x = random.samples(2L * group).toArray();
            double[] y = random.samples(2L * group).toArray();
            assertThat(Vectors.sum(sort.apply(x))).isCloseTo(Vectors.sum(x), within(1e-13));
            double before = Vectors.squares(Vectors.subtract(x, y));
            double after = Vectors.squares(Vectors.subtract(sort.apply(x), sort.apply(y)));
            assertThat(after).isLessThanOrEqualTo(before + 1e-13);
            // γ, ν and τ are free, as they multiply what sums cancel.
            assertThat(sort.constraint(x, y, free, free)).isCloseTo(0, within(1e-12));
            double[] weighted = {2, 0.7, -1.3, 2};
            assertThat(sort.constraint(x, y, weighted, weighted)).isCloseTo(2 * (before - after), within(1e-12));
        }
    }
}
