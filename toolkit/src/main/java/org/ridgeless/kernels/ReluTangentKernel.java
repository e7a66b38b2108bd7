package org.ridgeless.kernels;

import org.ridgeless.linalg.Vectors;

/**
 * The tangent kernel of \(f(x)=\tfrac1{\sqrt m}\sum_ra_r(w_r^\top x/\sqrt d)_+\) with standard Gaussian weights at
 * infinite width, \(\Theta(x,z)=s_1+s_0\,x^\top z/d\), where with \(\rho=\lVert\cdot\rVert/\sqrt d\) and the angle θ
 *
 * <p>\( s_1=\rho_x\rho_z\frac{\sin\theta+(\pi-\theta)\cos\theta}{2\pi},\qquad s_0=\frac{\pi-\theta}{2\pi} \)
 *
 * <p>are the contributions of the output and of the hidden weights.
 *
 * <p><b>Reference</b> A. Jacot, F. Gabriel, C. Hongler, <i>Neural Tangent Kernel</i>, NeurIPS 2018, Theorem 1; Y. Cho,
 * L. Saul, <i>Kernel Methods for Deep Learning</i>, NeurIPS 2009, equations (4)–(6).
 *
 * {@snippet file="KernelsTest.java" region="relu-tangent"}
 */
public final class ReluTangentKernel {
    private ReluTangentKernel() {}

    /**
     * The kernel of two inputs.
     *
     * @param x d numbers
     * @param z d numbers
     * @return Θ(x, z)
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double of(double[] x, double[] z) {
        if (x.length != z.length) {
            throw new IllegalArgumentException("inputs of one dimension, got " + x.length + " and " + z.length);
        }
        return outputPart(x, z) + hiddenPart(x, z);
    }

    /**
     * The matrix of the kernel between the rows of two sets of inputs.
     *
     * @param rows n inputs
     * @param columns m inputs
     * @return n × m numbers
     * @throws IllegalArgumentException if two inputs differ in length
     */
    public static double[][] matrix(double[][] rows, double[][] columns) {
        double[][] matrix = new double[rows.length][columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                matrix[i][j] = of(rows[i], columns[j]);
            }
        }
        return matrix;
    }

    /** The part of the output weights, s₁. */
    static double outputPart(double[] x, double[] z) {
        return sizes(x, z) * ArcCosine.first(Math.PI - Vectors.angle(x, z)) / (2 * Math.PI);
    }

    /** The part of the hidden weights, s₀ x·z/d. */
    static double hiddenPart(double[] x, double[] z) {
        double angle = Vectors.angle(x, z);
        return (Math.PI - angle) / (2 * Math.PI) * sizes(x, z) * Math.cos(angle);
    }

    /** ρ_x ρ_z. */
    private static double sizes(double[] x, double[] z) {
        return Vectors.norm(x) * Vectors.norm(z) / x.length;
    }
}
