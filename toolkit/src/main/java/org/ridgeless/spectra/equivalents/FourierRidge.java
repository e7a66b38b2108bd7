package org.ridgeless.spectra.equivalents;

import java.util.Arrays;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.Products;

/**
 * Training and test error of ridge regression on random Fourier features \([\cos WX; \sin WX]\) of given data, without
 * drawing W: two kernels, each with its own correction.
 *
 * <p>With N frequencies (2N features), \(s\in\{\cos,\sin\}\),
 * \[\bar Q = \Bigl[\frac Nn\Bigl(\frac{K_{\cos}}{1+\delta_{\cos}}+\frac{K_{\sin}}{1+\delta_{\sin}}\Bigr)+\lambda I\Bigr]^{-1},\qquad
 * \delta_s = \tfrac1n\operatorname{tr}K_s\bar Q,\]
 * \(\Omega^{-1} = I_2-\frac NnT\), \(T_{ss'} = \frac{\frac1n\operatorname{tr}\bar QK_s\bar QK_{s'}}{(1+\delta_{s'})^2}\), and errors that are quadratic forms in these.
 * As λ → 0, δ grows like 1/λ for 2N &lt; n and stays bounded for 2N &gt; n; at 2N = n it grows like \(\lambda^{-1/2}\).
 *
 * <p>Assumes n, p, N large and comparable and data of bounded norm. One Newton step on \((\log\delta_{\cos},\log\delta_{\sin})\) costs
 * one inverse and one product of n × n matrices; its Jacobian is T again. A few steps suffice even at 2N = n.
 *
 * <p>Reference: Liao, Couillet and Mahoney, <i>A random matrix analysis of random Fourier features: beyond the Gaussian
 * kernel, a precise phase transition, and the corresponding double descent</i>, NeurIPS 2020, Theorems 1–3.
 */
public final class FourierRidge {
    private static final double TOLERANCE = 1e-10;
    private static final int MOST_STEPS = 60;

    private final int n;
    private final double[] cosine;
    private final double[] sine;
    private final double[] labels;

    private FourierRidge(int n, double[] cosine, double[] sine, double[] labels) {
        this.n = n;
        this.cosine = cosine;
        this.sine = sine;
        this.labels = labels;
    }

    /**
     * The problem for two kernels and the labels.
     *
     * @param cosine \(K_{\cos}\) on the training data, n × n
     * @param sine \(K_{\sin}\), n × n
     * @param labels y
     * @return the problem, at any N and λ
     * @throws IllegalArgumentException if a kernel is not n × n for n ≥ 1 labels
     */
    public static FourierRidge of(double[] cosine, double[] sine, double[] labels) {
        int n = labels.length;
        if (n == 0 || cosine.length != n * n || sine.length != n * n) {
            throw new IllegalArgumentException("both kernels must be n × n for n = " + n + " labels, got "
                    + cosine.length + " and " + sine.length + " entries");
        }
        if (!Vectors.areFinite(labels)) {
            throw new IllegalArgumentException("labels must be finite, got " + Arrays.toString(labels));
        }
        return new FourierRidge(n, cosine, sine, labels);
    }

    /**
     * The equivalent at N frequencies and ridge λ.
     *
     * @param frequencies N ≥ 1
     * @param ridge λ &gt; 0
     * @return the corrections with their residual
     * @throws IllegalArgumentException if there is no frequency, or the ridge is not positive
     * @throws ArithmeticException if Newton's method does not converge, with the residual
     */
    public Equivalent at(int frequencies, double ridge) {
        return solve(frequencies, ridge, Math.log(Math.max(1, 1 / ridge)), Math.log(Math.max(1, 1 / ridge)));
    }

    /**
     * The equivalent at N frequencies and ridge λ, found from that at a nearby point: fewer steps.
     *
     * @param frequencies N ≥ 1
     * @param ridge λ &gt; 0
     * @param near the equivalent at another N or λ
     * @return the corrections with their residual
     * @throws IllegalArgumentException if there is no frequency, or the ridge is not positive
     * @throws ArithmeticException if Newton's method does not converge, with the residual
     */
    public Equivalent at(int frequencies, double ridge, Equivalent near) {
        return solve(frequencies, ridge, Math.log(near.deltaCos), Math.log(near.deltaSin));
    }

