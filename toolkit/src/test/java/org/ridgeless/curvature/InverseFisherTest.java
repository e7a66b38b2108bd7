package org.ridgeless.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.random.Seeds;

class InverseFisherTest {
    private static final int P = 300;
    private static final int M = 64;
    private static final double DAMPING = 1e-3;

    private static double[][] gradients(int rows, long seed) {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(seed).stream());
        double[][] g = new double[rows][];
        for (int i = 0; i < rows; i++) {
            g[i] = normal.samples(P).toArray();
        }
        return g;
    }

    private static double[] dense(double[][] g) {
        double[] f = new double[P * P];
        for (double[] row : g) {
            for (int i = 0; i < P; i++) {
                for (int j = 0; j < P; j++) {
                    f[i * P + j] += row[i] * row[j] / g.length;
                }
            }
        }
        for (int i = 0; i < P; i++) {
            f[i * P + i] += DAMPING;
        }
        return f;
    }

    private static double relative(double[] got, double[] exact) {
        return Vectors.norm(Vectors.subtract(got, exact)) / Vectors.norm(exact);
    }

    @Test
    void productsAndDiagonalAreThoseOfTheDenseInverse() {
        double[][] g = gradients(M, 1);
        double[] x = gradients(1, 2)[0];
        Cholesky exact = Cholesky.of(dense(g), P);
        InverseFisher inverse = InverseFisher.of(g, DAMPING);
        assertThat(relative(inverse.times(x), exact.solve(x))).isLessThan(1e-11);
        double[] all = exact.inverse();
        double[] diagonal = inverse.diagonal();
        double[] scores = inverse.pruningScores(x);
        for (int i = 0; i < P; i++) {
            assertThat(diagonal[i]).isCloseTo(all[i * P + i], within(1e-11 * all[i * P + i]));
            assertThat(scores[i]).isCloseTo(x[i] * x[i] / 2 / all[i * P + i], within(1e-10 * scores[i] + 1e-300));
        }
    }

    /** The rank-one recursion v_i = F⁻¹_{i−1} g_i of the paper, equations (4) and (5). */
    @Test
    void productsAreThoseOfTheRecursion() {
        double[][] g = gradients(M, 1);
        double[] x = gradients(1, 2)[0];
        double[][] v = new double[M][];
        double[] denominators = new double[M];
        for (int i = 0; i <= M; i++) {
            double[] start = i < M ? g[i] : x;
            double[] image = Vectors.scale(start, 1 / DAMPING);
            for (int j = 0; j < i; j++) {
                Vectors.addScaled(image, -Vectors.dot(v[j], start) / denominators[j], v[j]);
            }
            if (i == M) {
                assertThat(relative(InverseFisher.of(g, DAMPING).times(x), image))
                        .isLessThan(1e-10);
                return;
            }
            v[i] = image;
            denominators[i] = M + Vectors.dot(g[i], image);
        }
    }

    @Test
    void theWindowSlides() {
        double[][] g = gradients(2 * M, 3);
        InverseFisher inverse = InverseFisher.of(Arrays.copyOf(g, M), DAMPING);
        for (int i = M; i < 2 * M; i++) {
            inverse = inverse.latest(g[i]);
        }
        double[] x = gradients(1, 4)[0];
        double[] exact = Cholesky.of(dense(Arrays.copyOfRange(g, M, 2 * M)), P).solve(x);
        assertThat(relative(inverse.times(x), exact)).isLessThan(1e-11);
    }

    @Test
    void badInputIsNamed() {
        double[][] g = gradients(3, 1);
        assertThatThrownBy(() -> InverseFisher.of(g, 0)).hasMessageContaining("> 0, got 0.0");
        assertThatThrownBy(() -> InverseFisher.of(g, 1).times(1, 2)).hasMessageContaining("length 2");
        assertThatThrownBy(() -> InverseFisher.of(g, 1).latest(1, 2)).hasMessageContaining("length 2");
        g[1][5] = Double.NaN;
        assertThatThrownBy(() -> InverseFisher.of(g, 1)).hasMessageContaining("not finite");
    }
}
