package org.ridgeless.spectra;

import java.util.Arrays;
import org.apache.commons.rng.sampling.ArraySampler;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.random.Seeds;

/**
 * The spectrum of one weight matrix W: eigenvalues of WᵀW/N with N the longer side, as of a sample covariance of ratio at most
 * one, its Marchenko–Pastur bulk, its spikes and its tail.
 *
 * <p>A matrix of independent entries has the bulk and no spikes; training adds spikes, then a heavy tail. Reference: C. H. Martin
 * and M. W. Mahoney, <i>Implicit self-regularization in deep neural networks</i>, J. Mach. Learn. Res. 22 (2021) 165.
 */
public final class WeightSpectrum {
    private final String name;
    private final Matrix weights;
    private final Spectrum spectrum;

    private WeightSpectrum(String name, Matrix weights, Spectrum spectrum) {
        this.name = name;
        this.weights = weights;
        this.spectrum = spectrum;
    }

    /**
     * The spectrum of a weight matrix, in either orientation.
     *
     * @param name for tables
     * @param weights r × c
     * @return the spectrum of min(r, c) eigenvalues
     */
    public static WeightSpectrum of(String name, Matrix weights) {
        Matrix tall = weights.rows() >= weights.columns() ? weights : weights.transpose();
        return new WeightSpectrum(name, tall, Spectrum.covariance(tall));
    }

    /** The name for tables. */
    public String name() {
        return name;
    }

    /** The longer side N. */
    public int rows() {
        return weights.rows();
    }

    /** The shorter side, as many eigenvalues. */
    public int columns() {
        return weights.columns();
    }

    /** The eigenvalues of WᵀW/N. */
    public Spectrum spectrum() {
        return spectrum;
    }

    /** ‖W‖, the largest singular value. */
    public double spectralNorm() {
        return Math.sqrt(spectrum.largest() * rows());
    }

    /** ‖W‖²_F/‖W‖². */
    public double stableRank() {
        return spectrum.stableRank();
    }

    /** The bulk, with the ratio of the shape. */
    public MarchenkoPasturFit fit() {
        return spectrum.fit();
    }

    /** The power law of the upper tail. */
    public PowerLawTail tail() {
        return spectrum.tail();
    }

    /**
     * The spectrum of the same entries in random order: what the matrix would have without correlations. Spikes that stay are
     * due to single large entries.
     *
     * @param seeds equal seeds give equal orders
     * @return the eigenvalues of the shuffled matrix
     */
    public Spectrum shuffled(Seeds seeds) {
        double[] entries = weights.flat();
        ArraySampler.shuffle(seeds.stream(), entries);
        return Spectrum.covariance(Matrix.wrap(entries, weights.rows(), weights.columns()));
    }

    /** The matrix less the mean of its entries, so that a common offset makes no spike. */
    public WeightSpectrum centred() {
        double[] entries = weights.flat();
        double mean = Arrays.stream(entries).average().orElseThrow();
        for (int i = 0; i < entries.length; i++) {
            entries[i] -= mean;
        }
        return of(name, Matrix.wrap(entries, weights.rows(), weights.columns()));
    }

    @Override
    public String toString() {
        return name + ", " + rows() + " × " + columns() + ": " + spectrum;
    }
}
