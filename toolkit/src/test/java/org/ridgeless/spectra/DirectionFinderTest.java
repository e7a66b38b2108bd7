package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.random.Seeds;

class DirectionFinderTest {
    @Test
    void aStrongSourceIsFoundByBoth() {
        int p = 12;
        int n = 4000;
        double[] a = DirectionFinder.steering(p, 20);
        Matrix signal = ScaledSamples.of(new double[] {50, 50}, n).draw(Seeds.of(1));
        double[] re = new double[p * n];
        double[] im = new double[p * n];
        Matrix z = ScaledSamples.of(halves(2 * p), n).draw(Seeds.of(3));
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < n; j++) {
                re[i * n + j] = a[i] * signal.get(0, j) - a[p + i] * signal.get(1, j) + z.get(i, j);
                im[i * n + j] = a[i] * signal.get(1, j) + a[p + i] * signal.get(0, j) + z.get(p + i, j);
            }
        }
        DirectionFinder finder = DirectionFinder.of(Matrix.wrap(re, p, n), Matrix.wrap(im, p, n), 1);
        // With few sensors both are 1 − |⟨a(θ), a(20°)⟩|².
        assertThat(finder.gMusic(20)).isEqualTo(0, within(1e-3));
        double[] b = DirectionFinder.steering(p, 30);
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < p; i++) {
            real += a[i] * b[i] + a[p + i] * b[p + i];
            imaginary += a[i] * b[p + i] - a[p + i] * b[i];
        }
        assertThat(finder.music(30)).isEqualTo(1 - real * real - imaginary * imaginary, within(0.01));
    }

    private static double[] halves(int count) {
        double[] all = new double[count];
        java.util.Arrays.fill(all, 0.5);
        return all;
    }
}
