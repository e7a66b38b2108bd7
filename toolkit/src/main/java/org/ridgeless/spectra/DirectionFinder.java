package org.ridgeless.spectra;

import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.lapack.SymmetricEigen;

/**
 * Directions of arrival at a line of p sensors half a wavelength apart, from n complex samples: MUSIC, \(\hat\eta(\theta)=1-a^*\hat U\hat U^*a\) with
 * the k leading eigenvectors of the sample covariance, and G-MUSIC, \(1-a^*\hat UD\hat U^*a\) with \(D_l=\frac{\hat\ell_l^2+c\hat\ell_l}{\hat\ell_l^2-c}\), which undoes what the
 * eigenvectors lose: near 0 at a direction for p and n of one order. References: X. Mestre and M. Á. Lagunas, IEEE Trans. Signal Process. 56
 * (2008) 598–614; P. Vallet, X. Mestre and P. Loubaton, IEEE Trans. Signal Process. 63 (2015) 6407–6422.
 */
public final class DirectionFinder {
    private final double[][] vectors;
    private final double[] corrections;
    private final int sensors;

    private DirectionFinder(double[][] vectors, double[] corrections, int sensors) {
        this.vectors = vectors;
        this.corrections = corrections;
        this.sensors = sensors;
    }

    /**
     * From samples R + iI.
     *
     * @param real R, p × n
     * @param imaginary I, p × n
     * @param sources k, from 1 to p − 1
     * @return the finder; one eigendecomposition of order 2p
     * @throws IllegalArgumentException if the two shapes differ, or k is not in 1..p − 1
     */
    public static DirectionFinder of(Matrix real, Matrix imaginary, int sources) {
        int p = real.rows();
        int n = real.columns();
        if (imaginary.rows() != p || imaginary.columns() != n || sources < 1 || sources >= p) {
            throw new IllegalArgumentException(
                    "a finder needs both parts of the samples and from 1 to " + (p - 1) + " sources, got " + p + " × "
                            + n + ", " + imaginary.rows() + " × " + imaginary.columns() + " and " + sources);
        }
        // The complex covariance as a real one of order 2p: each eigenvalue twice.
        double[] twice = new double[4 * p * n];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < n; j++) {
                twice[2 * n * i + j] = twice[2 * n * (p + i) + n + j] = real.get(i, j) * Math.sqrt(2);
                twice[2 * n * i + n + j] = -imaginary.get(i, j) * Math.sqrt(2);
                twice[2 * n * (p + i) + j] = imaginary.get(i, j) * Math.sqrt(2);
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(ScaledSamples.covariance(Matrix.wrap(twice, 2 * p, 2 * n)), 2 * p);
        double[] values = eigen.values();
        double noise =
                java.util.Arrays.stream(values, 0, 2 * (p - sources)).average().orElseThrow();
        SpikedCovariance model = SpikedCovariance.of((double) p / n);
        double[][] vectors = new double[2 * sources][];
        double[] corrections = new double[2 * sources];
        for (int l = 0; l < 2 * sources; l++) {
            vectors[l] = eigen.vector(2 * p - 1 - l);
            double seen = values[2 * p - 1 - l] / noise;
            // A source that does not show cannot be corrected.
            corrections[l] =
                    seen > model.bulk().rightEdge() ? 1 / overlap((double) p / n, model.estimate(seen) - 1) : 1;
        }
        return new DirectionFinder(vectors, corrections, p);
    }

    private static double overlap(double c, double l) {
        return (1 - c / (l * l)) / (1 + c / l);
    }

    /**
     * The unit vector of a direction: real parts, then imaginary parts.
     *
     * @param sensors p
     * @param degrees from −90 to 90, 0 straight ahead
     * @return 2p numbers
     */
    public static double[] steering(int sensors, double degrees) {
        double[] a = new double[2 * sensors];
        for (int k = 0; k < sensors; k++) {
            double phase = Math.PI * k * Math.sin(Math.toRadians(degrees));
            a[k] = Math.cos(phase) / Math.sqrt(sensors);
            a[sensors + k] = Math.sin(phase) / Math.sqrt(sensors);
        }
        return a;
    }

    /**
     * MUSIC at a direction: small where a source is.
     *
     * @param degrees from −90 to 90, 0 straight ahead
     * @return from 0 to 1
     */
    public double music(double degrees) {
        return value(degrees, false);
    }

    /**
     * G-MUSIC at a direction: near 0 where a source is.
     *
     * @param degrees from −90 to 90, 0 straight ahead
     * @return at most 1; below 0 by fluctuation
     */
    public double gMusic(double degrees) {
        return value(degrees, true);
    }

    private double value(double degrees, boolean corrected) {
        double[] a = steering(sensors, degrees);
        double sum = 1;
        for (int l = 0; l < vectors.length; l++) {
            double product = 0;
            for (int i = 0; i < a.length; i++) {
                product += a[i] * vectors[l][i];
            }
            sum -= product * product * (corrected ? corrections[l] : 1);
        }
        return sum;
    }
}
