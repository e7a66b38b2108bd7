package org.ridgeless.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.lapack.Samples;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

/** What stochastic estimates of traces, norms, diagonals and densities owe to the operator whatever the draws. */
class EstimateLawsTest {
    private static final int N = 40;
    private static final double[] ENTRIES = Samples.positive(N, 3);
    private static final SymmetricOperator OPERATOR = SymmetricOperator.of(Matrix.wrap(ENTRIES, N, N));

    private static final List<Function<SymmetricOperator, StochasticEstimate>> ESTIMATES = List.of(
            a -> Trace.hutchinson(a, 12, Seeds.of(1)),
            a -> Trace.hutchPlusPlus(a, 33, Seeds.of(2)),
            a -> Trace.xTrace(a, 24, Seeds.of(3)),
            a -> Trace.frobeniusNorm(a, 12, Seeds.of(4)),
            a -> Diagonal.hutchinson(a, 12, Seeds.of(5)).entry(7),
            a -> Diagonal.deflated(a, 36, Seeds.of(6)).entry(7),
            a -> SpectralDensity.of(a, 6, 12, Seeds.of(7)).trace(x -> x));

    /** In another unit each estimate, its error and both ends are those of before in that unit. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-250, 1e-150, 1e-30, 1e30, 1e150, 1e250})
    void estimatesScaleWithTheOperator(double unit) {
        SymmetricOperator scaled = OPERATOR.scaled(unit);
        for (var estimate : ESTIMATES) {
            StochasticEstimate one = estimate.apply(OPERATOR);
            StochasticEstimate other = estimate.apply(scaled);
            double rounding = 1e-12 * one.high();
            assertThat(one.standardError()).isGreaterThan(1e-3 * one.value() / N);
            assertThat(other.value() / unit).isCloseTo(one.value(), within(rounding));
            assertThat(other.standardError() / unit).isCloseTo(one.standardError(), within(rounding));
            assertThat(other.low() / unit).isCloseTo(one.low(), within(rounding));
            assertThat(other.high() / unit).isCloseTo(one.high(), within(rounding));
            assertThat(other.draws()).isEqualTo(one.draws());
        }
    }

    /** Those of traces are linear: of A + B with the same vectors the sum, and the opposite for −A. */
    @Test
    void hutchinsonsEstimateIsLinearInTheOperator() {
        SymmetricOperator other = SymmetricOperator.of(Matrix.wrap(Samples.symmetric(N, 8), N, N));
        double sum = ESTIMATES.get(0).apply(OPERATOR.plus(other)).value();
        double parts = ESTIMATES.get(0).apply(OPERATOR).value()
                + ESTIMATES.get(0).apply(other).value();
        assertThat(sum).isCloseTo(parts, within(1e-11));
        for (var estimate : ESTIMATES.subList(0, 3)) {
            StochasticEstimate plus = estimate.apply(other);
            StochasticEstimate minus = estimate.apply(other.scaled(-1));
            assertThat(minus.value()).isCloseTo(-plus.value(), within(1e-10));
            assertThat(minus.low()).isCloseTo(-plus.high(), within(1e-10));
        }
    }

    /** A diagonal operator has no variance with random signs: zᵀDz is its trace for each z. */
    @Test
    void diagonalsAreExactWithSigns() {
        double[] d = Vectors.of(N, i -> 1 + i);
        SymmetricOperator diagonal = SymmetricOperator.of(N, (v, into) -> {
            for (int i = 0; i < N; i++) {
                into[i] += d[i] * v[i];
            }
        });
        StochasticEstimate trace = Trace.hutchinson(diagonal, 10, Seeds.of(1));
        assertThat(trace.value()).isEqualTo(820);
        assertThat(trace.standardError()).isZero();
        assertThat(trace.covers(820)).isTrue();
        assertThat(trace.high() - trace.low()).isLessThan(1e-9);
        assertThat(Diagonal.hutchinson(diagonal, 10, Seeds.of(1)).values()).containsExactly(d);
        StochasticEstimate norm = Trace.frobeniusNorm(diagonal, 10, Seeds.of(1));
        assertThat(norm.value()).isCloseTo(Vectors.norm(d), within(1e-12));
        assertThat(norm.covers(Vectors.norm(d))).isTrue();
        assertThat(Trace.frobeniusNorm(diagonal.scaled(1e-320), 10, Seeds.of(1)).value())
                .isPositive();
        StochasticEstimate none = Trace.frobeniusNorm(diagonal.scaled(0), 10, Seeds.of(1));
        assertThat(none.value()).isZero();
        assertThat(none.covers(0)).isTrue();
    }

