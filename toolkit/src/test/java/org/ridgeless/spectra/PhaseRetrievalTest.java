package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PhaseRetrievalTest {
    @Test
    void overlapsAgreeWithQuadrature() {
        // SciPy 1.x, quad and brentq on the same equations.
        assertThat(optimal(0.25)).isEqualTo(0.7051488767523142, within(1e-9));
        assertThat(optimal(1)).isEqualTo(0.20603657924369162, within(1e-9));
        assertThat(optimal(1.8)).isEqualTo(0.02267796233008811, within(1e-7));
        // Gauss nodes see the kink of min(y, 3).
        assertThat(PhaseRetrieval.of(y -> Math.min(y, 3), 0.25).overlap()).isEqualTo(0.47633271776322067, within(3e-3));
        assertThat(PhaseRetrieval.of(y -> Math.min(y, 3), 1).overlap()).isEqualTo(0.05339603351579535, within(3e-3));
    }

    private static double optimal(double ratio) {
        return PhaseRetrieval.of(PhaseRetrieval.optimal(ratio), ratio).overlap();
    }

    @Test
    void fewerThanHalfAsManySamplesAsVariablesSayNothing() {
        assertThat(PhaseRetrieval.of(y -> Math.min(y, 3), 3).overlap()).isZero();
        assertThatThrownBy(() -> PhaseRetrieval.optimal(2)).hasMessageContaining("2.0");
    }

    @Test
    void whatHasNoLimitIsNamed() {
        assertThatThrownBy(() -> PhaseRetrieval.of(y -> -1, 1)).hasMessageContaining("-1.0");
    }
}
