package org.ridgeless.losses;

// code: loss
/**
 * ℓ(m) = (√(m² + 4) − m) / 2: the hinge with its kink moved to m = 0 and rounded. Its tail is 1/m, so that gradient descent does not
 * approach the largest margin (Chen and Harker 1993; Ji, Dudík, Schapire and Telgarsky 2020).
 */
final class PolynomialTailLoss extends MarginLoss {
    @Override
    public String name() {
        return "polynomial tail";
    }

    @Override
    double at(double m) {
        // The difference cancels for large margins; its conjugate does not.
        double root = Math.hypot(m, 2);
        return m > 0 ? 2 / (root + m) : (root - m) / 2;
    }

    @Override
    double derivative(double m) {
        return -at(m) / Math.hypot(m, 2);
    }

    @Override
    double secondDerivative(double m) {
        double root = Math.hypot(m, 2);
        return 2 / (root * root * root);
    }

    @Override
    double thirdDerivative(double m) {
        double root = Math.hypot(m, 2);
        return -3 * (m / root) * secondDerivative(m) / root;
    }
}
// end