    /**
     * What the corrections would be for a resolvent Q that was drawn, or that another theory gives: \(\frac1n\operatorname{tr}K_{\cos}Q\)
     * and \(\frac1n\operatorname{tr}K_{\sin}Q\).
     *
     * @param resolvent Q, symmetric, n × n
     * @return δ_cos and δ_sin
     * @throws IllegalArgumentException if Q is not n × n
     */
    public double[] corrections(double[] resolvent) {
        if (resolvent.length != n * n) {
            throw new IllegalArgumentException(
                    "the resolvent must be n × n for n = " + n + ", got " + resolvent.length + " entries");
        }
        return new double[] {Vectors.dot(cosine, resolvent) / n, Vectors.dot(sine, resolvent) / n};
    }

    private Equivalent solve(int frequencies, double ridge, double startCos, double startSin) {
        if (frequencies < 1 || !(ridge > 0)) {
            throw new IllegalArgumentException(
                    "the equivalent needs at least 1 frequency and a ridge > 0, got " + frequencies + " and " + ridge);
        }
        double x = startCos;
        double y = startSin;
        double residual = Double.NaN;
        for (int k = 0; k < MOST_STEPS; k++) {
            Equivalent here = new Equivalent(frequencies, ridge, Math.exp(x), Math.exp(y));
            double gapX = x - Math.log(here.imageCos);
            double gapY = y - Math.log(here.imageSin);
            residual = Math.max(Math.abs(gapX), Math.abs(gapY));
            if (residual < TOLERANCE) {
                return here.ended(k + 1, residual);
            }
            // Newton on log δ: ∂ log f_s / ∂ log δ_t = δ_t (N/n) T_st / f_s.
            double load = (double) frequencies / n;
            double a = 1 - here.deltaCos * load * here.t[0] / here.imageCos;
            double b = -here.deltaSin * load * here.t[1] / here.imageCos;
            double c = -here.deltaCos * load * here.t[2] / here.imageSin;
            double d = 1 - here.deltaSin * load * here.t[3] / here.imageSin;
            double determinant = a * d - b * c;
            x -= limited((d * gapX - b * gapY) / determinant);
            y -= limited((a * gapY - c * gapX) / determinant);
        }
        throw new ArithmeticException("the corrections δ at N = " + frequencies + ", λ = " + ridge
                + " did not converge: residual of log δ " + residual + " after " + MOST_STEPS + " steps");
    }

    /** Newton may overshoot far from the solution; a factor of e⁴ a step is enough. */
    private static double limited(double step) {
        return Math.max(-4, Math.min(4, step));
    }

    /** The corrections at one (N, λ), and the errors that follow from them. */
    public final class Equivalent {
        private final int frequencies;
        private final double ridge;
        private final double deltaCos;
        private final double deltaSin;
        private final double imageCos;
        private final double imageSin;
        private final double[] resolvent;
        private final double[] productCos;
        private final double[] t;
        private int steps;
        private double residual;