    /** Each estimate of XTrace by its definition: a basis of the other images, its trace, and the form of the vector left out. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 12, 39})
    void xTraceLeavesOutOneVectorAfterTheOther(int m) {
        SymmetricOperator operator = SymmetricOperator.of(Matrix.wrap(Samples.symmetric(N, 5), N, N));
        double[][] probes = new double[m][];
        double[][] images = new double[m][];
        for (int k = 0; k < m; k++) {
            probes[k] = Samples.gaussian(N, 1, 60 + k);
            images[k] = operator.times(probes[k]);
        }
        double[] estimates = new XTrace(operator, probes, images).estimates();
        for (int i = 0; i < m; i++) {
            double[][] others = new double[m - 1][];
            for (int k = 0; k < m - 1; k++) {
                others[k] = images[k < i ? k : k + 1];
            }
            double[][] basis = Probes.orthonormal(others);
            double trace = 0;
            for (double[] q : basis) {
                trace += Vectors.dot(q, operator.times(q));
            }
            double[] rest = Probes.without(basis, probes[i]);
            double form = Vectors.dot(rest, operator.times(rest)) / Vectors.squares(rest);
            assertThat(estimates[i]).isCloseTo(trace + (N - m + 1) * form, within(1e-8));
        }
    }

    /** Where the images are dependent, the others span all of them, and every estimate is the trace. */
    @Test
    void xTraceOfALowRankIsExact() {
        double[] u = Samples.gaussian(N, 2, 70);
        SymmetricOperator operator = SymmetricOperator.of(N, (v, into) -> {
            for (int k = 0; k < 2; k++) {
                double[] direction = Arrays.copyOfRange(u, k * N, (k + 1) * N);
                Vectors.addScaled(into, Vectors.dot(direction, v), direction);
            }
        });
        StochasticEstimate estimate = Trace.xTrace(operator, 2 * (N - 1), Seeds.of(1));
        assertThat(estimate.value()).isCloseTo(Vectors.squares(u), within(1e-9));
        assertThat(estimate.draws()).isEqualTo(N - 1);
        assertThatThrownBy(() -> Trace.xTrace(operator, 2 * N, Seeds.of(1)))
                .hasMessageContaining("order 40 takes at most 78 products, got 80");
    }

    /** The intervals of twenty seeds; CoverageTest counts those of a thousand. */
    @Test
    void intervalsHoldTheTruth() {
        double trace = 0;
        double half = 0;
        for (int i = 0; i < N; i++) {
            trace += ENTRIES[i * N + i];
            half += i < N / 2 ? ENTRIES[i * N + i] : 0;
        }
        double sum = trace;
        double part = half;
        for (long seed = 0; seed < 20; seed++) {
            Seeds seeds = Seeds.of(seed);
            assertThat(Trace.hutchinson(OPERATOR, 40, seeds).covers(sum)).isTrue();
            assertThat(Trace.hutchPlusPlus(OPERATOR, 60, seeds).covers(sum)).isTrue();
            assertThat(Trace.xTrace(OPERATOR, 60, seeds).covers(sum)).isTrue();
            assertThat(Trace.hutchinson(OPERATOR.part(0, N / 2), 40, seeds).covers(part))
                    .isTrue();
            StochasticEstimate norm = Trace.frobeniusNorm(OPERATOR, 40, seeds);
            assertThat(norm.covers(Vectors.norm(ENTRIES))).isTrue();
            // The delta method: the error of a root is that of the square over twice the root.
            StochasticEstimate square = Trace.hutchinson(OPERATOR.squared(), 40, seeds);
            assertThat(norm.value()).isCloseTo(Math.sqrt(square.value()), within(1e-12));
            assertThat(norm.standardError()).isCloseTo(square.standardError() / 2 / norm.value(), within(1e-12));
            assertThat(norm.low()).isCloseTo(Math.sqrt(square.low()), within(1e-6));
            assertThat(norm.high()).isCloseTo(Math.sqrt(square.high()), within(1e-6));
        }
    }

