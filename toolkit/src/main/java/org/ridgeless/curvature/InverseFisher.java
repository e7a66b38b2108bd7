package org.ridgeless.curvature;

import java.util.Arrays;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Memory;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Cholesky;

/**
 * The inverse of the damped empirical Fisher matrix \(F=\lambda I+\frac1m\sum_{i=1}^mg_ig_i^\top\) of m gradients by its products
 * and entries, without any p × p matrix (M-FAC). With the Gram matrix S of the gradients,
 * \[F^{-1}x=\frac1\lambda x-\frac1{\lambda^2}G^\top\Bigl(\frac1\lambda S+mI\Bigr)^{-1}Gx.\]
 *
 * <p>Gradients may slide: {@link #latest} puts one in the place of the oldest for one new row of S. Immutable; rows are shared.
 *
 * <p><b>Cost</b> O(m² p) at first, O(m p + m³) for a new gradient, O(m p + m²) for a product, O(m²) for an entry of the diagonal.
 * Relative errors are about 10⁻¹⁶ times the condition ‖F‖/λ.
 *
 * <p><b>Reference</b> E. Frantar, E. Kurtic, D. Alistarh, <i>M-FAC: Efficient matrix-free approximations of second-order
 * information</i>, NeurIPS 2021, Section 3; the factorization is Cholesky's instead of LU.
 *
 * {@snippet file="CurvatureTest.java" region="inverse-fisher"}
 */
public final class InverseFisher {
    private final double[][] gradients;
    private final double[] gram;
    private final double damping;
    private final int oldest;
    private final Cholesky factor;

    private InverseFisher(double[][] gradients, double[] gram, double damping, int oldest) {
        this.gradients = gradients;
        this.gram = gram;
        this.damping = damping;
        this.oldest = oldest;
        int m = gradients.length;
        double[] inner = Vectors.scale(gram, 1 / damping);
        for (int i = 0; i < m; i++) {
            inner[i * m + i] += m;
        }
        this.factor = Cholesky.of(inner, m);
    }

    /**
     * The inverse for m gradients, one a row, the oldest first; {@code risk.sampleGradients(w)} for example.
     *
     * @param gradients m rows of length p; copied
     * @param damping λ &gt; 0
     * @return the inverse, which holds m p + 3 m² numbers
     * @throws IllegalArgumentException if λ is not positive, there is no gradient, their lengths differ or a number is not
     *     finite
     */
    public static InverseFisher of(double[][] gradients, double damping) {
        if (!(damping > 0) || Double.isInfinite(damping)) {
            throw new IllegalArgumentException("a damping is a number > 0, got " + damping);
        }
        if (gradients.length == 0) {
            throw new IllegalArgumentException("a Fisher matrix needs at least one gradient");
        }
        int m = gradients.length;
        int p = gradients[0].length;
        Memory.require("a Fisher matrix of " + m + " gradients of length " + p, (double) m * (p + 3.0 * m));
        double[][] rows = new double[m][];
        for (int i = 0; i < m; i++) {
            rows[i] = checked(gradients[i], p);
        }
        double[] gram = new double[Matrix.entries(m, m)];
        for (int i = 0; i < m; i++) {
            Interruption.poll();
            fillRow(rows, gram, i);
        }
        return new InverseFisher(rows, gram, damping, 0);
    }

    private static double[] checked(double[] gradient, int p) {
        if (gradient.length != p || !Vectors.areFinite(gradient)) {
            throw new IllegalArgumentException("gradients are finite and of length " + p + ", got one of length "
                    + gradient.length + (Vectors.areFinite(gradient) ? "" : " that is not finite"));
        }
        return gradient.clone();
    }

    private static void fillRow(double[][] rows, double[] gram, int i) {
        int m = rows.length;
        for (int j = 0; j < m; j++) {
            double inner = Vectors.dot(rows[i], rows[j]);
            gram[i * m + j] = inner;
            gram[j * m + i] = inner;
        }
    }

    /**
     * With a gradient in the place of the oldest one.
     *
     * @param gradient of length p; copied
     * @return the inverse for the m latest gradients
     * @throws IllegalArgumentException if it has another length or is not finite
     */
    public InverseFisher latest(double... gradient) {
        double[][] rows = gradients.clone();
        rows[oldest] = checked(gradient, gradients[0].length);
        double[] changed = gram.clone();
        fillRow(rows, changed, oldest);
        return new InverseFisher(rows, changed, damping, (oldest + 1) % rows.length);
    }

    /**
     * F⁻¹ x.
     *
     * @param x of length p
     * @return F⁻¹ x, of length p
     * @throws IllegalArgumentException if x has another length, with both
     */
    public double[] times(double... x) {
        if (x.length != gradients[0].length) {
            throw new IllegalArgumentException("the Fisher matrix is of order " + gradients[0].length
                    + ", got a right-hand side of length " + x.length);
        }
        double[] inner = new double[gradients.length];
        Arrays.setAll(inner, i -> Vectors.dot(gradients[i], x));
        double[] coefficients = factor.solve(inner);
        double[] product = Vectors.scale(x, 1 / damping);
        for (int i = 0; i < gradients.length; i++) {
            Vectors.addScaled(product, -coefficients[i] / damping / damping, gradients[i]);
        }
        return product;
    }

    /** The diagonal of F⁻¹. */
    public double[] diagonal() {
        double[] diagonal = new double[gradients[0].length];
        for (int k = 0; k < diagonal.length; k++) {
            Interruption.poll();
            int column = k;
            double[] entries = new double[gradients.length];
            Arrays.setAll(entries, i -> gradients[i][column]);
            diagonal[k] = 1 / damping - Vectors.dot(entries, factor.solve(entries)) / damping / damping;
        }
        return diagonal;
    }

    /**
     * w²/(2 [F⁻¹]ᵢᵢ): what the loss rises by, to second order, if a weight is removed and the others follow (optimal brain surgeon).
     *
     * @param w p weights
     * @return p numbers ≥ 0, in the units of the loss
     */
    public double[] pruningScores(double... w) {
        double[] diagonal = diagonal();
        double[] scores = new double[diagonal.length];
        Arrays.setAll(scores, i -> w[i] * w[i] / (2 * diagonal[i]));
        return scores;
    }
}