        private Equivalent(int frequencies, double ridge, double deltaCos, double deltaSin) {
            this.frequencies = frequencies;
            this.ridge = ridge;
            this.deltaCos = deltaCos;
            this.deltaSin = deltaSin;
            double load = (double) frequencies / n;
            double weightCos = load / (1 + deltaCos);
            double weightSin = load / (1 + deltaSin);
            double[] matrix = new double[n * n];
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] = weightCos * cosine[i] + weightSin * sine[i];
            }
            for (int i = 0; i < n; i++) {
                matrix[i * n + i] += ridge;
            }
            resolvent = Cholesky.of(matrix, n).inverse();
            productCos = Products.multiply(resolvent, cosine, n, n, n);
            double[] productSin = Products.multiply(resolvent, sine, n, n, n);
            imageCos = trace(productCos) / n;
            imageSin = trace(productSin) / n;
            double cc = traceOfProduct(productCos, productCos) / n;
            double cs = traceOfProduct(productCos, productSin) / n;
            double ss = traceOfProduct(productSin, productSin) / n;
            double squareCos = (1 + deltaCos) * (1 + deltaCos);
            double squareSin = (1 + deltaSin) * (1 + deltaSin);
            t = new double[] {cc / squareCos, cs / squareSin, cs / squareCos, ss / squareSin};
        }

        private Equivalent ended(int count, double gap) {
            steps = count;
            residual = gap;
            return this;
        }

        /** δ_cos. */
        public double deltaCos() {
            return deltaCos;
        }

        /** δ_sin. */
        public double deltaSin() {
            return deltaSin;
        }

        /** The Newton steps taken. */
        public int steps() {
            return steps;
        }

        /** The largest |log δ − log f(δ)| left. */
        public double residual() {
            return residual;
        }

        /** \(\det\Omega^{-1}\), which vanishes where the test error diverges. */
        public double determinant() {
            double load = (double) frequencies / n;
            return (1 - load * t[0]) * (1 - load * t[3]) - load * load * t[1] * t[2];
        }

        /** \(v\,\Omega\,w\) with Ω⁻¹ = I − (N/n)T. */
        private double omega(double v0, double v1, double w0, double w1) {
            double load = (double) frequencies / n;
            double a = 1 - load * t[0];
            double b = -load * t[1];
            double c = -load * t[2];
            double d = 1 - load * t[3];
            return (v0 * (d * w0 - b * w1) + v1 * (a * w1 - c * w0)) / (a * d - b * c);
        }

        /** The mean squared training error. */
        public double train() {
            double[] qy = Products.multiply(resolvent, labels, n, n, 1);
            double load = (double) frequencies / n;
            double v0 = traceOfProduct(resolvent, productCos) / n / square(1 + deltaCos);
            double[] sinSquare = Products.multiply(resolvent, sine, n, n, n);
            double v1 = traceOfProduct(resolvent, sinSquare) / n / square(1 + deltaSin);
            double spread = omega(v0, v1, form(cosine, qy), form(sine, qy));
            return ridge * ridge / n * (Vectors.dot(qy, qy) + load * spread);
        }

        /**
         * The mean squared test error.
         *
         * @param crossCos \(K_{\cos}(\hat X, X)\), n̂ × n
         * @param crossSin \(K_{\sin}(\hat X, X)\), n̂ × n
         * @param diagonalCos the mean of \(K_{\cos}(\hat x,\hat x)\) over the test set
         * @param diagonalSin the mean of \(K_{\sin}(\hat x,\hat x)\)
         * @param targets ŷ
         * @return the mean over the test set
         */
        public double test(
                double[] crossCos, double[] crossSin, double diagonalCos, double diagonalSin, double[] targets) {
            int tests = targets.length;
            double load = (double) frequencies / n;
            double[] phi = new double[tests * n];
            for (int i = 0; i < phi.length; i++) {
                phi[i] = crossCos[i] / (1 + deltaCos) + crossSin[i] / (1 + deltaSin);
            }
            double[] smoother = Products.multiply(phi, resolvent, tests, n, n);
            double[] prediction = Products.multiply(smoother, labels, tests, n, 1);
            double bias = 0;
            for (int j = 0; j < tests; j++) {
                bias += square(targets[j] - load * prediction[j]);
            }
            double[] qy = Products.multiply(resolvent, labels, n, n, 1);
            double v0 = spread(smoother, cosine, crossCos, diagonalCos, tests) / square(1 + deltaCos);
            double v1 = spread(smoother, sine, crossSin, diagonalSin, tests) / square(1 + deltaSin);
            double variance = omega(v0, v1, form(cosine, qy), form(sine, qy));
            return bias / tests + load * load / tests * variance;
        }

        /** Θ: how far the features of fresh data scatter around their projection on those of the training data. */
        private double spread(double[] smoother, double[] kernel, double[] cross, double diagonal, int tests) {
            double[] carried = Products.multiply(smoother, kernel, tests, n, n);
            double load = (double) frequencies / n;
            return tests * diagonal / frequencies
                    + load / n * Vectors.dot(carried, smoother)
                    - 2.0 / n * Vectors.dot(smoother, cross);
        }

        private double trace(double[] matrix) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += matrix[i * n + i];
            }
            return sum;
        }

        private double traceOfProduct(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    sum += a[i * n + j] * b[j * n + i];
                }
            }
            return sum;
        }

        private double form(double[] matrix, double[] v) {
            return Vectors.dot(Products.multiply(matrix, v, n, n, 1), v);
        }
    }

    private static double square(double x) {
        return x * x;
    }
}
