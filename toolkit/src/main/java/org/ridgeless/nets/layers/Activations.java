package org.ridgeless.nets.layers;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.apache.commons.numbers.gamma.Erf;
import org.ridgeless.linalg.Jet;
import org.ridgeless.linalg.dense.Tanh;

/** The activations that theory papers use. */
public final class Activations {
    /** σ(z) = z. */
    public static final Activation LINEAR = new LeakyRelu("linear", 1);

    /** σ(z) = max(z, 0). */
    public static final Activation RELU = new LeakyRelu("ReLU", 0);

    /** σ(z) = tanh z. */
    public static final Activation TANH = new HyperbolicTangent();

    /** σ(z) = erf z. */
    public static final Activation ERF = new ErfActivation();

    /** σ(z) = z Φ(z) with the normal distribution function Φ (Hendrycks and Gimpel, 2016), without approximation. */
    public static final Activation GELU = new Gelu();

    /** σ(z) = log(1 + eᶻ). */
    public static final Activation SOFTPLUS = new Softplus();

    /** σ(z) = sin z. */
    public static final Activation SINE = new Sine();

    private Activations() {}

    /**
     * σ(z) = z for positive z, else {@code slope} · z.
     *
     * @param slope finite, of either sign
     * @return the activation, homogeneous of degree 1
     * @throws IllegalArgumentException if the slope is not finite
     */
    public static Activation leakyRelu(double slope) {
        if (!Double.isFinite(slope)) {
            throw new IllegalArgumentException("the slope of a leaky ReLU must be a finite number, got " + slope);
        }
        return new LeakyRelu("leaky ReLU " + slope, slope);
    }

    /**
     * σ(z) = max(z, 0)ᵖ with an integer p ≥ 1, homogeneous of degree p.
     *
     * @param power p ≥ 1
     * @return the activation; {@link #RELU} for 1
     * @throws IllegalArgumentException if the power is below 1
     */
    public static Activation powerRelu(int power) {
        if (power < 1) {
            throw new IllegalArgumentException("the power of a ReLU must be at least 1, got " + power);
        }
        return power == 1 ? RELU : new PowerRelu(power);
    }

    /**
     * σ(z) = Σ_k coefficients[k] zᵏ.
     *
     * @param coefficients finite, the constant first, at least one
     * @return the activation
     * @throws IllegalArgumentException if there is none, or one is not finite
     */
    public static Activation polynomial(double... coefficients) {
        if (coefficients.length == 0) {
            throw new IllegalArgumentException("a polynomial activation needs at least one coefficient");
        }
        for (double coefficient : coefficients) {
            if (!Double.isFinite(coefficient)) {
                throw new IllegalArgumentException(
                        "the coefficients of a polynomial activation must be finite numbers, got " + coefficient);
            }
        }
        return new Polynomial(coefficients.clone());
    }

    /**
     * An activation of one's own, written with jets, from which all its derivatives follow:
     * {@code Activations.of("swish", z -> z.times(z.sigmoid()))}.
     *
     * {@snippet file="NetworksTest.java" region="activation"}
     *
     * @param name in descriptions of networks
     * @param function σ by operations of jets
     * @return the activation
     */
    public static Activation of(String name, UnaryOperator<Jet> function) {
        return CustomActivation.of(name, function);
    }

    /**
     * An activation of one's own with its first three derivatives.
     *
     * @param name in descriptions of networks
     * @param function σ
     * @param first σ′
     * @param second σ″
     * @param third σ‴
     * @return the activation
     * @throws IllegalArgumentException if a derivative is not that of the function, by differences at 24 points from −4 to 4
     */
    public static Activation of(
            String name,
            DoubleUnaryOperator function,
            DoubleUnaryOperator first,
            DoubleUnaryOperator second,
            DoubleUnaryOperator third) {
        return CustomActivation.of(name, function, first, second, third);
    }

    /** A factor that may be infinite times a bell that is 0 there. */
    private static double damped(double factor, double bell) {
        return bell == 0 ? 0 : factor * bell;
    }

    private record LeakyRelu(String name, double slope) implements Activation {
        @Override
        public double value(double z) {
            return z > 0 ? z : slope * z;
        }

        @Override
        public double derivative(double z) {
            return z > 0 ? 1 : slope;
        }

        @Override
        public double secondDerivative(double z) {
            return 0;
        }

        @Override
        public double thirdDerivative(double z) {
            return 0;
        }

        @Override
        public double degree() {
            return 1;
        }

        @Override
        public boolean piecewiseLinear() {
            return true;
        }

