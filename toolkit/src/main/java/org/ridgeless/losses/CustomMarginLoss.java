package org.ridgeless.losses;

import java.util.function.DoubleUnaryOperator;
import org.ridgeless.linalg.Differences;

/** A margin loss given by functions. */
final class CustomMarginLoss extends MarginLoss {
    private final String name;
    private final DoubleUnaryOperator value;
    private final DoubleUnaryOperator derivative;
    private final DoubleUnaryOperator second;
    private final DoubleUnaryOperator third;

    CustomMarginLoss(
            String name,
            DoubleUnaryOperator value,
            DoubleUnaryOperator derivative,
            DoubleUnaryOperator second,
            DoubleUnaryOperator third) {
        this.name = name;
        this.value = value;
        this.derivative = derivative;
        this.second = second;
        this.third = third;
    }

    /** The loss, once its derivatives agree with its differences where it is finite. */
    static Loss checked(
            String name,
            DoubleUnaryOperator value,
            DoubleUnaryOperator derivative,
            DoubleUnaryOperator second,
            DoubleUnaryOperator third) {
        double[] points = Differences.points();
        Differences.require("the derivative of the loss " + name, value, derivative, points);
        Differences.require("the second derivative of the loss " + name, derivative, second, points);
        if (third != null) {
            Differences.require("the third derivative of the loss " + name, second, third, points);
        }
        return new CustomMarginLoss(name, value, derivative, second, third);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    double at(double m) {
        return value.applyAsDouble(m);
    }

    @Override
    double derivative(double m) {
        return derivative.applyAsDouble(m);
    }

    @Override
    double secondDerivative(double m) {
        return second.applyAsDouble(m);
    }

    @Override
    double thirdDerivative(double m) {
        if (third == null) {
            throw Loss.withoutThird(name);
        }
        return third.applyAsDouble(m);
    }
}
