package org.ridgeless.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.spectra.measures.Gauss;

/**
 * A nonlinearity σ with its dual kernel \(\Phi(a,b) = E_w[\sigma(w^{\mathsf T}a)\,\sigma(w^{\mathsf T}b)]\),
 * \(w\sim\mathcal N(0,I)\), in closed form: what a random layer of infinite width computes.
 *
 * <p>Φ depends on \(\|a\|^2\), \(\|b\|^2\) and \(a^{\mathsf T}b\) alone. Immutable; thread-safe if the function given is.
 *
 * <p>Reference: Louart, Liao and Couillet, <i>A random matrix approach to neural networks</i>, Annals of Applied
 * Probability 28 (2018), Table 1; Williams, <i>Computing with infinite networks</i> (1997), for erf; Cho and Saul,
 * <i>Kernel methods for deep learning</i> (2009), for ReLU and the step.
 *
 * {@snippet file="KernelsTest.java" region="dual"}
 */
public final class DualActivation {
    private static final double NEARLY_PARALLEL = 1 - 1e-4;

    /** A kernel as a function of the two squared norms and the inner product. */
    @FunctionalInterface
    interface ClosedForm {
        double at(double aa, double bb, double ab);
    }

    /** A kernel as a function of the product of the two norms and the angle. */
    @FunctionalInterface
    private interface ArcForm {
        double at(double sizes, double angle);
    }

    private final String name;
    private final DoubleUnaryOperator function;
    private final ClosedForm kernel;
    /** The same kernel, or null where it is no function of norms and angle. */
    private final ArcForm arc;

    private DualActivation(String name, DoubleUnaryOperator function, ClosedForm kernel, ArcForm arc) {
        this.name = name;
        this.function = function;
        this.kernel = kernel;
        this.arc = arc;
    }

    private DualActivation(String name, DoubleUnaryOperator function, ClosedForm kernel) {
        this(name, function, kernel, null);
    }

    private static DualActivation ofAngle(String name, DoubleUnaryOperator function, ArcForm arc) {
        ClosedForm kernel = (aa, bb, ab) -> arc.at(Math.sqrt(aa) * Math.sqrt(bb), angle(aa, bb, ab));
        return new DualActivation(name, function, kernel, arc);
    }

    /** \(\sigma(t) = t\), \(\Phi = a^{\mathsf T}b\). */
    public static DualActivation linear() {
        return new DualActivation("linear", t -> t, (aa, bb, ab) -> ab);
    }

    /** \(\max(t,0)\): the arc-cosine kernel of order one. */
    public static DualActivation relu() {
        return leakyRelu(1, 0).named("ReLU");
    }

    /** \(|t|\). */
    public static DualActivation abs() {
        return leakyRelu(1, 1).named("abs");
    }

    /**
     * \(\varsigma_+\max(t,0) + \varsigma_-\max(-t,0)\).
     *
     * @param right ς₊, the slope for t &gt; 0
     * @param left ς₋, minus the slope for t &lt; 0
     * @return the activation with its kernel
     */
    public static DualActivation leakyRelu(double right, double left) {
        return ofAngle(
                String.format(Locale.ROOT, "leaky ReLU (%.3g, %.3g)", right, left),
                t -> t > 0 ? right * t : -left * t,
                (sizes, angle) -> sizes
                        / (2 * Math.PI)
                        * ((right * right + left * left) * ArcCosine.first(Math.PI - angle)
                                + 2 * right * left * ArcCosine.first(angle)));
    }

    /** \(1_{t>0}\): the arc-cosine kernel of order zero. */
    public static DualActivation step() {
        return ofAngle("step", t -> t > 0 ? 1 : 0, (sizes, angle) -> 0.5 - angle / (2 * Math.PI));
    }

    /** The sign. */
    public static DualActivation sign() {
        return ofAngle("sign", Math::signum, (sizes, angle) -> 1 - 2 * angle / Math.PI);
    }

    /** The error function. */
    public static DualActivation erf() {
        return new DualActivation(
                "erf",
                Gauss::erf,
                (aa, bb, ab) -> 2 / Math.PI * Math.asin(2 * ab / Math.sqrt((1 + 2 * aa) * (1 + 2 * bb))));
    }

    /** The cosine: the even half of random Fourier features. */
    public static DualActivation cos() {
        return new DualActivation("cos", Math::cos, (aa, bb, ab) -> fourier(aa, bb, ab, 1));
    }

    /** The sine: the odd half of random Fourier features. */
    public static DualActivation sin() {
        return new DualActivation("sin", Math::sin, (aa, bb, ab) -> fourier(aa, bb, ab, -1));
    }

    /** \(e^{-t^2/2}\). */
    public static DualActivation gaussian() {
        return new DualActivation(
                "Gaussian", t -> Math.exp(-t * t / 2), (aa, bb, ab) -> 1 / Math.sqrt((1 + aa) * (1 + bb) - ab * ab));
    }

    /**
     * \(\zeta_2t^2 + \zeta_1t + \zeta_0\).
     *
     * @param second ζ₂
     * @param first ζ₁
     * @param constant ζ₀
     * @return the activation with its kernel
     */
    public static DualActivation quadratic(double second, double first, double constant) {
        return new DualActivation(
                String.format(Locale.ROOT, "quadratic (%.3g, %.3g, %.3g)", second, first, constant),
                t -> (second * t + first) * t + constant,
                (aa, bb, ab) -> second * second * (2 * ab * ab + aa * bb)
                        + first * first * ab
                        + second * constant * (aa + bb)
                        + constant * constant);
    }

