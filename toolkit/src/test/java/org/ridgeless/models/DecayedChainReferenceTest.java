package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecayedChainReferenceTest {
    /** The largest real root of \(s^{2K-2}-cs^{K-2}+\lambda\) by mpmath 1.3.0 with 30 digits. */
    @ParameterizedTest
    @CsvSource({
        "2, 1.5, 0.4, 1.0488088481701515",
        "3, 1, 0.3, 0.86821787498403248",
        "4, 0.7, 0.2, 0.7810541793051788",
        "5, 2.5, 0.9, 1.1351352579105333"
    })
    void theStateIsTheLargestRoot(int depth, double target, double decay, double root) {
        assertThat(new DecayedChain(depth, target).state(decay)).isCloseTo(root, within(1e-14));
    }

    /** With s in units of a the target has those of aᴷ and the decay those of a²ᴷ⁻². */
    @ParameterizedTest
    @CsvSource({"2, 1e-20", "3, 1e-20", "5, 1e-20", "2, 1e20", "3, 1e20", "5, 1e20"})
    void unitsMoveAllStatesAlike(int depth, double unit) {
        DecayedChain one = new DecayedChain(depth, 1.3);
        DecayedChain other = new DecayedChain(depth, 1.3 * Math.pow(unit, depth));
        double decay = Math.pow(unit, 2.0 * depth - 2);
        assertThat(other.state(0.1 * decay) / unit).isCloseTo(one.state(0.1), within(1e-13));
        assertThat(other.jump() / unit).isCloseTo(one.jump(), within(1e-13));
        assertThat(other.critical() / decay).isCloseTo(one.critical(), within(1e-13));
        assertThat(other.coexistence() / decay).isCloseTo(one.coexistence(), within(1e-13));
        assertThat(other.largestStep() * decay).isCloseTo(one.largestStep(), within(1e-13));
    }

    /** Descent on all factors near the state comes back below the step and moves away above it. */
    @ParameterizedTest
    @CsvSource({"2, 1.5", "3, 0.8", "6, 2"})
    void descentOfAllFactorsIsStableBelowTheLargestStep(int depth, double target) {
        DecayedChain chain = new DecayedChain(depth, target);
        double s = chain.state(0);
        assertThat(Math.abs(descend(depth, target, 0.99 * chain.largestStep(), s * (1 + 1e-6), 400) - s))
                .isLessThan(1e-8 * s);
        assertThat(Math.abs(descend(depth, target, 1.01 * chain.largestStep(), s * (1 + 1e-6), 400) - s))
                .isGreaterThan(1e-5 * s);
    }

    private static double descend(int depth, double target, double step, double start, int steps) {
        double s = start;
        for (int t = 0; t < steps; t++) {
            s -= step * (Math.pow(s, depth) - target) * Math.pow(s, depth - 1.0);
        }
        return s;
    }

    /** Below coexistence the state is lower than 0, above it 0 is lower, and beyond the critical decay there is no state. */
    @ParameterizedTest
    @CsvSource({"3, 1", "4, 0.7", "7, 3"})
    void zeroTakesOverAtCoexistence(int depth, double target) {
        DecayedChain chain = new DecayedChain(depth, target);
        assertThat(chain.coexistence()).isLessThan(chain.critical());
        double below = 0.99 * chain.coexistence();
        double above = 1.01 * chain.coexistence();
        assertThat(chain.objective(chain.state(below), below)).isLessThan(chain.objective(0, below));
        assertThat(chain.objective(chain.state(above), above)).isGreaterThan(chain.objective(0, above));
        assertThat(chain.state(1.001 * chain.critical())).isZero();
        double decay = 1.001 * chain.critical();
        for (double s = 0.01; s < 2; s += 0.01) {
            assertThat(chain.objective(s, decay)).isGreaterThan(chain.objective(s - 0.01, decay));
        }
    }
}
