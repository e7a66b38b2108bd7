package org.ridgeless.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.lab.docs.Shown;
import org.ridgeless.margins.Margins;
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Norm;

class MarginsTest {
    @Test
    void margins() {
        // @start region="margins"
        Data data = Data.of(new double[][] {{2, 5}, {-1, 1}, {3, 0}}, new double[] {1, -1, -1});
        Net net = Nets.linear(2, 1).withParameters(2, 0);
        Margins margins = Margins.of(net, data); // y f(x)
        double[] values = margins.values(); // [4, 2, -6]
        double error = margins.error(); // 0.3333… = 1/3
        double[] normalized =
                Margins.normalized(net, data).by(Norm.FROBENIUS_PRODUCT).values(); // [2, 1, -3]
        // @end
        Shown.in("margins", values, error, normalized);
    }

    @Test
    void maxMargin() {
        // @start region="max-margin"
        Data data = Data.of(new double[][] {{1, 1}, {-1, -1}, {5, 0}}, new double[] {1, -1, 1});
        MaxMargin solution = MaxMargin.l2(data); // through the origin
        double margin = solution.margin(); // 1.4142… = √2
        double[] direction = solution.direction(); // [0.7071…, 0.7071…]
        double bound = solution.upperBound(); // 1.4142…: no hyperplane has more
        // @end
        Shown.in("max-margin", margin, direction, bound);
        assertThat(margin).isCloseTo(Math.sqrt(2), within(1e-14));
    }
}
