package org.ridgeless.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.random.Seeds;

/** In at least 990 of 1,000 draws the 99 % interval of each stochastic estimate holds what the dense matrix has. */
class CoverageTest {
    private static final int N = 40;
    private static final int DRAWS = 1000;

    /** A matrix with a known spectrum in a random basis. */
    record Case(String name, double[] spectrum, Matrix matrix, SymmetricOperator operator) {
        static Case of(String name, DoubleUnaryOperator eigenvalue) {
            double[] spectrum =
                    IntStream.range(0, N).mapToDouble(eigenvalue::applyAsDouble).toArray();
            var normal = Probes.normal(Seeds.of(7).child(name).stream());
            double[][] vectors = new double[N][];
            Arrays.setAll(vectors, i -> normal.samples(N).toArray());
            double[][] basis = Probes.orthonormal(vectors);
            SymmetricOperator rotated = SymmetricOperator.of(N, (v, into) -> {
                for (int k = 0; k < N; k++) {
                    Vectors.addScaled(into, spectrum[k] * Vectors.dot(basis[k], v), basis[k]);
                }
            });
            Matrix matrix = rotated.toMatrix();
            return new Case(name, spectrum, matrix, SymmetricOperator.of(matrix));
        }

        double trace(DoubleUnaryOperator f) {
            return Arrays.stream(spectrum).map(f).sum();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                Case.of("rank one", i -> i == 0 ? 3 : 0),
                Case.of("rank one, negative", i -> i == 0 ? -3 : 0),
                Case.of("two of opposite signs", i -> i == 0 ? 3 : i == 1 ? -1.5 : 0),
                Case.of("outliers on a bulk", i -> i < 3 ? 10 * (i + 1) : Math.sin(i)),
                Case.of("power law", i -> Math.pow(i + 1, -2)),
                Case.of("either sign", i -> Math.cos(i)),
                Case.of("rank thirteen", i -> i < 13 ? i - 4 : 0),
                Case.of("multiple of the identity", i -> 1e-30));
    }

    private static void covers(double truth, Function<Seeds, StochasticEstimate> estimate) {
        long covered = IntStream.range(0, DRAWS)
                .filter(i -> estimate.apply(Seeds.of(11).child(i)).covers(truth))
                .count();
        assertThat(covered).isGreaterThanOrEqualTo(990);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTraceByHutchinson(Case of) {
        covers(of.trace(x -> x), seeds -> Trace.hutchinson(of.operator, 16, seeds));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTraceByHutchPlusPlus(Case of) {
        covers(of.trace(x -> x), seeds -> Trace.hutchPlusPlus(of.operator, 30, seeds));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTraceByXTrace(Case of) {
        covers(of.trace(x -> x), seeds -> Trace.xTrace(of.operator, 24, seeds));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theFrobeniusNorm(Case of) {
        covers(Math.sqrt(of.trace(x -> x * x)), seeds -> Trace.frobeniusNorm(of.operator, 16, seeds));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theDiagonal(Case of) {
        covers(
                of.matrix.get(3, 3),
                seeds -> Diagonal.hutchinson(of.operator, 12, seeds).entry(3));
        covers(
                of.matrix.get(5, 5),
                seeds -> Diagonal.deflated(of.operator, 36, seeds).entry(5));
    }

    /** Five steps integrate polynomials of degree nine exactly. */
    @ParameterizedTest
    @MethodSource("cases")
    void theMomentsOfTheDensity(Case of) {
        covers(
                of.trace(x -> x * x * x),
                seeds -> SpectralDensity.of(of.operator, 5, 12, seeds).trace(x -> x * x * x));
    }

    /** Whatever the number of steps: four are far too few to tell where one half of the eigenvalues is. */
    @ParameterizedTest
    @MethodSource("cases")
    void theShareOfTheEigenvaluesUpToAPoint(Case of) {
        double point = (of.spectrum[0] + of.spectrum[N - 1]) / 2 + 1e-9;
        double share = of.trace(x -> x <= point ? 1.0 / N : 0);
        covers(share, seeds -> SpectralDensity.of(of.operator, 4, 12, seeds).share(point));
    }

    @Test
    void whatHasAsManyEigenvaluesAsTheBasisIsExact() {
        Case of = Case.of("rank eight", i -> i < 8 ? 1 + i : 0);
        for (StochasticEstimate estimate : new StochasticEstimate[] {
            Trace.hutchPlusPlus(of.operator, 30, Seeds.of(1)), Trace.xTrace(of.operator, 20, Seeds.of(1))
        }) {
            assertThat(estimate.value()).isCloseTo(36, within(1e-11));
            assertThat(estimate.high() - estimate.low()).isLessThan(1e-10);
        }
    }

    /** At 60 products of a spectrum that falls like 1/k², Hutchinson's error is at least ten times that of the others. */
    @Test
    void deflationIsWorthItsProducts() {
        Case of = Case.of("power law", i -> Math.pow(i + 1, -2));
        double plain = Trace.hutchinson(of.operator, 60, Seeds.of(1)).standardError();
        assertThat(Trace.hutchPlusPlus(of.operator, 60, Seeds.of(1)).standardError())
                .isLessThan(plain / 10);
        assertThat(Trace.xTrace(of.operator, 60, Seeds.of(1)).standardError()).isLessThan(plain / 10);
    }

    @Test
    void tooFewDrawsMakeNoInterval() {
        SymmetricOperator operator = SymmetricOperator.of(N, (v, into) -> Vectors.addScaled(into, 1, v));
        assertThatThrownBy(() -> Trace.hutchinson(operator, 9, Seeds.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 10 products, got 9");
        assertThatThrownBy(() -> Trace.hutchPlusPlus(operator, 29, Seeds.of(1))).hasMessageContaining("got 9");
        assertThatThrownBy(() -> Trace.xTrace(operator, 80, Seeds.of(1))).hasMessageContaining("at most 78");
        assertThatThrownBy(() -> SpectralDensity.of(operator, 3, 9, Seeds.of(1)).share(0))
                .hasMessageContaining("at least 10 starts");
    }

    @Test
    void whatIsNotANumberHasNoTrace() {
        SymmetricOperator broken = SymmetricOperator.of(N, (v, into) -> into[0] = Double.NaN);
        assertThatThrownBy(() -> Trace.hutchinson(broken, 10, Seeds.of(1)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("not finite");
    }
}
