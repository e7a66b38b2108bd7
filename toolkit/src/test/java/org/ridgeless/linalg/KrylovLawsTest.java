package org.ridgeless.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.lapack.Cholesky;
import org.ridgeless.linalg.lapack.Samples;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;

/** Lanczos' method, conjugate gradients and pairs of eigenvalues and vectors, by what exact arithmetic says of them. */
class KrylovLawsTest {
    private static final int N = 40;

    private static SymmetricOperator diagonal(double... spectrum) {
        return SymmetricOperator.of(spectrum.length, (v, into) -> {
            for (int i = 0; i < v.length; i++) {
                into[i] += spectrum[i] * v[i];
            }
        });
    }

    private static SymmetricOperator matrix(double[] entries, int n) {
        return SymmetricOperator.of(Matrix.wrap(entries, n, n));
    }

    /** k steps integrate polynomials of degree 2k − 1 exactly against the start vector, and one of degree 2k not. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void theQuadratureOfStepsIsThatOfGauss(int steps) {
        double[] spectrum = Vectors.of(N, i -> Math.cos(i));
        Lanczos run = Lanczos.of(diagonal(spectrum), steps, Seeds.of(4));
        double[] start = Vectors.unit(Lanczos.gaussian(N, Seeds.of(4).child("lanczos")));
        for (int degree = 0; degree <= 2 * steps; degree++) {
            int k = degree;
            double exact = Vectors.sum(Vectors.of(N, i -> start[i] * start[i] * Math.pow(spectrum[i], k)));
            double found = run.mean(x -> Math.pow(x, k));
            if (degree < 2 * steps) {
                assertThat(found).as("degree %d", degree).isCloseTo(exact, within(1e-13));
            } else {
                // The next one is short of the square of what is left of the vector, Golub and Meurant (6.4).
                assertThat(found).isLessThan(exact - 1e-6);
            }
        }
        assertThat(run.values()).hasSize(steps).isSorted();
        assertThat(Arrays.stream(run.weights()).min().orElseThrow()).isPositive();
    }

    /** Ritz values of k steps lie between those of k + 1 steps, and all between the ends of the spectrum. */
    @Test
    void ritzValuesInterlaceFromStepToStep() {
        double[] spectrum = Vectors.of(N, i -> Math.sin(3 * i) * (1 + 0.1 * i));
        double low = Arrays.stream(spectrum).min().orElseThrow();
        double high = Arrays.stream(spectrum).max().orElseThrow();
        double[] before = Lanczos.of(diagonal(spectrum), 1, Seeds.of(5)).values();
        for (int steps = 2; steps <= 20; steps++) {
            Lanczos run = Lanczos.of(diagonal(spectrum), steps, Seeds.of(5));
            double[] values = run.values();
            for (int i = 0; i < before.length; i++) {
                assertThat(before[i]).isBetween(values[i] - 1e-12, values[i + 1] + 1e-12);
            }
            assertThat(values[0]).isGreaterThanOrEqualTo(low - 1e-12);
            assertThat(run.largest()).isEqualTo(values[steps - 1]).isLessThanOrEqualTo(high + 1e-12);
            before = values;
        }
    }

