package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecayedChainTest {
    @Test
    void twoFactorsVanishContinuouslyWithTheSquareRoot() {
        var chain = new DecayedChain(2, 1.5);
        for (double decay : new double[] {0, 0.3, 1.2, 1.49}) {
            assertThat(chain.state(decay)).isCloseTo(Math.sqrt(1.5 - decay), within(1e-14));
        }
        assertThat(chain.critical()).isEqualTo(1.5);
        assertThat(chain.jump()).isZero();
        assertThat(chain.state(1.5)).isZero();
    }

    @Test
    void threeFactorsJumpAtThreeQuartersOfTheCubeRootOfAQuarter() {
        var chain = new DecayedChain(3, 1);
        assertThat(chain.critical()).isCloseTo(0.75 * Math.cbrt(0.25), within(1e-15));
        assertThat(chain.jump()).isCloseTo(Math.cbrt(0.25), within(1e-15));
        // The larger real root of s⁴ − s + 0.47, by NumPy's roots.
        assertThat(chain.state(0.47)).isCloseTo(0.66163764, within(1e-8));
        assertThat(chain.state(0.48)).isZero();
        assertThat(chain.coexistence()).isCloseTo(0.5 * Math.cbrt(0.5), within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "4, 0.7", "6, 2"})
    void theStateIsAMinimumThatIsAsLowAsZeroAtCoexistence(int depth, double target) {
        var chain = new DecayedChain(depth, target);
        double decay = 0.9 * chain.critical();
        double s = chain.state(decay);
        double slope = (chain.objective(s + 1e-5, decay) - chain.objective(s - 1e-5, decay)) / 2e-5;
        assertThat(slope).isCloseTo(0, within(1e-8));
        assertThat(chain.objective(s, decay)).isLessThan(chain.objective(s + 1e-3, decay));
        assertThat(chain.objective(s, decay)).isLessThan(chain.objective(s - 1e-3, decay));
        double equal = chain.coexistence();
        assertThat(chain.objective(chain.state(equal), equal)).isCloseTo(chain.objective(0, equal), within(1e-12));
        assertThat(chain.state(chain.critical() * (1 - 1e-12))).isCloseTo(chain.jump(), within(1e-5));
    }

    @Test
    void badArgumentsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DecayedChain(1, 1))
                .withMessageContaining("got 1 and 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DecayedChain(2, 1).state(-1))
                .withMessageContaining("-1.0");
    }
}
