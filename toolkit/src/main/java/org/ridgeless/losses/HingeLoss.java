package org.ridgeless.losses;

/** The hinge, with its kink rounded over a width (0 for the hinge itself, whose slope at the kink is 0). */
final class HingeLoss extends MarginLoss {
    private final double width;

    HingeLoss(double width) {
        this.width = width;
    }

    @Override
    public String name() {
        return width == 0 ? "hinge" : "smoothed hinge of width " + width;
    }

    @Override
    double at(double m) {
        double gap = 1 - m;
        if (gap <= 0) {
            return 0;
        }
        return gap < width ? gap * gap / (2 * width) : gap - width / 2;
    }

    @Override
    double derivative(double m) {
        double gap = 1 - m;
        if (gap <= 0) {
            return 0;
        }
        if (Double.isNaN(gap)) {
            return gap;
        }
        return gap < width ? -gap / width : -1;
    }

    @Override
    double secondDerivative(double m) {
        double gap = 1 - m;
        if (Double.isNaN(gap)) {
            return gap;
        }
        return gap > 0 && gap < width ? 1 / width : 0;
    }

    @Override
    double thirdDerivative(double m) {
        return Double.isNaN(m) ? m : 0;
    }

    @Override
    double proximal(double v, double y, double step) {
        double gap = 1 - y * v;
        if (gap <= 0) {
            return v;
        }
        // On the rounded part the gap shrinks by the factor width / (width + step), on the straight one by the step.
        return gap <= width + step ? y * (1 - gap * width / (width + step)) : v + y * step;
    }
}