    /** A basis of the whole space leaves nothing to estimate. */
    @Test
    void deflationByTheWholeSpaceIsExact() {
        double trace = 0;
        for (int i = 0; i < N; i++) {
            trace += ENTRIES[i * N + i];
        }
        StochasticEstimate plus = Trace.hutchPlusPlus(OPERATOR, 3 * N, Seeds.of(1));
        assertThat(plus.value()).isCloseTo(trace, within(1e-11));
        assertThat(plus.covers(trace)).isTrue();
        double[] diagonal = Diagonal.deflated(OPERATOR, 3 * N, Seeds.of(1)).values();
        for (int i = 0; i < N; i++) {
            assertThat(diagonal[i]).isCloseTo(ENTRIES[i * N + i], within(1e-12));
        }
    }

    /** The quantile falls with the number of draws, and is never below Student's of 99.5 % (SciPy 1.17: t.ppf(0.9975, m − 1)). */
    @Test
    void quantilesFallTowardsThoseOfStudent() {
        int[] draws = {10, 16, 25, 50, 100, 1000};
        double[] student = {
            3.689662392304, 3.286038570946, 3.090513548717, 2.939729818421, 2.871307661215, 2.813284123745
        };
        for (int i = 0; i < draws.length; i++) {
            assertThat(StochasticEstimate.quantile(draws[i])).isGreaterThan(student[i]);
        }
        for (int m = StochasticEstimate.FEWEST; m < 1200; m++) {
            assertThat(StochasticEstimate.quantile(m + 1)).isLessThanOrEqualTo(StochasticEstimate.quantile(m));
        }
        // Between two of the table that of the fewer draws counts, which is the wider.
        assertThat(StochasticEstimate.quantile(11)).isEqualTo(StochasticEstimate.quantile(10));
        assertThat(StochasticEstimate.quantile(127)).isEqualTo(StochasticEstimate.quantile(100));
        assertThat(StochasticEstimate.quantile(1_000_000)).isEqualTo(StochasticEstimate.quantile(1000));
    }

    /** Mean and error of ten numbers by hand: 5.5 and √(82.5/9/10). */
    @Test
    void anEstimateIsTheMeanOfItsDraws() {
        double[] draws = Vectors.of(10, i -> i + 1);
        StochasticEstimate estimate = StochasticEstimate.of(100, 0, draws);
        assertThat(estimate.value()).isEqualTo(105.5);
        assertThat(estimate.standardError()).isCloseTo(Math.sqrt(82.5 / 90), within(1e-15));
        assertThat(estimate.high() - estimate.value()).isCloseTo(10.416 * Math.sqrt(82.5 / 90), within(1e-12));
        assertThat(estimate.covers(estimate.low())).isTrue();
        assertThat(estimate.covers(Math.nextUp(estimate.high()))).isFalse();
        assertThat(estimate.covers(Double.NaN)).isFalse();
        assertThat(estimate).hasToString("105.5 in [" + estimate.low() + ", " + estimate.high() + "] (99 %, 10 draws)");
    }