        @Override
        public void multiplyDerivative(int n, double[] z, double[] y, double[] a, double[] b) {
            for (int i = 0; i < n; i++) {
                b[i] = z[i] > 0 ? a[i] : slope * a[i];
            }
        }
    }

    private record PowerRelu(int power) implements Activation {
        @Override
        public String name() {
            return "ReLU^" + power;
        }

        @Override
        public double value(double z) {
            return z > 0 ? Math.pow(z, power) : z <= 0 ? 0 : Double.NaN;
        }

        @Override
        public double derivative(double z) {
            return z > 0 ? power * Math.pow(z, power - 1) : 0;
        }

        @Override
        public double secondDerivative(double z) {
            return z > 0 ? (power - 1.0) * power * Math.pow(z, power - 2) : 0;
        }

        @Override
        public double thirdDerivative(double z) {
            return z > 0 && power > 2 ? (power - 1.0) * power * (power - 2) * Math.pow(z, power - 3) : 0;
        }

        @Override
        public double degree() {
            return power;
        }
    }

    private record HyperbolicTangent() implements Activation {
        @Override
        public String name() {
            return "tanh";
        }

        @Override
        public double value(double z) {
            return Tanh.of(z);
        }

        @Override
        public double derivative(double z) {
            double t = Tanh.of(z);
            return 1 - t * t;
        }

        @Override
        public double secondDerivative(double z) {
            double t = Tanh.of(z);
            return -2 * t * (1 - t * t);
        }

        @Override
        public double thirdDerivative(double z) {
            double t = Tanh.of(z);
            double s = 1 - t * t;
            return s * (4 * t * t - 2 * s);
        }

        @Override
        public void addBend(int n, double[] z, double[] y, double[] a, double[] b, double[] c) {
            for (int i = 0; i < n; i++) {
                double t = y[i];
                c[i] += a[i] * (-2 * t * (1 - t * t)) * b[i];
            }
        }

        @Override
        public void multiplyDerivative(int n, double[] z, double[] y, double[] a, double[] b) {
            for (int i = 0; i < n; i++) {
                b[i] = (1 - y[i] * y[i]) * a[i];
            }
        }
    }

    private record ErfActivation() implements Activation {
        private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

        @Override
        public String name() {
            return "erf";
        }

        @Override
        public double value(double z) {
            return Erf.value(z);
        }

        @Override
        public double derivative(double z) {
            return TWO_OVER_ROOT_PI * Math.exp(-z * z);
        }

        @Override
        public double secondDerivative(double z) {
            return damped(-2 * z, derivative(z));
        }

        @Override
        public double thirdDerivative(double z) {
            return damped(4 * z * z - 2, derivative(z));
        }
    }

    private record Gelu() implements Activation {
        private static final double ROOT_HALF = Math.sqrt(0.5);
        private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

        @Override
        public String name() {
            return "GELU";
        }

        private static double density(double z) {
            return Math.exp(-0.5 * z * z) / ROOT_TWO_PI;
        }

        private static double distribution(double z) {
            return 0.5 * (1 + Erf.value(z * ROOT_HALF));
        }

        @Override
        public double value(double z) {
            return z * distribution(z);
        }

        @Override
        public double derivative(double z) {
            return distribution(z) + z * density(z);
        }

        @Override
        public double secondDerivative(double z) {
            return damped(2 - z * z, density(z));
        }

        @Override
        public double thirdDerivative(double z) {
            return damped(z * (z * z - 4), density(z));
        }
    }

    private record Softplus() implements Activation {
        @Override
        public String name() {
            return "softplus";
        }

        @Override
        public double value(double z) {
            return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
        }

        @Override
        public double derivative(double z) {
            return 1 / (1 + Math.exp(-z));
        }

        @Override
        public double secondDerivative(double z) {
            // Not 1 − s, which is 0 where s has come to 1.
            return derivative(z) * derivative(-z);
        }

        @Override
        public double thirdDerivative(double z) {
            double s = derivative(z);
            double t = derivative(-z);
            return s * t * (t - s);
        }
    }

    private record Sine() implements Activation {
        @Override
        public String name() {
            return "sine";
        }

        @Override
        public double value(double z) {
            return Math.sin(z);
        }

        @Override
        public double derivative(double z) {
            return Math.cos(z);
        }

        @Override
        public double secondDerivative(double z) {
            return -Math.sin(z);
        }

        @Override
        public double thirdDerivative(double z) {
            return -Math.cos(z);
        }
    }
}
