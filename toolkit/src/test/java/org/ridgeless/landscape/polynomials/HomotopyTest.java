package org.ridgeless.landscape.polynomials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.random.Seeds;

class HomotopyTest {
    @ParameterizedTest
    @CsvSource({"1,2", "1,5", "2,2", "2,3", "2,4", "3,2", "3,3", "4,2", "5,2"})
    void genericSystemHasAsManyZerosAsBezoutSays(int unknowns, int degree) {
        for (int seed = 0; seed < 3; seed++) {
            Seeds seeds = Seeds.of(seed).child(unknowns).child(degree);
            Zeros zeros = Homotopy.to(PolynomialSystem.kostlan(unknowns, degree, seeds), 1 + seed)
                    .solve();
            assertThat(zeros.count()).isEqualTo((int) Math.pow(degree, unknowns));
            assertThat(zeros.residual()).isLessThan(1e-13);
        }
    }

    @Test
    void zerosOfWilkinsonsCubicAreOneTwoThree() {
        Zeros zeros =
                Homotopy.to(PolynomialSystem.univariate(-6, 11, -6, 1), 0.7).solve();
        double[] real =
                Arrays.stream(zeros.points()).mapToDouble(z -> z[0]).sorted().toArray();
        assertThat(real).containsExactly(new double[] {1, 2, 3}, within(1e-12));
        assertThat(zeros.real()).isEqualTo(3);
    }

    @Test
    void complexZerosOfRealSystemsComeInPairs() {
        Zeros zeros =
                Homotopy.to(PolynomialSystem.kostlan(2, 3, Seeds.of(4)), 2).solve();
        assertThat((zeros.count() - zeros.real()) % 2).isZero();
    }

    @Test
    void aDoubleZeroIsCountedOnceAndNotMadeUp() {
        Zeros zeros = Homotopy.to(PolynomialSystem.univariate(1, -2, 1), 0.3).solve();
        assertThat(zeros.count()).isLessThan(2);
        assertThat(zeros.paths()).isEqualTo(2);
    }

    @Test
    void zerosDoNotDependOnTheHomotopy() {
        PolynomialSystem system = PolynomialSystem.kostlan(2, 2, Seeds.of(8));
        double[] one = sums(Homotopy.to(system, 0.5).solve());
        double[] other = sums(Homotopy.to(system, 4.5).solve());
        assertThat(one).containsExactly(other, within(1e-9));
    }

    @Test
    void sizesAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PolynomialSystem.kostlan(0, 2, Seeds.of(1)))
                .withMessageContaining("N = 0");
    }

    private static double[] sums(Zeros zeros) {
        return Arrays.stream(zeros.points())
                .mapToDouble(z -> Math.hypot(z[0], z[1]) + 3 * Math.hypot(z[2], z[3]))
                .sorted()
                .toArray();
    }
}
