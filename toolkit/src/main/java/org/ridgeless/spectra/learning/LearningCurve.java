package org.ridgeless.spectra.learning;

import java.util.function.DoubleUnaryOperator;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Gauss;

/**
 * Training and test error of a linear classifier while gradient descent trains it by least squares on two Gaussian
 * classes \(x = \pm\mu + \mathcal N(0, I_p)\), from weights \(w_0\sim\mathcal N(0, \sigma^2 I_p/p)\).
 *
 * <p>With \(c = p/n\) and ν the Marchenko–Pastur law on \([(1-\sqrt c)^2, (1+\sqrt c)^2]\) (and its atom at zero when c &gt; 1),
 * \[\omega(dx) = \frac{\sqrt{(x-\lambda_-)_+(\lambda_+-x)_+}}{2\pi(\lambda_s-x)}dx
 * + \frac{(\|\mu\|^4-c)_+}{\|\mu\|^2}\delta_{\lambda_s},\qquad \lambda_s = c+1+\|\mu\|^2+\frac{c}{\|\mu\|^2},\]
 * a fresh score is \(\pm\mathcal N(E, V)\) with
 * \[E = \int\frac{1-f_t(x)}{x}\omega(dx),\qquad V = \frac{\|\mu\|^2+c}{\|\mu\|^2}\int\Bigl(\frac{1-f_t(x)}{x}\Bigr)^2\omega(dx)
 * + \sigma^2\int f_t^2\,d\nu,\]
 * a training score is \(\pm\mathcal N(E_\ast, V_\ast)\) with \(E_\ast = \frac{\|\mu\|^2+c}{\|\mu\|^2}E\) and
 * \(V_\ast + E_\ast^2 = \frac{\|\mu\|^2+c}{\|\mu\|^2}\int\frac{(1-f_t)^2}{x}\omega(dx) + \sigma^2\int x f_t^2\,d\nu\); each error is
 * \(Q(E/\sqrt V)\). With a ridge γ, x in \(f_t\) and in the filter's denominator becomes \(x+\gamma\).
 *
 * <p>Assumes \(n, p\) large, ‖μ‖ of order one. One time costs one pass over the quadrature nodes; the substitution
 * \(x = 1+c+2\sqrt c\cos\theta\) with midpoints makes it spectrally accurate, the hard edge at c = 1 included.
 *
 * <p>Reference: Liao and Couillet, <i>The dynamics of learning: a random matrix approach</i>, ICML 2018, Theorems 1 and 2.
 * Difference: \(f_t\) may be that of discrete descent.
 */
public final class LearningCurve {
    private final double ratio;
    private final double signal;
    private final double variance;
    private final double ridge;
    private final Training training;
    private final double spike;
    private final double[] x;
    private final double[] bulkMass;
    private final double[] signalMass;

    private LearningCurve(double ratio, double signal, double variance, double ridge, Training training) {
        this.ratio = ratio;
        this.signal = signal;
        this.variance = variance;
        this.ridge = ridge;
        this.training = training;
        this.spike = ratio + 1 + signal + ratio / signal;
        double largest = Math.max(Math.pow(1 + Math.sqrt(ratio), 2), signal * signal > ratio ? spike : 0);
        training.requireStable(largest + ridge);
        int nodes = nodes(ratio);
        x = new double[nodes];
        bulkMass = new double[nodes];
        signalMass = new double[nodes];
        for (int k = 0; k < nodes; k++) {
            double theta = Math.PI * (k + 0.5) / nodes;
            x[k] = 1 + ratio + 2 * Math.sqrt(ratio) * Math.cos(theta);
            double arc = 4 * ratio * Math.pow(Math.sin(theta), 2) / (2 * nodes);
            bulkMass[k] = arc / (ratio * x[k]);
            signalMass[k] = arc / (spike - x[k]);
        }
    }

    /** Near c = 1 a pole comes close to the contour of integration and the rule needs more nodes. */
    private static int nodes(double ratio) {
        double distance = Math.abs(Math.log(ratio));
        return distance == 0 ? 2000 : (int) Math.max(2000, Math.min(40 / distance, 400_000));
    }

    /**
     * The curve for a problem.
     *
     * @param ratio c = p/n
     * @param signal ‖μ‖², the squared distance of a class mean from the origin
     * @param training gradient flow or descent, with its step
     * @return the curve from weights of 0, without decay
     * @throws IllegalArgumentException if ratio or signal is not positive, or descent diverges at its step
     */
    public static LearningCurve of(double ratio, double signal, Training training) {
        if (!(ratio > 0) || !(signal > 0) || !Vectors.areFinite(ratio, signal)) {
            throw new IllegalArgumentException(
                    "a learning curve needs a ratio p/n > 0 and a signal ‖μ‖² > 0, both finite, got " + ratio + " and "
                            + signal);
        }
        return new LearningCurve(ratio, signal, 0, 0, training);
    }

    /**
     * This curve started from weights of total variance σ².
     *
     * @param sigmaSquared σ² ≥ 0
     * @return the curve from there
     * @throws IllegalArgumentException if σ² is negative
     */
    public LearningCurve initialVariance(double sigmaSquared) {
        if (!(sigmaSquared >= 0)) {
            throw new IllegalArgumentException("the initial variance must be at least 0, got " + sigmaSquared);
        }
        return new LearningCurve(ratio, signal, sigmaSquared, ridge, training);
    }