    /** The eleven closed forms, the parametric ones at sample values. */
    public static List<DualActivation> all() {
        return List.of(
                linear(),
                relu(),
                abs(),
                leakyRelu(1, -0.2),
                step(),
                sign(),
                erf(),
                cos(),
                sin(),
                gaussian(),
                quadratic(0.5, 1, -0.3));
    }

    /**
     * This nonlinearity with its kernel to first order in \(a^{\mathsf T}b\): all that data see that are nearly orthogonal, and too
     * little for others.
     */
    public DualActivation linearized() {
        return new DualActivation(name + ", linearized", function, (aa, bb, ab) -> {
            double step = 1e-4 * Math.sqrt(aa * bb);
            double slope = step == 0 ? 0 : (kernel.at(aa, bb, step) - kernel.at(aa, bb, -step)) / (2 * step);
            return kernel.at(aa, bb, 0) + slope * ab;
        });
    }

    private DualActivation named(String other) {
        return new DualActivation(other, function, kernel, arc);
    }

    /**
     * The angle between two vectors in [0, π], where one is 0 a right one. Its sine is the root of aa bb − ab², which cancels
     * for parallel vectors: the rounding of both products is added back (W. Kahan's difference of products).
     */
    private static double angle(double aa, double bb, double ab) {
        if (aa == 0 || bb == 0) {
            return Math.PI / 2;
        }
        // A power of two for each vector keeps the products in range and changes no digit.
        int a = Math.getExponent(aa) / 2;
        int b = Math.getExponent(bb) / 2;
        double xx = Math.scalb(aa, -2 * a);
        double yy = Math.scalb(bb, -2 * b);
        double xy = Math.scalb(ab, -a - b);
        double square = xy * xy;
        double gram = Math.fma(xx, yy, -square) - Math.fma(xy, xy, -square);
        return Math.atan2(Math.sqrt(Math.max(0, gram)), xy);
    }

    /** \(e^{-(aa+bb)/2}\) times cosh or sinh of ab, as a difference of Gaussians so that nothing overflows. */
    private static double fourier(double aa, double bb, double ab, int parity) {
        double apart = Math.exp(-(aa + bb - 2 * ab) / 2);
        double opposite = Math.exp(-(aa + bb + 2 * ab) / 2);
        return (apart + parity * opposite) / 2;
    }

    /** What the nonlinearity is called in tables and figures. */
    public String name() {
        return name;
    }

    /**
     * σ(t).
     *
     * @param t any number
     * @return σ(t)
     */
    public double apply(double t) {
        return function.applyAsDouble(t);
    }

    /**
     * Φ from the squared norms and the inner product.
     *
     * @param aa \(\|a\|^2\)
     * @param bb \(\|b\|^2\)
     * @param ab \(a^{\mathsf T}b\)
     * @return Φ(a, b)
     * @throws IllegalArgumentException if no two vectors have these numbers: a norm is negative, or |ab| is larger than Cauchy
     *     and Schwarz allow
     */
    public double kernel(double aa, double bb, double ab) {
        if (!(aa >= 0 && bb >= 0 && Math.abs(ab) <= Math.sqrt(aa) * Math.sqrt(bb) * (1 + 1e-9))) {
            throw new IllegalArgumentException(
                    "no two vectors have squared norms " + aa + " and " + bb + " and the inner product " + ab);
        }
        return kernel.at(aa, bb, ab);
    }

    /**
     * Φ between the columns of A and those of B.
     *
     * @param a inputs × n, samples in columns
     * @param b inputs × m
     * @param inputs the number of rows of both
     * @return n × m
     */
    public double[] kernel(double[] a, double[] b, int inputs) {
        int n = a.length / inputs;
        int m = b.length / inputs;
        double[] product = Products.transposeLeft(a, b, n, inputs, m);
        double[] aa = squaredNorms(a, inputs);
        double[] bb = squaredNorms(b, inputs);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                double ab = product[i * m + j];
                // The rounding of inner products leaves 10⁻⁸ of the angle between nearly parallel vectors.
                product[i * m + j] = arc != null && Math.abs(ab) > NEARLY_PARALLEL * Math.sqrt(aa[i]) * Math.sqrt(bb[j])
                        ? arc.at(Math.sqrt(aa[i]) * Math.sqrt(bb[j]), Vectors.angle(column(a, i, n), column(b, j, m)))
                        : kernel.at(aa[i], bb[j], ab);
            }
        }
        return product;
    }

    /**
     * The mean of Φ(x, x) over the columns of X.
     *
     * @param x inputs × n, samples in columns, row by row
     * @param inputs the number of rows
     * @return the mean of n numbers
     */
    public double diagonalMean(double[] x, int inputs) {
        double sum = 0;
        double[] norms = squaredNorms(x, inputs);
        for (double square : norms) {
            sum += kernel.at(square, square, square);
        }
        return sum / norms.length;
    }

    private static double[] column(double[] x, int j, int columns) {
        double[] column = new double[x.length / columns];
        Arrays.setAll(column, i -> x[i * columns + j]);
        return column;
    }

    private static double[] squaredNorms(double[] x, int inputs) {
        int n = x.length / inputs;
        double[] norms = new double[n];
        for (int i = 0; i < x.length; i++) {
            norms[i % n] += x[i] * x[i];
        }
        return norms;
    }

    @Override
    public String toString() {
        return name;
    }
}
