package org.ridgeless.spectra.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FixedPointTest {
    @Test
    void twoCoupledEquationsAreSolvedInFewEvaluations() {
        AtomicInteger calls = new AtomicInteger();
        double[] x = FixedPoint.of(v -> {
                    calls.incrementAndGet();
                    return new double[] {Math.cos(v[0] * v[1] / 4), 1 + 0.9 * Math.sin(v[0])};
                })
                .from(1, 1);
        assertThat(x[0]).isCloseTo(Math.cos(x[0] * x[1] / 4), within(1e-10));
        assertThat(x[1]).isCloseTo(1 + 0.9 * Math.sin(x[0]), within(1e-10));
        assertThat(calls.get()).isLessThan(60);
    }

    @Test
    void aMapWithoutFixedPointIsAnErrorWithItsResidual() {
        assertThatThrownBy(() ->
                        FixedPoint.of(v -> new double[] {v[0] * 1.5 + 1}).from(1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("diverged");
    }

    @Test
    void aRootWithoutSignChangeIsAnErrorWithBothValues() {
        assertThatThrownBy(() -> Bracket.root(x -> x * x + 1, -1, 1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("2.0 and 2.0");
    }
}
