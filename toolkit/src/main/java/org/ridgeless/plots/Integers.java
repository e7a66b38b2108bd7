package org.ridgeless.plots;

import java.util.List;
import java.util.function.Function;

/** Whether an axis shows whole numbers only, such as widths, layers or classes: then its ticks are whole, too. */
final class Integers {
    private Integers() {}

    static boolean onX(List<Layer> layers) {
        return all(layers, Layer.Curve::x, 1);
    }

    /** Counts; a quantity that happens to be 0 and 1 is none. */
    static boolean onY(List<Layer> layers) {
        boolean spread = layers.stream().anyMatch(l -> l instanceof Layer.Ribbon || l instanceof Layer.Whiskers);
        return !spread && all(layers, Layer.Curve::y, 2);
    }

    private static boolean all(List<Layer> layers, Function<Layer.Curve, double[]> coordinate, double leastSpan) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Layer layer : layers) {
            if (layer instanceof Layer.Curve curve) {
                if (curve.style() == Layer.Style.BARS) {
                    return false;
                }
                for (double value : coordinate.apply(curve)) {
                    if (!Double.isFinite(value)) {
                        continue;
                    }
                    if (value != Math.rint(value)) {
                        return false;
                    }
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        return high - low >= leastSpan;
    }
}
