package org.ridgeless.margins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Norm;

class MarginsTest {
    private final Net identity = Nets.linear(3, 3).withParameters(1, 0, 0, 0, 1, 0, 0, 0, 1);

    @Test
    void multiclassMarginIsTheLeadOverTheRunnerUp() {
        Data data = Data.classes(new double[][] {{5, 2, 3}, {1, 4, 4.5}}, 0, 1);
        Data three = Data.classes(new double[][] {{5, 2, 3}, {1, 4, 4.5}, {0, 0, 1}}, 0, 1, 2);
        assertThat(Margins.of(identity, three).values()).containsExactly(2, -0.5, 1);
        assertThat(Margins.of(identity, three).error()).isCloseTo(1.0 / 3, within(1e-15));
        assertThat(data.outputs()).isEqualTo(2);
    }

    @Test
    void areaIsTheMeanAndQuantilesInterpolate() {
        Data data = Data.of(new double[][] {{1}, {2}, {4}}, new double[] {1, 1, 1});
        Margins margins = Margins.of(Nets.linear(1, 1).withParameters(1), data);
        assertThat(margins.area()).isCloseTo(7.0 / 3, within(1e-15));
        assertThat(margins.min()).isEqualTo(1);
        assertThat(margins.quantile(0.75)).isEqualTo(3);
        assertThat(margins.sorted()).containsExactly(1, 2, 4);
    }

    @Test
    void normalizedMarginsDoNotDependOnTheScaleOfAHomogeneousNetwork() {
        Data data = Data.separable(10, 4).seed(1);
        Net net = Nets.relu(4, 6, 1).seed(2);
        for (Norm norm : Norm.values()) {
            double[] once = Margins.normalized(net, data).by(norm).values();
            double[] twice = Margins.normalized(net.scaled(2), data).by(norm).values();
            assertThat(twice).containsExactly(once, within(1e-12));
        }
    }

    @Test
    void realTargetsHaveNoMargins() {
        Data data = Data.regression(new double[][] {{1}}, new double[][] {{0.5}});
        assertThatThrownBy(() -> Margins.of(Nets.linear(1, 1), data)).hasMessageContaining("real targets");
    }

    @Test
    void aMarginThatIsNotANumberIsAnErrorAndHasNoQuantiles() {
        double[] margins = {1, Double.NaN, -1, 2};
        assertThat(Margins.error(margins)).isEqualTo(0.5);
        Data data = Data.of(new double[][] {{1}, {2}}, new double[] {1, 1});
        Margins diverged = Margins.of(Nets.linear(1, 1).withParameters(Double.NaN), data);
        assertThat(diverged.error()).isEqualTo(1);
        assertThat(diverged.min()).isNaN();
        assertThat(diverged.quantile(0)).isNaN();
        assertThat(diverged.area()).isNaN();
    }
}
