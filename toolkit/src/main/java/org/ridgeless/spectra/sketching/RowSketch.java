package org.ridgeless.spectra.sketching;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A way to compress the rows of a tall matrix A with orthonormal columns into m random rows Ã with
 * \(E[\tilde A^{\mathsf T}\tilde A] = A^{\mathsf T}A = I\).
 *
 * <p>Reference: Dereziński, Liao, Dobriban and Mahoney, <i>Sparse sketches with small inversion bias</i>, COLT 2021,
 * Definition 3 (leverage score sparsified embeddings, LESS).
 */
public final class RowSketch {
    private enum Kind {
        GAUSSIAN,
        SPARSE
    }

    private final String name;
    private final Kind kind;
    private final int mixed;
    private final double exponentOfLeverage;
    private final double[] distortion;

    private RowSketch(String name, Kind kind, int mixed, double exponentOfLeverage, double[] distortion) {
        this.name = name;
        this.kind = kind;
        this.mixed = mixed;
        this.exponentOfLeverage = exponentOfLeverage;
        this.distortion = distortion;
    }

    /** Every sketch row is a Gaussian combination of all rows. */
    public static RowSketch gaussian() {
        return new RowSketch("Gaussian", Kind.GAUSSIAN, 0, 0, null);
    }

    /**
     * Every sketch row adds up s rows, drawn by their leverage, with random signs.
     *
     * @param rowsMixed s ≥ 1
     * @return the sketch
     * @throws IllegalArgumentException if s is below 1
     */
    public static RowSketch less(int rowsMixed) {
        if (rowsMixed < 1) {
            throw new IllegalArgumentException("a LESS row mixes at least 1 row, got " + rowsMixed);
        }
        return new RowSketch("LESS s=" + rowsMixed, Kind.SPARSE, rowsMixed, 1, null);
    }

    /** Every sketch row is one row, drawn by its leverage. */
    public static RowSketch leverage() {
        return new RowSketch("leverage", Kind.SPARSE, 1, 1, null);
    }

    /** Every sketch row is one row, all equally likely. */
    public static RowSketch uniform() {
        return new RowSketch("uniform", Kind.SPARSE, 1, 0, null);
    }

    /**
     * Row sampling by leverage scores that are wrong by the given factor for each row.
     *
     * @param factors one for each row of the matrix, positive
     * @return the sketch
     * @throws IllegalArgumentException if a factor is not positive
     */
    public static RowSketch approximateLeverage(double... factors) {
        for (double factor : factors) {
            if (!(factor > 0) || Double.isInfinite(factor)) {
                throw new IllegalArgumentException(
                        "a leverage score is wrong by a positive and finite factor, got " + factor);
            }
        }
        return new RowSketch("approximate leverage", Kind.SPARSE, 1, 1, factors.clone());
    }

    /** What it is called in figures. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }

    /** This sketch made ready for one matrix, n × d with orthonormal columns, row by row. */
    Sampler on(double[] a, int d) {
        int n = a.length / d;
        double[] cumulative = new double[n];
        double[] probability = new double[n];
        double total = 0;
        for (int i = 0; i < n; i++) {
            double leverage = 0;
            for (int k = 0; k < d; k++) {
                leverage += a[i * d + k] * a[i * d + k];
            }
            probability[i] = Math.pow(leverage, exponentOfLeverage) * (distortion == null ? 1 : distortion[i]);
            total += probability[i];
            cumulative[i] = total;
        }
        for (int i = 0; i < n; i++) {
            probability[i] /= total;
            cumulative[i] /= total;
        }
        cumulative[n - 1] = 1;
        return new Sampler(a, d, probability, cumulative);
    }

    /** A sketch with the sampling probabilities of one matrix. */
    final class Sampler {
        private final double[] a;
        private final int d;
        private final double[] probability;
        private final double[] cumulative;
        /** For each multiple of 1/n the first row whose cumulative probability is above it. */
        private final int[] near;

        private Sampler(double[] a, int d, double[] probability, double[] cumulative) {
            this.a = a;
            this.d = d;
            this.probability = probability;
            this.cumulative = cumulative;
            this.near = new int[cumulative.length];
            int first = 0;
            for (int k = 0; k < near.length; k++) {
                while (first < near.length - 1 && cumulative[first] <= (double) k / near.length) {
                    first++;
                }
                near[k] = first;
            }
        }

        /** \(\tilde A^{\mathsf T}\tilde A\), d × d. */
        double[] gram(int m, UniformRandomProvider stream) {
            ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(stream);
            double[] gram = new double[d * d];
            double[] row = new double[d];
            for (int i = 0; i < m; i++) {
                if (kind == Kind.GAUSSIAN) {
                    // Orthonormal columns turn a Gaussian combination into a standard Gaussian vector.
                    for (int k = 0; k < d; k++) {
                        row[k] = normal.sample();
                    }
                } else {
                    mix(row, stream);
                }
                for (int k = 0; k < d; k++) {
                    for (int l = 0; l <= k; l++) {
                        gram[k * d + l] += row[k] * row[l];
                    }
                }
            }
            for (int k = 0; k < d; k++) {
                for (int l = 0; l <= k; l++) {
                    gram[k * d + l] /= m;
                    gram[l * d + k] = gram[k * d + l];
                }
            }
            return gram;
        }

        /** The first row whose cumulative probability is above u, looked for from where equal probabilities would have it. */
        private int chosen(double u) {
            int i = near[(int) (u * near.length)];
            while (i > 0 && cumulative[i - 1] > u) {
                i--;
            }
            while (i < cumulative.length - 1 && cumulative[i] <= u) {
                i++;
            }
            return i;
        }

        private void mix(double[] row, UniformRandomProvider stream) {
            Arrays.fill(row, 0);
            for (int j = 0; j < mixed; j++) {
                int i = chosen(stream.nextDouble());
                double sign = mixed == 1 || stream.nextBoolean() ? 1 : -1;
                double scale = sign / Math.sqrt(mixed * probability[i]);
                for (int k = 0; k < d; k++) {
                    row[k] += scale * a[i * d + k];
                }
            }
        }
    }
}
