package org.ridgeless.plots;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.ridgeless.display.Numbers;

/** A quantity that the reader moves, and the values that it takes. */
record Slider(String name, double[] values) {
    private static final double EVEN = 1e-9;

    Slider {
        if (values.length < 2) {
            throw new IllegalArgumentException(
                    "the slider \"" + name + "\" needs at least 2 values, got " + values.length);
        }
        values = values.clone();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i]) || i > 0 && !(values[i] > values[i - 1])) {
                throw new IllegalArgumentException("the values of the slider \"" + name
                        + "\" must be finite and rising, got " + Arrays.toString(values));
            }
        }
    }

    int place(double value) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == value) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "the slider \"" + name + "\" has no value " + Numbers.tick(value) + "; it has " + list());
    }

    /** Whether the steps between the values are equal, so that a range can be dragged through them; others are picked from a list. */
    boolean isEven() {
        double step = step();
        for (int i = 1; i < values.length; i++) {
            if (Math.abs(values[i] - values[i - 1] - step) > EVEN * step) {
                return false;
            }
        }
        return true;
    }

    double step() {
        return (values[values.length - 1] - values[0]) / (values.length - 1);
    }

    String list() {
        return Arrays.stream(values).mapToObj(Numbers::tick).collect(Collectors.joining(", "));
    }
}
