package org.ridgeless.spectra;

import java.util.List;
import org.ridgeless.spectra.measures.Complex;

/**
 * The limiting spectrum of \(\frac1nXX^{\mathsf T}\) where the columns come from K classes of mean 0 with covariances
 * \(C_1,\dots,C_K\) that have common eigenvectors, for example diagonal ones.
 *
 * <p>With \(g_a=\frac cp\sum_i\frac{t_{ai}}{-z(1+\sum_bw_b\tilde g_bt_{bi})}\), \(\tilde g_a=-\frac1{z(1+g_a)}\):
 * \(m=-\frac1{zp}\sum_i\bigl(1+\sum_bw_b\tilde g_bt_{bi}\bigr)^{-1}\), c = p/n. Class means add outliers, not bulk. Reference: F.
 * Benaych-Georges and R. Couillet, <i>Spectral analysis of the Gram matrix of mixture models</i>, ESAIM Probab. Stat. 20 (2016)
 * 217–237, Theorem 1.
 */
public final class ClassMixture extends TransformLaw {
    private final double[][] spectra;
    private final double[] proportions;
    private final double ratio;
    private final Continuation equation;

    private ClassMixture(double[][] spectra, double[] proportions, double ratio) {
        this.spectra = spectra;
        this.proportions = proportions;
        this.ratio = ratio;
        this.equation = new Continuation(this::image, size(), this::far, true);
    }

    /**
     * The law for n samples.
     *
     * @param spectra spectra[a][i]: eigenvalue of the covariance of class a in the common direction i, at least 0
     * @param proportions the share of each class, which sum to 1
     * @param samples n
     * @return the law for the ratio p/n, p the number of directions
     * @throws IllegalArgumentException if numbers of classes or directions differ, a share is not positive, they do not sum to
     *     1, or an eigenvalue is negative, or all are 0
     */
    public static ClassMixture of(double[][] spectra, double[] proportions, int samples) {
        if (spectra.length == 0 || spectra.length != proportions.length || samples < 1) {
            throw new IllegalArgumentException(
                    "a mixture needs at least one class, as many proportions and one sample, got " + spectra.length
                            + " classes, " + proportions.length + " proportions and " + samples + " samples");
        }
        double total = 0;
        for (int a = 0; a < spectra.length; a++) {
            total += proportions[a];
            if (!(proportions[a] > 0) || spectra[a].length != spectra[0].length || spectra[a].length == 0) {
                throw new IllegalArgumentException("class " + a + " has the share " + proportions[a] + " and "
                        + spectra[a].length + " eigenvalues, class 0 has " + spectra[0].length);
            }
            for (double t : spectra[a]) {
                if (!(t >= 0) || Double.isInfinite(t)) {
                    throw new IllegalArgumentException(
                            "eigenvalues of a covariance are at least 0, class " + a + " has " + t);
                }
            }
        }
        if (!(Math.abs(total - 1) <= 1e-9)) {
            throw new IllegalArgumentException("proportions must sum to 1, got " + total);
        }
        double[][] copy = java.util.Arrays.stream(spectra).map(double[]::clone).toArray(double[][]::new);
        ClassMixture law = new ClassMixture(copy, proportions.clone(), (double) spectra[0].length / samples);
        if (law.size() == 0) {
            throw new IllegalArgumentException("all eigenvalues of all covariances are 0");
        }
        return law;
    }

    private double size() {
        double largest = 0;
        for (double[] spectrum : spectra) {
            for (double t : spectrum) {
                largest = Math.max(largest, t);
            }
        }
        return largest * Math.pow(1 + Math.sqrt(ratio), 2);
    }

    private Complex[] far(Complex z) {
        Complex[] g = new Complex[spectra.length];
        for (int a = 0; a < g.length; a++) {
            g[a] = z.inverse()
                    .times(-ratio
                            * java.util.Arrays.stream(spectra[a]).average().orElseThrow());
        }
        return g;
    }

    /** The inverses (1 + Σ w g̃ t_i)⁻¹ for all directions. */
    private Complex[] resolvent(Complex[] g, Complex z) {
        Complex[] weights = new Complex[g.length];
        for (int b = 0; b < g.length; b++) {
            weights[b] = z.times(g[b].plus(1)).inverse().times(-proportions[b]);
        }
        Complex[] inverses = new Complex[spectra[0].length];
        for (int i = 0; i < inverses.length; i++) {
            double re = 1;
            double im = 0;
            for (int b = 0; b < g.length; b++) {
                re += weights[b].re() * spectra[b][i];
                im += weights[b].im() * spectra[b][i];
            }
            inverses[i] = new Complex(re, im).inverse();
        }
        return inverses;
    }

    private Complex[] image(Complex[] g, Complex z) {
        Complex[] inverses = resolvent(g, z);
        Complex[] image = new Complex[g.length];
        for (int a = 0; a < g.length; a++) {
            Complex sum = Complex.ZERO;
            for (int i = 0; i < inverses.length; i++) {
                sum = sum.plus(inverses[i].times(spectra[a][i]));
            }
            image[a] = sum.over(z).times(-ratio / inverses.length);
        }
        return image;
    }

    @Override
    Continuation equation() {
        return equation;
    }

    @Override
    Complex transform(Complex[] solution, Complex z) {
        Complex[] inverses = resolvent(solution, z);
        Complex sum = Complex.ZERO;
        for (Complex inverse : inverses) {
            sum = sum.plus(inverse);
        }
        return sum.over(z).times(-1.0 / inverses.length);
    }

    @Override
    Interval enclosure() {
        return new Interval(-size() / 100, 1.01 * size());
    }

    /**
     * The mass at 0: the share of directions that no class has, or what the rank of n samples leaves. For classes whose
     * covariances have ranks of their own the larger of both is a lower bound, and the residual tells.
     */
    @Override
    public List<Atom> atoms() {
        double zeros = 0;
        for (int i = 0; i < spectra[0].length; i++) {
            boolean none = true;
            for (double[] spectrum : spectra) {
                none &= spectrum[i] == 0;
            }
            zeros += none ? 1.0 / spectra[0].length : 0;
        }
        double mass = Math.max(zeros, 1 - 1 / ratio);
        return mass > 0 ? List.of(new Atom(0, mass)) : List.of();
    }

    @Override
    public String toString() {
        return "class mixture law of " + spectra.length + " classes, ratio " + ratio;
    }
}
