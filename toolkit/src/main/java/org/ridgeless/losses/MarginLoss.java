package org.ridgeless.losses;

import org.ridgeless.data.Targets;

/** A loss ℓ(m) of the margin m = y f for labels y = ±1. */
abstract class MarginLoss extends ElementwiseLoss {
    abstract double at(double m);

    abstract double derivative(double m);

    abstract double secondDerivative(double m);

    abstract double thirdDerivative(double m);

    @Override
    final double value(double f, double y) {
        return at(y * f);
    }

    @Override
    final double slope(double f, double y) {
        return y * derivative(y * f);
    }

    @Override
    final double second(double f, double y) {
        return secondDerivative(y * f);
    }

    @Override
    final double third(double f, double y) {
        return y * thirdDerivative(y * f);
    }

    @Override
    public final void require(Targets targets, int outputs) {
        if (targets != Targets.BINARY || outputs != 1) {
            throw new IllegalArgumentException("the " + name() + " loss takes labels +1 and -1 and one output, got "
                    + targets + " targets with " + outputs + " outputs; for several classes use Loss.CROSS_ENTROPY or"
                    + " data.oneAgainstOther(a, b)");
        }
    }
}
