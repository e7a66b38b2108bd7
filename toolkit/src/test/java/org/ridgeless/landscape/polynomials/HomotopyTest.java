package org.ridgeless.landscape.polynomials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
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

    /** Systems of the study of Bézout's theorem whose paths to a real zero, or a pair, run hundreds of units away. */
    @ParameterizedTest
    @CsvSource({"4, 2, 7, 652", "2, 4, 2, 538"})
    void zerosFarFromTheOriginAreFoundToo(int unknowns, int degree, long studySeed, int number) {
        Seeds seeds = Seeds.of(studySeed)
                .child("bezout-count")
                .child("many")
                .child("N = " + unknowns + ", k = " + degree)
                .child(number);
        double angle = 2 * Math.PI * seeds.child("homotopy").stream().nextDouble();
        Zeros zeros = Homotopy.to(PolynomialSystem.kostlan(unknowns, degree, seeds.child("system")), angle)
                .solve();
        assertThat(zeros.count()).isEqualTo(16);
        assertThat(zeros.residual()).isLessThan(1e-13);
        double farthest = Arrays.stream(zeros.points())
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElseThrow();
        assertThat(farthest).isGreaterThan(300);
    }

    @ParameterizedTest
    @CsvSource({"1e3", "1e6", "1e12"})
    void zerosOfVeryDifferentSizeAreBothFound(double far) {
        Zeros zeros = Homotopy.to(PolynomialSystem.univariate(-2, 2 / far + 1, -1 / far), 0.7)
                .solve();
        double[] real =
                Arrays.stream(zeros.points()).mapToDouble(z -> z[0]).sorted().toArray();
        assertThat(real).hasSize(2);
        assertThat(real[0]).isCloseTo(2, within(1e-12));
        assertThat(real[1]).isCloseTo(far, within(1e-12 * far));
        assertThat(zeros.real()).isEqualTo(2);
    }

    @Test
    void anInterruptedSearchReturnsNothing() {
        Homotopy homotopy = Homotopy.to(PolynomialSystem.kostlan(2, 2, Seeds.of(8)), 0.5);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(homotopy::solve).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
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