    /**
     * This curve with weight decay γ‖w‖²/2.
     *
     * @param gamma γ ≥ 0
     * @return the curve with decay
     * @throws IllegalArgumentException if γ is negative, or descent diverges at its step
     */
    public LearningCurve ridge(double gamma) {
        if (!(gamma >= 0)) {
            throw new IllegalArgumentException("the ridge must be at least 0, got " + gamma);
        }
        return new LearningCurve(ratio, signal, variance, gamma, training);
    }

    /**
     * The mean E and the variance V of a score at one time.
     *
     * @param mean E
     * @param variance V
     */
    public record Score(double mean, double variance) {
        /** The probability of the wrong sign, \(Q(E/\sqrt V)\). */
        public double error() {
            return Gauss.tail(mean / Math.sqrt(variance));
        }
    }

    /**
     * The law of the score of a fresh sample after the given number of steps.
     *
     * @param steps t ≥ 0
     * @return E and V; the error is its {@code error()}
     * @throws IllegalArgumentException if t is negative
     */
    public Score test(int steps) {
        requireSteps(steps);
        double mean = signalIntegral(v -> training.filter(v + ridge, steps));
        double spread = signalIntegral(v -> Math.pow(training.filter(v + ridge, steps), 2)) * (signal + ratio) / signal;
        double start = bulkIntegral(v -> Math.pow(training.factor(v + ridge, steps), 2));
        return new Score(mean, spread + variance * start);
    }

    /**
     * The law of the score of a training sample after the given number of steps.
     *
     * @param steps t ≥ 0
     * @return E_* and V_*
     * @throws IllegalArgumentException if t is negative
     */
    public Score train(int steps) {
        requireSteps(steps);
        double scale = (signal + ratio) / signal;
        double mean = scale * signalIntegral(v -> training.filter(v + ridge, steps));
        double second = scale * signalIntegral(v -> v * Math.pow(training.filter(v + ridge, steps), 2));
        double start = bulkIntegral(v -> v * Math.pow(training.factor(v + ridge, steps), 2));
        return new Score(mean, second + variance * start - mean * mean);
    }

    private static void requireSteps(int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("training takes at least 0 steps, got " + steps);
        }
    }

    private double signalIntegral(DoubleUnaryOperator f) {
        double sum = Math.max(0, signal * signal - ratio) / signal * f.applyAsDouble(spike);
        for (int k = 0; k < x.length; k++) {
            sum += signalMass[k] * f.applyAsDouble(x[k]);
        }
        return sum;
    }

    private double bulkIntegral(DoubleUnaryOperator f) {
        double sum = Math.max(0, 1 - 1 / ratio) * f.applyAsDouble(0);
        for (int k = 0; k < x.length; k++) {
            sum += bulkMass[k] * f.applyAsDouble(x[k]);
        }
        return sum;
    }

    /**
     * The same test score by contour integrals of the Stieltjes transform, the paper's own form: an independent route.
     *
     * @param steps t ≥ 0
     * @param nodes the points of the contour, a few hundred to a few thousand
     * @return E and V
     */
    public Score testByContour(int steps, int nodes) {
        double left = Math.min(Math.pow(1 - Math.sqrt(ratio), 2), 0) - 0.2;
        double right = Math.max(spike, Math.pow(1 + Math.sqrt(ratio), 2)) + 0.2;
        double centre = (left + right) / 2;
        double width = (right - left) / 2;
        double height = 0.3;
        double mean = 0;
        double spread = 0;
        for (int k = 0; k < nodes; k++) {
            double angle = 2 * Math.PI * (k + 0.5) / nodes;
            Complex z = new Complex(centre + width * Math.cos(angle), height * Math.sin(angle));
            Complex tangent = new Complex(-width * Math.sin(angle), height * Math.cos(angle));
            Complex m = transform(z);
            Complex f = training.factor(z.plus(ridge), steps);
            Complex filter = Complex.ONE.minus(f).over(z.plus(ridge));
            Complex denominator = m.times(signal + ratio).plus(1).inverse();
            Complex first = filter.times(m).times(denominator).times(signal);
            Complex second = filter.squared()
                    .times(denominator)
                    .minus(f.squared().times(m).times(variance));
            // 1/(2πi) ∮ g dz with dz = tangent·dθ is the mean over the nodes of −i·g·tangent.
            mean -= first.times(tangent).im() / nodes;
            spread += second.times(tangent).im() / nodes;
        }
        return new Score(mean, spread);
    }

    /** The transform of the Marchenko–Pastur law; the root of each factor separately keeps the cut on the support. */
    private Complex transform(Complex z) {
        double root = Math.sqrt(ratio);
        Complex cut = z.minus(Math.pow(1 - root, 2))
                .sqrt()
                .times(z.minus(Math.pow(1 + root, 2)).sqrt());
        return Complex.real(1 - ratio).minus(z).plus(cut).over(z.times(2 * ratio));
    }
}
