package org.ridgeless.spectra.equivalents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.random.Seeds;

class FeatureRidgeTest {
    private static final int N = 60;

    /** A random positive definite kernel on 2n points, cut into training and test blocks. */
    private static double[] kernel(String name) {
        ZigguratSampler.NormalizedGaussian normal =
                ZigguratSampler.NormalizedGaussian.of(Seeds.of(3).child(name).stream());
        double[] a = new double[2 * N * 2 * N];
        for (int i = 0; i < a.length; i++) {
            a[i] = normal.sample() / Math.sqrt(2 * N);
        }
        return Products.transposeRight(a, a, 2 * N, 2 * N, 2 * N);
    }

    private static double[] block(double[] kernel, int row, int column) {
        double[] block = new double[N * N];
        for (int i = 0; i < N; i++) {
            System.arraycopy(kernel, (row * N + i) * 2 * N + column * N, block, i * N, N);
        }
        return block;
    }

    private static double diagonalMean(double[] block) {
        double sum = 0;
        for (int i = 0; i < N; i++) {
            sum += block[i * N + i] / N;
        }
        return sum;
    }

    private static double[] labels() {
        double[] y = new double[N];
        for (int i = 0; i < N; i++) {
            y[i] = i % 2 == 0 ? 1 : -1;
        }
        return y;
    }

    @Test
    void testingOnTheTrainingDataGivesTheTrainingError() {
        double[] phi = block(kernel("a"), 0, 0);
        FeatureRidge ridge = FeatureRidge.of(phi, labels());
        FeatureRidge.Tested same = ridge.against(phi, diagonalMean(phi), labels());
        for (int features : new int[] {20, 60, 200}) {
            for (double gamma : new double[] {1e-3, 0.1, 3}) {
                assertThat(same.test(features, gamma) / ridge.train(features, gamma))
                        .isCloseTo(1, within(1e-8));
            }
        }
    }

    @Test
    void theDerivativeOfTheLogDeterminantIsTheTraceOfTheResolvent() {
        FeatureRidge ridge = FeatureRidge.of(block(kernel("a"), 0, 0), labels());
        for (int features : new int[] {20, 60, 200}) {
            double step = 1e-4;
            double slope = (ridge.logDeterminant(features, 0.1 + step) - ridge.logDeterminant(features, 0.1 - step))
                    / (2 * step);
            assertThat(slope).isCloseTo(diagonalMean(ridge.resolvent(features, 0.1)), within(1e-4));
        }
    }

    @Test
    void infinitelyManyFeaturesGiveKernelRidgeRegression() {
        double[] phi = block(kernel("a"), 0, 0);
        double[] cross = block(kernel("a"), 0, 1);
        double[] corner = block(kernel("a"), 1, 1);
        int features = 100_000_000;
        // With (N/n)Φ + γ the ridge scales with N.
        double gamma = 0.3 * features / N;
        double[] shifted = phi.clone();
        for (int i = 0; i < N; i++) {
            shifted[i * N + i] += 0.3;
        }
        double[] dual = Products.multiply(Cholesky.of(shifted, N).inverse(), labels(), N, N, 1);
        double[] prediction = Products.transposeLeft(cross, dual, N, N, 1);
        double closed = 0;
        for (int i = 0; i < N; i++) {
            closed += Math.pow(labels()[i] - prediction[i], 2) / N;
        }
        double theory = FeatureRidge.of(phi, labels())
                .against(cross, diagonalMean(corner), labels())
                .test(features, gamma);
        assertThat(theory).isCloseTo(closed, within(1e-5));
    }

    @Test
    void twoEqualKernelsAreOneKernelWithTwiceTheFeatures() {
        double[] phi = block(kernel("a"), 0, 0);
        double[] cross = block(kernel("a"), 1, 0);
        double[] crossTransposed = block(kernel("a"), 0, 1);
        double corner = diagonalMean(block(kernel("a"), 1, 1));
        FeatureRidge one = FeatureRidge.of(phi, labels());
        FourierRidge two = FourierRidge.of(phi, phi, labels());
        FourierRidge.Equivalent equivalent = two.at(20, 0.05);
        assertThat(equivalent.deltaCos()).isCloseTo(one.delta(40, 0.05), within(1e-8));
        assertThat(equivalent.train()).isCloseTo(one.train(40, 0.05), within(1e-8));
        assertThat(equivalent.test(cross, cross, corner, corner, labels()))
                .isCloseTo(one.against(crossTransposed, corner, labels()).test(40, 0.05), within(1e-8));
    }

    @Test
    void theCorrectionsSettleInAFewStepsEvenAtTheThreshold() {
        double[] first = block(kernel("a"), 0, 0);
        double[] second = block(kernel("b"), 0, 0);
        FourierRidge ridge = FourierRidge.of(first, second, labels());
        for (double lambda : new double[] {1e-7, 1e-3, 1}) {
            FourierRidge.Equivalent at = ridge.at(N / 2, lambda);
            assertThat(at.steps()).isLessThan(20);
            assertThat(at.residual()).isLessThan(1e-10);
        }
    }

    @Test
    void fourierErrorsOnTheTrainingDataAreTheTrainingErrors() {
        double[] first = block(kernel("a"), 0, 0);
        double[] second = block(kernel("b"), 0, 0);
        FourierRidge.Equivalent at = FourierRidge.of(first, second, labels()).at(20, 0.01);
        assertThat(at.test(first, second, diagonalMean(first), diagonalMean(second), labels()))
                .isCloseTo(at.train(), within(1e-9));
    }

    @Test
    void aRidgeOfZeroIsRefused() {
        double[] phi = block(kernel("a"), 0, 0);
        assertThatThrownBy(() -> FeatureRidge.of(phi, labels()).train(10, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0");
    }
}
