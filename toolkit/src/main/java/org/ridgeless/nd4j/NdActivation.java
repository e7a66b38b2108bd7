package org.ridgeless.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.ridgeless.nets.layers.Activation;
import org.ridgeless.nets.layers.Activations;

/**
 * An activation by ND4J's own operations; those that it has none for, such as custom ones, are computed on the JVM. The result is
 * written to the last argument, which has the shape of z and is not z.
 */
interface NdActivation {
    /** y = σ(z). */
    void value(INDArray z, INDArray y);

    /** σ′(z), where y = σ(z) is known. */
    void derivative(INDArray z, INDArray y, INDArray into);

    /** σ″(z). */
    void secondDerivative(INDArray z, INDArray y, INDArray into);

    /** Whether σ″ is zero almost everywhere. */
    default boolean piecewiseLinear() {
        return false;
    }

    /** The form of the given activation. */
    static NdActivation of(Activation activation) {
        if (activation == Activations.TANH) {
            return new Tanh();
        }
        if (activation == Activations.SINE) {
            return new Sine();
        }
        if (activation == Activations.SOFTPLUS) {
            return new Softplus();
        }
        if (activation == Activations.ERF) {
            return new Error();
        }
        if (activation == Activations.GELU) {
            return new Gelu();
        }
        double degree = activation.degree();
        if (degree >= 1 && degree == Math.rint(degree)) {
            return new Homogeneous((int) degree, activation.value(1), activation.value(-1));
        }
        return new OnTheJvm(activation);
    }

    private static INDArray erf(INDArray z) {
        return Nd4j.getExecutioner().exec(new Erf(z, z));
    }

    /** e^{−a z²} into {@code into}. */
    private static INDArray bell(double a, INDArray z, INDArray into) {
        return Transforms.exp(z.muli(z, into).muli(-a), false);
    }

    /** A function of degree p is what it is at 1 and at −1: σ(z) = right · max(z, 0)ᵖ + left · max(−z, 0)ᵖ. */
    record Homogeneous(int p, double right, double left) implements NdActivation {
        @Override
        public void value(INDArray z, INDArray y) {
            power(z, p, right, left, y);
        }

        @Override
        public void derivative(INDArray z, INDArray y, INDArray into) {
            power(z, p - 1, p * right, -p * left, into);
        }

        @Override
        public void secondDerivative(INDArray z, INDArray y, INDArray into) {
            power(z, p - 2, p * (p - 1) * right, p * (p - 1) * left, into);
        }

        @Override
        public boolean piecewiseLinear() {
            return p == 1;
        }

        private static void power(INDArray z, int q, double a, double b, INDArray into) {
            into.assign(z);
            if (q <= 0) {
                Transforms.step(into, false).muli(a - b).addi(b);
                return;
            }
            raise(Transforms.max(into, 0.0, false), q).muli(a);
            if (b != 0) {
                into.addi(raise(Transforms.max(z.neg(), 0.0, false), q).muli(b));
            }
        }

        private static INDArray raise(INDArray a, int q) {
            return q == 1 ? a : Transforms.pow(a, q, false);
        }
    }

    /** tanh z. */
    record Tanh() implements NdActivation {
        @Override
        public void value(INDArray z, INDArray y) {
            Transforms.tanh(y.assign(z), false);
        }

        @Override
        public void derivative(INDArray z, INDArray y, INDArray into) {
            y.muli(y, into).rsubi(1);
        }

        @Override
        public void secondDerivative(INDArray z, INDArray y, INDArray into) {
            y.muli(y, into).subi(1).muli(y).muli(2);
        }
    }

    /** sin z. */
    record Sine() implements NdActivation {
        @Override
        public void value(INDArray z, INDArray y) {
            Transforms.sin(y.assign(z), false);
        }

        @Override
        public void derivative(INDArray z, INDArray y, INDArray into) {
            Transforms.cos(into.assign(z), false);
        }

        @Override
        public void secondDerivative(INDArray z, INDArray y, INDArray into) {
            into.assign(y).negi();
        }
    }

    /** log(1 + eᶻ) = max(z, 0) + log(1 + e^{−|z|}). */
    record Softplus() implements NdActivation {
        @Override
        public void value(INDArray z, INDArray y) {
            Transforms.log1p(Transforms.exp(Transforms.abs(y.assign(z), false).negi(), false), false);
            y.addi(Transforms.max(z, 0.0, true));
        }

        @Override
        public void derivative(INDArray z, INDArray y, INDArray into) {
            Transforms.sigmoid(into.assign(z), false);
        }

        @Override
        public void secondDerivative(INDArray z, INDArray y, INDArray into) {
            derivative(z, y, into);
            into.muli(into.rsub(1));
        }
    }

    /** erf z. */
    record Error() implements NdActivation {
        @Override
        public void value(INDArray z, INDArray y) {
            erf(y.assign(z));
        }

        @Override
        public void derivative(INDArray z, INDArray y, INDArray into) {
            bell(1, z, into).muli(2 / Math.sqrt(Math.PI));
        }

        @Override
        public void secondDerivative(INDArray z, INDArray y, INDArray into) {
            derivative(z, y, into);
            into.muli(z).muli(-2);
        }
    }

    /** z Φ(z). */
    record Gelu() implements NdActivation {
        private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

        private static INDArray distribution(INDArray z, INDArray into) {
            return erf(into.assign(z).muli(Math.sqrt(0.5))).addi(1).muli(0.5);
        }

        @Override
        public void value(INDArray z, INDArray y) {
            distribution(z, y).muli(z);
        }

        @Override
        public void derivative(INDArray z, INDArray y, INDArray into) {
            INDArray density = bell(0.5, z, z.dup('c')).divi(ROOT_TWO_PI);
            distribution(z, into).addi(density.muli(z));
        }

        @Override
        public void secondDerivative(INDArray z, INDArray y, INDArray into) {
            bell(0.5, z, into).divi(ROOT_TWO_PI).muli(z.mul(z).rsubi(2));
        }
    }

    /** Any other, entry by entry in Java. */
    record OnTheJvm(Activation activation) implements NdActivation {
        @Override
        public void value(INDArray z, INDArray y) {
            each(z, y, activation::value);
        }

        @Override
        public void derivative(INDArray z, INDArray y, INDArray into) {
            each(z, into, activation::derivative);
        }

        @Override
        public void secondDerivative(INDArray z, INDArray y, INDArray into) {
            each(z, into, activation::secondDerivative);
        }

        @Override
        public boolean piecewiseLinear() {
            return activation.piecewiseLinear();
        }

        private static void each(INDArray z, INDArray into, java.util.function.DoubleUnaryOperator function) {
            double[] values = new double[(int) z.length()];
            Exchange.read(z, values);
            java.util.Arrays.setAll(values, i -> function.applyAsDouble(values[i]));
            Exchange.write(values, into);
        }
    }
}
