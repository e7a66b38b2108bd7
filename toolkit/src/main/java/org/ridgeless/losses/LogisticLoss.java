package org.ridgeless.losses;

/** ℓ(m) = log(1 + exp(−m)), written so that neither tail overflows. */
final class LogisticLoss extends MarginLoss {
    /** Beyond this margin log(1 + exp(−m)) and exp(−m) agree to the last bit. */
    private static final double TAIL = 40;

    @Override
    public String name() {
        return "logistic";
    }

    @Override
    double at(double m) {
        return Math.max(-m, 0) + Math.log1p(Math.exp(-Math.abs(m)));
    }

    @Override
    double derivative(double m) {
        return m > 0 ? -Math.exp(-m) / (1 + Math.exp(-m)) : -1 / (1 + Math.exp(m));
    }

    @Override
    double secondDerivative(double m) {
        double e = Math.exp(-Math.abs(m));
        return e / ((1 + e) * (1 + e));
    }

    @Override
    double thirdDerivative(double m) {
        return -secondDerivative(m) * Math.tanh(m / 2);
    }

    @Override
    double logValue(double f, double y) {
        double m = y * f;
        return m > TAIL ? -m : Math.log(at(m));
    }

    @Override
    double scaledSlope(double f, double y, double shift) {
        double m = y * f;
        return m > TAIL ? -y * Math.exp(-m - shift) : y * derivative(m) * Math.exp(-shift);
    }
}
