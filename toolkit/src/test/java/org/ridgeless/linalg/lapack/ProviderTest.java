package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ridgeless.ChildJvm;
import org.ridgeless.random.Seeds;

/** Which library does the work, and that both do the same. */
class ProviderTest {
    /** What is computed in either process: nothing that a sign or a basis is free in. */
    static final class Decompositions {
        private Decompositions() {}

        public static void main(String[] args) {
            System.out.println(Provider.name());
            for (double number : numbers()) {
                System.out.println(number);
            }
        }

        static double[] numbers() {
            List<double[]> all = new ArrayList<>();
            for (int n : new int[] {3, 20, 150}) {
                int d = n + 7;
                double[] a = Seeds.of(n).stream().doubles((long) n * d, -1, 1).toArray();
                double[] gram = Products.transposeRight(a, a, n, d, n);
                double[] b = Arrays.copyOf(a, n);
                all.add(SingularValues.of(a, n, d));
                all.add(SingularDecomposition.of(a, n, d).truncated(2));
                all.add(SymmetricEigen.values(gram, n));
                SymmetricEigen eigen = SymmetricEigen.of(gram, n);
                all.add(eigen.values());
                all.add(Arrays.stream(eigen.vector(n - 1)).map(Math::abs).toArray());
                Cholesky factor = Cholesky.of(gram, n);
                all.add(factor.solve(b));
                all.add(factor.inverse());
                all.add(new double[] {factor.logDeterminant()});
                all.add(LeastSquares.minimumNorm(a, n, d, b));
                all.add(GeneralEigenvalues.of(Arrays.copyOf(a, n * n), n).real());
            }
            return all.stream().flatMapToDouble(Arrays::stream).toArray();
        }
    }

    /** What is tried without a library. */
    static final class Refusals {
        private Refusals() {}

        public static void main(String[] args) {
            List<Runnable> uses = List.of(
                    () -> SymmetricEigen.values(new double[] {1}, 1),
                    () -> SymmetricEigen.values(new double[] {1}, 1),
                    () -> Cholesky.of(new double[] {1}, 1),
                    () -> SingularValues.of(new double[] {1, 2, 3, 4}, 2, 2),
                    () -> LeastSquares.minimumNorm(new double[] {1}, 1, 1, new double[] {1}),
                    Provider::name);
            for (Runnable use : uses) {
                try {
                    use.run();
                    System.out.println("no error");
                } catch (Throwable e) {
                    System.out.println(e);
                }
            }
        }
    }

    @Test
    void decompositionsOnTheSystemsLibraryGiveTheSameNumbers() throws Exception {
        assumeTrue(Provider.nativeIsAvailable());
        List<String> lines =
                ChildJvm.with().variable("RIDGELESS_LAPACK", "native").run(Decompositions.class);
        assertThat(lines.get(0)).isEqualTo("native LAPACK of the system");
        double[] numbers =
                lines.stream().skip(1).mapToDouble(Double::parseDouble).toArray();
        double[] expected = Decompositions.numbers();
        assertThat(numbers).hasSameSizeAs(expected);
        for (int i = 0; i < numbers.length; i++) {
            assertThat(numbers[i]).isCloseTo(expected[i], within(1e-9 * Math.max(1, Math.abs(expected[i]))));
        }
    }

    @Test
    void aLibraryThatIsMissingIsNamedAtEveryUse() throws Exception {
        List<String> lines = ChildJvm.with("-Ddev.ludovic.netlib.lapack.nativeLib=no-such-library.so")
                .variable("RIDGELESS_LAPACK", "native")
                .run(Refusals.class);
        assertThat(lines)
                .hasSize(6)
                .allSatisfy(
                        line -> assertThat(line)
                                .startsWith(
                                        "java.lang.IllegalStateException: RIDGELESS_LAPACK asks for a native LAPACK, but the system has none"));
    }

    @Test
    void aWordThatIsNoLibraryIsNamedAtEveryUse() throws Exception {
        List<String> lines =
                ChildJvm.with().variable("RIDGELESS_LAPACK", "fortran").run(Refusals.class);
        assertThat(lines)
                .hasSize(6)
                .allSatisfy(line -> assertThat(line)
                        .contains("IllegalStateException: RIDGELESS_LAPACK is java or native, got \"fortran\""));
    }
}
