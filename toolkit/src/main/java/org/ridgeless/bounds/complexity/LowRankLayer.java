package org.ridgeless.bounds.complexity;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.spectra.SampleCovariance;

/**
 * A layer of matrices of bounded rank and spectral norm, x ↦ Wx with ‖W‖₂ ≤ 1 and rank W ≤ r, seen at N inputs. Its empirical
 * Gaussian complexity, (1/N) E sup Σ_n γ_n · W x_n with γ_n standard normal vectors, is (1/N) E of the Ky Fan r-norm of Γᵀ X, the sum
 * of its r largest singular values, since the spectral and the nuclear norm are dual.
 */
public final class LowRankLayer {
    private final Matrix inputs;
    private final int outputs;

    private LowRankLayer(Matrix inputs, int outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /**
     * The layer on inputs.
     *
     * @param inputs N × d
     * @param outputs h, the rows of W, at least 1
     * @return the layer
     * @throws IllegalArgumentException if there is no output, or the inputs are not a matrix
     */
    public static LowRankLayer of(double[][] inputs, int outputs) {
        if (outputs < 1) {
            throw new IllegalArgumentException("a layer has at least 1 output, got " + outputs);
        }
        return new LowRankLayer(Matrix.of(inputs), outputs);
    }

    /** The largest rank there is, min(h, d). */
    public int fullRank() {
        return Math.min(outputs, inputs.columns());
    }

    /**
     * (1/N) of the Ky Fan r-norm of Γᵀ X for r = 1, …, {@link #fullRank}, for one draw of Γ.
     *
     * @param stream of hN standard normal numbers
     * @return an ascending sequence, entry r − 1 for rank r
     */
    public double[] draw(UniformRandomProvider stream) {
        var normal = ZigguratSampler.NormalizedGaussian.of(stream);
        int n = inputs.rows();
        double[] gamma = normal.samples((long) outputs * n).toArray();
        double[] singular = Matrix.wrap(gamma, outputs, n).times(inputs).singularValues();
        double[] norms = Arrays.copyOf(singular, fullRank());
        for (int r = 1; r < norms.length; r++) {
            norms[r] += norms[r - 1];
        }
        Arrays.setAll(norms, r -> norms[r] / n);
        return norms;
    }

    /**
     * What a draw tends to as d and h grow in proportion, by the law of sample covariance matrices with the eigenvalues of XᵀX as
     * population and h samples (V. Marchenko and L. Pastur, 1967): each singular value is taken at the middle of its part of the
     * law.
     */
    public double[] limit() {
        double[] singular = inputs.singularValues();
        double[] population = Arrays.stream(singular).map(s -> s * s).toArray();
        SampleCovariance law = SampleCovariance.of(population, outputs);
        int d = inputs.columns();
        double[] norms = new double[fullRank()];
        double sum = 0;
        for (int r = 0; r < norms.length; r++) {
            sum += Math.sqrt(outputs * law.quantile(1 - (r + 0.5) / d));
            norms[r] = sum / inputs.rows();
        }
        return norms;
    }
}
