package org.ridgeless.bounds.complexity;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.LogGamma;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;

/**
 * Linear functions x ↦ w · x with ‖w‖₂ ≤ ρ or ‖w‖₁ ≤ ρ on given inputs. The supremum over the ball is exact, by duality: (ρ/N)
 * times the Euclidean or the largest-entry norm of Σ w_n x_n.
 *
 * <p>Reference: S. Kakade, K. Sridharan and A. Tewari, <i>On the Complexity of Linear Prediction</i>, NIPS 2008.
 *
 * {@snippet file="BoundsTest.java" region="linear-ball"}
 */
public final class LinearBall implements FunctionClass {
    private final double[][] inputs;
    private final double radius;
    private final boolean euclidean;

    private LinearBall(double[][] inputs, double radius, boolean euclidean) {
        if (inputs.length == 0) {
            throw new IllegalArgumentException("a class of functions is seen at 1 or more inputs, got none");
        }
        if (!(radius > 0) || Double.isInfinite(radius)) {
            throw new IllegalArgumentException("the radius of a ball must be a number > 0, got " + radius);
        }
        this.inputs = inputs;
        this.radius = radius;
        this.euclidean = euclidean;
    }

    /**
     * ‖w‖₂ ≤ ρ; inputs are N × d.
     *
     * @param inputs N × d, at least one
     * @param radius ρ, finite and &gt; 0
     * @return the class
     * @throws IllegalArgumentException if there are no inputs, or the radius is not
     */
    public static LinearBall euclidean(double[][] inputs, double radius) {
        return new LinearBall(inputs, radius, true);
    }

    /**
     * ‖w‖₁ ≤ ρ; inputs are N × d.
     *
     * @param inputs N × d, at least one
     * @param radius ρ, finite and &gt; 0
     * @return the class
     * @throws IllegalArgumentException if there are no inputs, or the radius is not
     */
    public static LinearBall absolute(double[][] inputs, double radius) {
        return new LinearBall(inputs, radius, false);
    }

    @Override
    public int samples() {
        return inputs.length;
    }

    @Override
    public double supremum(double... weights) {
        double[] sum = new double[inputs[0].length];
        for (int n = 0; n < inputs.length; n++) {
            Vectors.addScaled(sum, weights[n], inputs[n]);
        }
        return radius * (euclidean ? Vectors.norm(sum) : Vectors.largest(sum)) / inputs.length;
    }

    /**
     * An upper bound on the complexity in closed form: ρ √(Σ‖x_n‖²)/N by Jensen's inequality for the Euclidean ball, ρ √(2 ln(2d)
     * max_j Σ_n x²_nj)/N by Massart's lemma for the other.
     */
    public double upper() {
        return radius
                * (euclidean ? Math.sqrt(squares()) : Math.sqrt(2 * Math.log(2.0 * inputs[0].length) * column()))
                / inputs.length;
    }

    /**
     * A lower bound on the complexity in closed form: 1/√2 of ρ √(Σ‖x_n‖²)/N (Khintchine's inequality in a Hilbert space with
     * its best constant: R. Latała and K. Oleszkiewicz, Studia Math. 109 (1994) 101–104), or for the other ball the same of its
     * longest column.
     */
    public double lower() {
        return radius * Math.sqrt((euclidean ? squares() : column()) / 2) / inputs.length;
    }

    /**
     * The complexity of the Euclidean ball as N grows, where Σ s_n x_n is normal with covariance Σ x_n x_nᵀ: (ρ/N) E √(Σ λ_j g_j²)
     * with the eigenvalues λ of XᵀX and g standard normal; E √Q = (2√π)⁻¹ ∫ (1 − E e^{−tQ}) t^{−3/2} dt, by quadrature.
     *
     * @throws IllegalStateException for the other ball
     */
    public double normalLimit() {
        if (!euclidean) {
            throw new IllegalStateException("the normal limit is that of the Euclidean ball");
        }
        double[] singular = Matrix.of(inputs).singularValues();
        double[] eigenvalues = Arrays.stream(singular).map(s -> s * s).toArray();
        return radius * meanRoot(eigenvalues) / inputs.length;
    }

    /** E √(Σ λ_j g_j²), by the trapezoidal rule in log t, which converges geometrically; relative error below 10⁻⁹. */
    static double meanRoot(double... eigenvalues) {
        double trace = Vectors.sum(eigenvalues);
        double step = 0.05;
        double sum = 0;
        for (int i = -1200; i <= 1200; i++) {
            double t = Math.exp(i * step);
            double log = 0;
            for (double eigenvalue : eigenvalues) {
                log -= Math.log1p(2 * t * eigenvalue / trace) / 2;
            }
            sum -= Math.expm1(log) / Math.sqrt(t);
        }
        return Math.sqrt(trace) * sum * step / (2 * Math.sqrt(Math.PI));
    }

    /**
     * E ‖g‖₂ of d standard normals, √2 Γ((d+1)/2)/Γ(d/2): √N times the complexity of the unit ball on standard normal inputs.
     *
     * @param d ≥ 1
     * @return a number between √(d − 1) and √d
     * @throws IllegalArgumentException if d is below 1
     */
    public static double meanLength(int d) {
        requireDimension(d);
        return Math.sqrt(2) * Math.exp(LogGamma.value((d + 1) / 2.0) - LogGamma.value(d / 2.0));
    }

    /**
     * E max |g_j| of d standard normals: the same for the ball ‖w‖₁ ≤ 1; ∫ 1 − erf(t/√2)^d dt by quadrature.
     *
     * @param d ≥ 1
     * @return the mean, which grows like √(2 ln d)
     * @throws IllegalArgumentException if d is below 1
     */
    public static double meanLargest(int d) {
        requireDimension(d);
        int cells = 4000;
        double end = 12;
        double step = end / cells;
        double sum = 0;
        for (int i = 0; i <= cells; i++) {
            double value = 1 - Math.pow(org.apache.commons.numbers.gamma.Erf.value(i * step / Math.sqrt(2)), d);
            sum += value * (i == 0 || i == cells ? 1 : i % 2 == 1 ? 4 : 2);
        }
        return sum * step / 3;
    }

    private static void requireDimension(int d) {
        if (d < 1) {
            throw new IllegalArgumentException("a dimension is at least 1, got " + d);
        }
    }

    private double squares() {
        return Arrays.stream(inputs).mapToDouble(Vectors::squares).sum();
    }

    /** The largest sum of squares of an input coordinate. */
    private double column() {
        double[] sums = new double[inputs[0].length];
        for (double[] x : inputs) {
            for (int j = 0; j < sums.length; j++) {
                sums[j] += x[j] * x[j];
            }
        }
        return Vectors.largest(sums);
    }
}