    /** A density has mass one at every width, and moments up to 2k − 1 of the traces. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1, 1e200})
    void theDensityIsOne(double unit) {
        SpectralDensity density = SpectralDensity.of(OPERATOR.scaled(unit), 8, 3, Seeds.of(2));
        double width = 0.3 * unit;
        Quadrature rule = Quadrature.on(-5, 12, 0.25, 0.25);
        double mass = 0;
        double mean = 0;
        for (int i = 0; i < rule.size(); i++) {
            double at = density.at(rule.nodes()[i] * unit, width) * unit * rule.weights()[i];
            mass += at;
            mean += at * rule.nodes()[i];
        }
        assertThat(mass).isCloseTo(1, within(1e-10));
        assertThat(mean).isCloseTo(density.mean(x -> x) / unit, within(1e-9));
        assertThat(density.mean(x -> 1)).isCloseTo(1, within(1e-13));
        assertThat(density.cdf(-unit)).isZero();
        assertThat(density.cdf(100 * unit)).isCloseTo(1, within(1e-13));
    }

    /** The bounds hold the truth at every point for each start by itself, whatever the number of steps. */
    @Test
    void sharesOfAStartAreBounded() {
        double[] spectrum = Vectors.of(N, i -> Math.sin(i) + 0.1 * i);
        SymmetricOperator diagonal = SymmetricOperator.of(N, (v, into) -> {
            for (int i = 0; i < N; i++) {
                into[i] += spectrum[i] * v[i];
            }
        });
        for (int steps : new int[] {1, 2, 5, 13, N}) {
            for (int seed = 0; seed < 10; seed++) {
                Lanczos run = Lanczos.of(diagonal, steps, Seeds.of(seed));
                double[] start = Vectors.unit(Lanczos.gaussian(N, Seeds.of(seed).child("lanczos")));
                for (double x = -2; x < 6; x += 0.37) {
                    double point = x;
                    double share = Vectors.sum(Vectors.of(N, i -> spectrum[i] <= point ? start[i] * start[i] : 0));
                    double[] bounds = run.shareUpTo(x);
                    assertThat(share).isBetween(bounds[0] - 1e-12, bounds[1] + 1e-12);
                }
            }
        }
    }

    /** The interval of a share holds the share, rises with the point, and closes where all steps are taken. */
    @Test
    void sharesOfTheSpectrumHaveTheirIntervals() {
        double[] values = SymmetricEigen.values(ENTRIES, N);
        SpectralDensity few = SpectralDensity.of(OPERATOR, 6, 12, Seeds.of(3));
        SpectralDensity all = SpectralDensity.of(OPERATOR, N, 300, Seeds.of(3));
        double before = 0;
        for (int i = 1; i < N; i += 3) {
            double point = (values[i - 1] + values[i]) / 2;
            double share = (double) i / N;
            StochasticEstimate estimate = few.share(point);
            assertThat(estimate.covers(share)).isTrue();
            assertThat(estimate.low()).isBetween(0.0, estimate.value());
            assertThat(estimate.high()).isBetween(estimate.value(), 1.0);
            assertThat(estimate.value()).isEqualTo(few.cdf(point)).isGreaterThanOrEqualTo(before);
            before = estimate.value();
            // A start of p steps gives the share exactly up to its weights, whose variance is below 1/(2p).
            assertThat(all.share(point).value()).isCloseTo(share, within(4 * Math.sqrt(0.5 / N / 300)));
            assertThat(all.share(point).covers(share)).isTrue();
        }
    }

    @Test
    void interruptedEstimatesAreNotReturned() {
        Thread.currentThread().interrupt();
        try {
            for (var estimate : ESTIMATES) {
                assertThatThrownBy(() -> estimate.apply(OPERATOR))
                        .isInstanceOf(CancellationException.class)
                        .hasMessage("interrupted");
            }
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void tooFewDrawsAreNamed() {
        assertThatThrownBy(() -> Trace.frobeniusNorm(OPERATOR, 9, Seeds.of(1))).hasMessageContaining("probes, got 9");
        assertThatThrownBy(() -> Diagonal.hutchinson(OPERATOR, 3, Seeds.of(1))).hasMessageContaining("products, got 3");
        assertThatThrownBy(() -> Diagonal.deflated(OPERATOR, 29, Seeds.of(1))).hasMessageContaining("got 9");
        assertThatThrownBy(() -> Trace.xTrace(OPERATOR, 18, Seeds.of(1))).hasMessageContaining("got 9");
        assertThatThrownBy(() -> SpectralDensity.of(OPERATOR, 3, 0, Seeds.of(1)))
                .hasMessageContaining("got 0");
        assertThatThrownBy(() -> Lanczos.of(OPERATOR, 0, Seeds.of(1))).hasMessageContaining("1 step, got 0");
        assertThat(Arrays.stream(new int[] {10, 11, 2000}).mapToObj(StochasticEstimate::quantile))
                .allSatisfy(q -> assertThat(q).isBetween(2.8, 10.5));
    }
}