    /** As many steps as there are different eigenvalues solve a system, and each brings the solution nearer in the norm of A. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1e-150", "3, 1e150", "5, 1e-30"})
    void conjugateGradientsTakeAStepForEachEigenvalue(int different, double unit) {
        double[] spectrum = Vectors.of(N, i -> unit * (1 + i % different));
        double[] b = Samples.gaussian(N, 1, 6);
        ConjugateGradient solution = ConjugateGradient.solve(diagonal(spectrum), b);
        assertThat(solution.steps()).isEqualTo(different);
        for (int i = 0; i < N; i++) {
            assertThat(solution.x()[i] * spectrum[i]).isCloseTo(b[i], within(1e-9));
        }
        ConjugateGradient other = ConjugateGradient.solve(diagonal(spectrum), Vectors.scale(b, 1e-140));
        assertThat(Vectors.scale(other.x(), 1e140)).containsExactly(solution.x(), within(1e-9 / unit));
    }

    @Test
    void conjugateGradientsAgreeWithTheFactor() {
        double[] a = Samples.positive(N, 7);
        double[] b = Samples.gaussian(N, 1, 8);
        double[] exact = Cholesky.of(a, N).solve(b);
        ConjugateGradient solution = ConjugateGradient.solve(matrix(a, N), b);
        assertThat(solution.x()).containsExactly(exact, within(1e-8));
        assertThat(solution.residual()).isLessThanOrEqualTo(1e-10);
        double before = Double.POSITIVE_INFINITY;
        for (double tolerance : new double[] {0.5, 1e-2, 1e-5, 1e-9}) {
            ConjugateGradient rough = ConjugateGradient.solve(matrix(a, N), b, tolerance, 100);
            double[] error = Vectors.subtract(rough.x(), exact);
            double energy = Vectors.dot(error, matrix(a, N).times(error));
            assertThat(rough.residual()).isLessThanOrEqualTo(tolerance);
            assertThat(energy).isLessThan(before);
            before = energy;
        }
    }

    @Test
    void whatConjugateGradientsCannotDoIsNamed() {
        double[] b = Vectors.of(3, i -> 1);
        for (double tolerance : new double[] {0, 1, -1, Double.NaN}) {
            assertThatThrownBy(() -> ConjugateGradient.solve(diagonal(1, 2, 3), b, tolerance, 5))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("got " + tolerance + " and 5");
        }
        assertThatThrownBy(() -> ConjugateGradient.solve(diagonal(1, 2, 3), b, 0.1, 0))
                .hasMessageContaining("and 0");
        assertThatThrownBy(() -> ConjugateGradient.solve(diagonal(0, 0, 0), b)).hasMessageContaining("curvature 0.0");
        assertThatThrownBy(() -> ConjugateGradient.solve(diagonal(1, Double.NaN, 3), b))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("not finite");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> ConjugateGradient.solve(diagonal(1, 2, 3), b))
                    .isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> Eigenpairs.largest(diagonal(1, 2, 3), 1, Seeds.of(1)))
                    .isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> diagonal(1, 2).toMatrix()).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    /** Whatever the start: the seed decides on a sign only; a permutation of the rows permutes the vectors. */
    @Test
    void pairsDependOnNothingButTheOperator() {
        double[] a = Samples.symmetric(N, 9);
        double[] moved = a.clone();
        Arrays.setAll(moved, at -> a[(at / N + 1) % N * N + (at % N + 1) % N]);
        Eigenpairs pairs = Eigenpairs.largest(matrix(a, N), 3, Seeds.of(1));
        Eigenpairs again = Eigenpairs.largest(matrix(a, N), 3, Seeds.of(99));
        Eigenpairs permuted = Eigenpairs.largest(matrix(moved, N), 3, Seeds.of(1));
        assertThat(again.values()).containsExactly(pairs.values(), within(1e-11));
        assertThat(permuted.values()).containsExactly(pairs.values(), within(1e-11));
        assertThat(pairs.overlap(again)).isCloseTo(1, within(1e-12));
        for (int k = 0; k < 3; k++) {
            double along = 0;
            for (int i = 0; i < N; i++) {
                along += permuted.vector(k)[i] * pairs.vector(k)[(i + 1) % N];
            }
            assertThat(Math.abs(along)).isCloseTo(1, within(1e-11));
            assertThat(pairs.residuals()[k]).isLessThan(1e-7 * pairs.values()[2]);
            assertThat(pairs.share(pairs.vector(k))).isCloseTo(1, within(1e-13));
        }
        SymmetricEigen dense = SymmetricEigen.of(a, N);
        assertThat(pairs.share(dense.vector(0))).isLessThan(1e-13);
        assertThat(pairs.share(Vectors.add(dense.vector(0), dense.vector(N - 1))))
                .isCloseTo(0.5, within(1e-10));
        assertThat(pairs.share(new double[N])).isNaN();
        assertThat(pairs.toString()).startsWith("eigenvalues [");
    }

