package org.ridgeless.spectra;

import java.util.Arrays;
import java.util.List;
import org.ridgeless.linalg.Matrix;

/**
 * The eigenvalues of a matrix, beside what theory says of them.
 *
 * {@snippet file="SpectraTest.java" region="spectrum"}
 */
public final class Spectrum {
    private final double[] eigenvalues;
    /** d/n of a sample covariance or NaN where the matrix is not one. */
    private final double ratio;

    private Spectrum(double[] eigenvalues, double ratio) {
        this.eigenvalues = eigenvalues;
        this.ratio = ratio;
    }

    /**
     * The spectrum of a symmetric matrix; O(n³).
     *
     * @param symmetric n × n
     * @return its n eigenvalues
     * @throws IllegalArgumentException if the matrix is not symmetric
     */
    public static Spectrum of(Matrix symmetric) {
        return new Spectrum(symmetric.symmetricEigenvalues(), Double.NaN);
    }

    /**
     * The spectrum of XᵀX/n for an n × d matrix X whose rows are samples (its mean is not subtracted): d eigenvalues, of which
     * d − n are 0 if d &gt; n. From the singular values of X, in O(n d min(n, d)).
     *
     * @param samples n × d, a sample in each row
     * @return its d eigenvalues, with the ratio d/n
     */
    public static Spectrum covariance(Matrix samples) {
        double[] singular = samples.singularValues();
        double[] values = new double[samples.columns()];
        for (int i = 0; i < singular.length; i++) {
            values[values.length - 1 - i] = singular[i] * singular[i] / samples.rows();
        }
        return new Spectrum(values, (double) samples.columns() / samples.rows());
    }

    /**
     * A spectrum of given eigenvalues.
     *
     * {@snippet file="SpectraTest.java" region="eigenvalues"}
     *
     * @param values at least one, finite, in any order
     * @return their spectrum, without a ratio
     * @throws IllegalArgumentException if there is none, or one is not finite, with it
     */
    public static Spectrum ofEigenvalues(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a spectrum has at least one eigenvalue");
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("eigenvalues are finite numbers, got " + value);
            }
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spectrum(sorted, Double.NaN);
    }

    /** The eigenvalues, ascending. */
    public double[] eigenvalues() {
        return eigenvalues.clone();
    }

    /** The number of eigenvalues. */
    public int size() {
        return eigenvalues.length;
    }

    /** d/n where this is the spectrum of a sample covariance, else NaN. */
    public double ratio() {
        return ratio;
    }

    /** The largest eigenvalue. */
    public double largest() {
        return eigenvalues[eigenvalues.length - 1];
    }

    /** The smallest eigenvalue. */
    public double smallest() {
        return eigenvalues[0];
    }

    /**
     * The share of eigenvalues up to x.
     *
     * @param x any number
     * @return from 0 to 1
     */
    public double cdf(double x) {
        int below = 0;
        while (below < eigenvalues.length && eigenvalues[below] <= x) {
            below++;
        }
        return (double) below / eigenvalues.length;
    }

    /**
     * tr(A) over the largest eigenvalue, for a spectrum that is not negative: ‖X‖²_F/‖X‖² of a covariance.
     *
     * @throws IllegalArgumentException if an eigenvalue is negative or all are 0, with the ends
     */
    public double stableRank() {
        if (!(smallest() >= 0) || largest() == 0) {
            throw new IllegalArgumentException("a stable rank needs eigenvalues of at least 0, not all 0, got from "
                    + smallest() + " to " + largest());
        }
        return Arrays.stream(eigenvalues).sum() / largest();
    }

    /**
     * This spectrum over a law.
     *
     * @param law in the unit of the eigenvalues
     * @return figure, edges and distance
     */
    public SpectrumComparison against(SpectralLaw law) {
        return new SpectrumComparison(this, law, List.of());
    }

    /**
     * This spectrum over the bulk of a spiked model, with the outliers it predicts.
     *
     * @param model in the unit of the eigenvalues
     * @return figure, edges, outliers and distance
     */
    public SpectrumComparison against(SpikedCovariance model) {
        return new SpectrumComparison(this, model.bulk(), model.outliers());
    }

    /**
     * This spectrum over a law with outliers.
     *
     * @param law of the bulk
     * @param outliers where theory has single eigenvalues
     * @return figure, edges, outliers and distance
     */
    public SpectrumComparison against(SpectralLaw law, List<Outlier> outliers) {
        return new SpectrumComparison(this, law, List.copyOf(outliers));
    }

    /**
     * The Marchenko–Pastur law that fits the bulk of a sample covariance whose shape is known, and the spikes beyond it.
     *
     * @throws IllegalStateException if this is not the spectrum of a covariance: then give the ratio
     */
    public MarchenkoPasturFit fit() {
        if (Double.isNaN(ratio)) {
            throw new IllegalStateException("the ratio d/n is not known; use fit(ratio) or fitRatio()");
        }
        return fit(ratio);
    }

    /**
     * The Marchenko–Pastur law of a given ratio that fits the bulk.
     *
     * @param ratio d/n, positive and finite
     * @return the law fitted, and the spikes beyond it
     */
    public MarchenkoPasturFit fit(double ratio) {
        return MarchenkoPasturFit.of(this, ratio);
    }

    /** The Marchenko–Pastur law whose ratio, too, is fitted: for matrices with correlated entries, an effective one. */
    public MarchenkoPasturFit fitRatio() {
        return MarchenkoPasturFit.ofAnyRatio(this);
    }

    /** The power law of the upper tail. */
    public PowerLawTail tail() {
        return PowerLawTail.of(eigenvalues);
    }

    @Override
    public String toString() {
        return eigenvalues.length + " eigenvalues from " + smallest() + " to " + largest();
    }
}
