package org.ridgeless.losses;

import org.ridgeless.data.Targets;

/** ℓ = ½ Σ_j (f_j − y_j)². */
final class SquareLoss extends ElementwiseLoss {
    @Override
    public String name() {
        return "square";
    }

    @Override
    double value(double f, double y) {
        return 0.5 * (f - y) * (f - y);
    }

    @Override
    double slope(double f, double y) {
        return f - y;
    }

    @Override
    double second(double f, double y) {
        return 1;
    }

    @Override
    double third(double f, double y) {
        return 0;
    }

    @Override
    double logValue(double f, double y) {
        return 2 * Math.log(Math.abs(f - y)) - Math.log(2);
    }

    @Override
    double proximal(double v, double y, double step) {
        return (v + step * y) / (1 + step);
    }

    @Override
    public void require(Targets targets, int outputs) {
        // Any target is a vector of numbers, so every kind is accepted.
    }
}