    /** Σ λᵢ over all pairs is the trace, and Σ λᵢ vᵢvᵢᵀ the matrix; the smallest are the opposites of the largest of −A. */
    @Test
    void allPairsComposeTheOperator() {
        int n = 12;
        double[] a = Samples.symmetric(n, 10);
        Eigenpairs all = Eigenpairs.largest(matrix(a, n), n, Seeds.of(3));
        Eigenpairs smallest = Eigenpairs.smallest(matrix(a, n), 4, Seeds.of(3));
        double[] sum = new double[n * n];
        for (int k = 0; k < n; k++) {
            double[] v = all.vector(k);
            for (int at = 0; at < n * n; at++) {
                sum[at] += all.values()[k] * v[at / n] * v[at % n];
            }
        }
        assertThat(sum).containsExactly(a, within(1e-11));
        assertThat(smallest.values()).containsExactly(Arrays.copyOf(all.values(), 4), within(1e-11));
        for (double angle : smallest.angles(all)) {
            assertThat(angle).isLessThan(1e-10);
        }
        assertThat(all.angles(smallest)).hasSize(4);
        assertThat(smallest.overlap(Eigenpairs.largest(matrix(a, n), 8, Seeds.of(3))))
                .isLessThan(1e-20);
        for (double angle : smallest.angles(Eigenpairs.largest(matrix(a, n), 8, Seeds.of(3)))) {
            assertThat(angle).isCloseTo(Math.PI / 2, within(1e-9));
        }
        Eigenpairs other = Eigenpairs.largest(diagonal(1, 2), 1, Seeds.of(1));
        assertThatThrownBy(() -> other.overlap(smallest)).hasMessageContaining("dimensions 2 and 12");
        assertThatThrownBy(() -> smallest.angles(other)).hasMessageContaining("dimensions");
        assertThatThrownBy(() -> smallest.share(1, 2)).hasMessageContaining("12 and 2");
        assertThatThrownBy(() -> Eigenpairs.smallest(diagonal(1, 2), 0, Seeds.of(1)))
                .hasMessageContaining("got 0");
    }

    /** An operator that counts its products. */
    private static SymmetricOperator counting(AtomicInteger products, double... spectrum) {
        SymmetricOperator diagonal = diagonal(spectrum);
        return SymmetricOperator.of(spectrum.length, (v, into) -> {
            products.incrementAndGet();
            diagonal.apply(v, into);
        });
    }

    /** Eigenvalues that stand apart take a few products each, whatever the order; those that crowd take more, and settle too. */
    @Test
    void productsGrowWithTheCrowdAndNotWithTheOrder() {
        int n = 1000;
        double[] apart = Vectors.of(n, i -> i < 3 ? 10 + 5 * i : Math.cos(i));
        double[] crowded = Vectors.of(n, i -> Math.cos(Math.PI * i / n));
        AtomicInteger few = new AtomicInteger();
        Eigenpairs three = Eigenpairs.largest(counting(few, apart), 3, Seeds.of(1));
        assertThat(three.values()).containsExactly(new double[] {10, 15, 20}, within(1e-10));
        assertThat(Vectors.largest(three.residuals())).isLessThan(1e-7);
        assertThat(few.get()).isLessThan(60);
        AtomicInteger one = new AtomicInteger();
        TopEigenpair top = TopEigenpair.of(counting(one, apart));
        assertThat(top.value()).isCloseTo(20, within(1e-9));
        assertThat(one.get()).isLessThan(25);
        AtomicInteger many = new AtomicInteger();
        TopEigenpair last = TopEigenpair.of(counting(many, Arrays.copyOf(crowded, 400)));
        assertThat(last.value()).isCloseTo(1, within(1e-6)).isLessThanOrEqualTo(1 + 1e-12);
        assertThat(last.residual()).isLessThanOrEqualTo(1e-6);
        assertThat(many.get()).isBetween(60, 600);
        AtomicInteger dense = new AtomicInteger();
        assertThatThrownBy(() -> Eigenpairs.largest(counting(dense, crowded), 40, Seeds.of(1)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("did not settle in 600 Lanczos steps: the residual is ")
                .hasMessageContaining("wanted is 1.0E-8");
        assertThat(dense.get()).isEqualTo(600);
    }

    /** The residual of the top pair bounds its error quadratically over the gap: Parlett, Theorem 11.7.1. */
    @Test
    void theTopPairIsGoodToTheSquareOfItsResidual() {
        for (int seed = 0; seed < 10; seed++) {
            double[] a = Samples.symmetric(N, 20 + seed);
            double[] values = SymmetricEigen.values(a, N);
            TopEigenpair top = TopEigenpair.of(matrix(a, N));
            double gap = values[N - 1] - values[N - 2];
            double bound = top.residual() * top.residual() / gap + 1e-13 * values[N - 1];
            assertThat(Math.abs(top.value() - values[N - 1])).isLessThanOrEqualTo(bound);
            double[] image = matrix(a, N).times(top.vector());
            double residual = Vectors.norm(Vectors.addScaled(image, -top.value(), top.vector()));
            assertThat(residual).isCloseTo(top.residual(), within(1e-12 * values[N - 1]));
            assertThat(Vectors.norm(top.vector())).isCloseTo(1, within(1e-14));
        }
    }
}
