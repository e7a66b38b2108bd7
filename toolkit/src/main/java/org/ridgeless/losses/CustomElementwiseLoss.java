package org.ridgeless.losses;

import java.util.function.DoubleBinaryOperator;
import org.ridgeless.data.Targets;
import org.ridgeless.linalg.Differences;

/** A loss of one output and its target given by functions. */
final class CustomElementwiseLoss extends ElementwiseLoss {
    private static final double[] TARGETS = {-1, 0, 0.5, 1};

    private final String name;
    private final DoubleBinaryOperator value;
    private final DoubleBinaryOperator derivative;
    private final DoubleBinaryOperator second;
    private final DoubleBinaryOperator third;

    CustomElementwiseLoss(
            String name,
            DoubleBinaryOperator value,
            DoubleBinaryOperator derivative,
            DoubleBinaryOperator second,
            DoubleBinaryOperator third) {
        this.name = name;
        this.value = value;
        this.derivative = derivative;
        this.second = second;
        this.third = third;
    }

    /** The loss, once its derivatives agree with its differences where it is finite. */
    static Loss checked(
            String name,
            DoubleBinaryOperator value,
            DoubleBinaryOperator derivative,
            DoubleBinaryOperator second,
            DoubleBinaryOperator third) {
        for (double y : TARGETS) {
            String place = " of the loss " + name + " with the target " + y;
            require("the derivative" + place, value, derivative, y);
            require("the second derivative" + place, derivative, second, y);
            if (third != null) {
                require("the third derivative" + place, second, third, y);
            }
        }
        return new CustomElementwiseLoss(name, value, derivative, second, third);
    }

    private static void require(String what, DoubleBinaryOperator function, DoubleBinaryOperator derivative, double y) {
        Differences.require(
                what, f -> function.applyAsDouble(f, y), f -> derivative.applyAsDouble(f, y), Differences.points());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    double value(double f, double y) {
        return value.applyAsDouble(f, y);
    }

    @Override
    double slope(double f, double y) {
        return derivative.applyAsDouble(f, y);
    }

    @Override
    double second(double f, double y) {
        return second.applyAsDouble(f, y);
    }

    @Override
    double third(double f, double y) {
        if (third == null) {
            throw Loss.withoutThird(name);
        }
        return third.applyAsDouble(f, y);
    }

    @Override
    public void require(Targets targets, int outputs) {
        // Functions of numbers take any of them; what they mean is the user's business.
    }
}
