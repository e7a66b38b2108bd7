package org.ridgeless.nets.layers;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.ridgeless.linalg.Differences;
import org.ridgeless.linalg.Jet;

/** An activation given by functions: σ and its derivatives up to the third, in this order. */
final class CustomActivation implements Activation {
    private static final String[] ORDERS = {"first", "second", "third"};
    private final String name;
    private final DoubleUnaryOperator[] derivatives;

    private CustomActivation(String name, DoubleUnaryOperator... derivatives) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an activation needs a name");
        }
        this.name = name;
        this.derivatives = derivatives;
    }

    static Activation of(String name, UnaryOperator<Jet> function) {
        CustomActivation activation = new CustomActivation(
                name,
                z -> function.apply(Jet.variable(z)).value(),
                z -> function.apply(Jet.variable(z)).first(),
                z -> function.apply(Jet.variable(z)).second(),
                z -> function.apply(Jet.variable(z)).third());
        activation.requireFinite();
        // A function may leave the arithmetic of jets, and lose its derivatives there.
        activation.requireDerivatives();
        return activation;
    }

    static Activation of(String name, DoubleUnaryOperator... functions) {
        CustomActivation activation = new CustomActivation(name, functions.clone());
        activation.requireFinite();
        activation.requireDerivatives();
        return activation;
    }

    private void requireFinite() {
        for (double z : Differences.points()) {
            if (!Double.isFinite(value(z))) {
                throw new IllegalArgumentException("the activation " + name + " is " + value(z) + " at " + z
                        + "; activations are finite for all finite arguments");
            }
        }
    }

    private void requireDerivatives() {
        for (int order = 1; order < derivatives.length; order++) {
            String what = "The " + ORDERS[order - 1] + " derivative of the activation " + name;
            Differences.require(what, derivatives[order - 1], derivatives[order], Differences.points());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double value(double z) {
        return derivatives[0].applyAsDouble(z);
    }

    @Override
    public double derivative(double z) {
        return derivatives[1].applyAsDouble(z);
    }

    @Override
    public double secondDerivative(double z) {
        return derivatives[2].applyAsDouble(z);
    }

    @Override
    public double thirdDerivative(double z) {
        return derivatives[3].applyAsDouble(z);
    }

    @Override
    public String toString() {
        return name;
    }
}
