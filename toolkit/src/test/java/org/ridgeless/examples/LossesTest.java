package org.ridgeless.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.lab.docs.Shown;
import org.ridgeless.losses.Loss;

class LossesTest {
    @Test
    void loss() {
        // @start region="loss"
        double[] f = {0, 2}; // outputs of two samples
        double[] y = {1, 1}; // their labels
        double logistic = Loss.LOGISTIC.value(f, y, 2, 1); // 0.410037… = (log 2 + log(1 + e⁻²)) / 2
        double hinge = Loss.HINGE.value(f, y, 2, 1); // 0.5 = (1 + 0) / 2
        double square = Loss.SQUARE.value(f, y, 2, 1); // 0.5 = (1 + 1) / 2 / 2
        // @end
        Shown.in("loss", logistic, hinge, square);
        assertThat(logistic).isCloseTo((Math.log(2) + Math.log1p(Math.exp(-2))) / 2, within(1e-15));
    }

    @Test
    void margin() {
        // @start region="margin"
        Loss savage = Loss.margin("Savage", m -> m.sigmoid().minus(1).square()); // of m = y f
        double[] slope = new double[1];
        double value = savage.gradient(new double[] {0}, new double[] {1}, 1, 1, slope); // 0.25
        double derivative = slope[0]; // -0.25 = 2 (½ − 1) · ¼
        // @end
        Shown.in("margin", value, derivative);
    }
}
