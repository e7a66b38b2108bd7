package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ridgeless.ChildJvm;
import org.ridgeless.linalg.openblas.OpenBlas;
import org.ridgeless.random.Seeds;

/** Which library does the work, and that both do the same. */
class ProviderTest {
    private static final String OFF = "-D" + OpenBlas.SWITCH + "=off";

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
                all.add(gram);
                all.add(SingularValues.of(a, n, d));
                all.add(SingularValues.of(a, d, n));
                all.add(SingularValues.of(Arrays.copyOf(a, n * (n / 4 + 1)), n, n / 4 + 1));
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

    /** What is tried with a switch that says nothing. */
    static final class Refusals {
        private Refusals() {}

        public static void main(String[] args) {
            double[] unit = new double[40 * 40];
            for (int i = 0; i < 40; i++) {
                unit[i * 41] = 1;
            }
            List<Runnable> uses = List.of(
                    () -> SymmetricEigen.values(unit, 40),
                    () -> SymmetricEigen.values(unit, 40),
                    () -> Cholesky.of(unit, 40),
                    () -> SingularValues.of(unit, 40, 40),
                    () -> LeastSquares.minimumNorm(unit, 40, 40, new double[40]),
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
    void theNativeLibraryDoesLargeMatricesWhereTheBuildBringsIt() {
        assertThat(Provider.name()).isEqualTo("OpenBLAS, through JavaCPP");
        assertThat(Provider.isNative(Provider.SMALLEST)).isTrue();
        assertThat(Provider.isNative(Provider.SMALLEST - 1)).isFalse();
    }

    @Test
    void javaGivesTheSameNumbers() throws Exception {
        List<String> lines = ChildJvm.with(OFF, ChildJvm.COMPILING_LONG_METHODS).run(Decompositions.class);
        assertThat(lines.get(0))
                .isEqualTo("LAPACK and products in Java, since the system property ridgeless.native is off");
        agree(lines);
    }

    /** With those of this process. */
    private static void agree(List<String> lines) {
        double[] numbers =
                lines.stream().skip(1).mapToDouble(Double::parseDouble).toArray();
        double[] expected = Decompositions.numbers();
        assertThat(numbers).hasSameSizeAs(expected);
        for (int i = 0; i < numbers.length; i++) {
            assertThat(numbers[i]).isCloseTo(expected[i], within(1e-9 * Math.max(1, Math.abs(expected[i]))));
        }
    }

    /**
     * Netlib's code sets the number that tells of success while it still holds the arrays. HotSpot, which does not move them
     * meanwhile, can take that; the rules only warn of it.
     */
    @Test
    void theCheckedInterfaceOfTheJvmFindsNoMisuseButOne() throws Exception {
        List<String> lines = ChildJvm.with("-Xcheck:jni").run(Decompositions.class);
        // JavaCPP loads the library before its name is printed, and the checks do have objections to how.
        int named = lines.indexOf(Provider.name());
        assertThat(named).isNotNegative();
        assertThat(lines.subList(named, lines.size()))
                .filteredOn(line -> !line.startsWith("Warning: Calling other JNI functions in the scope of"))
                .hasSize(1 + Decompositions.numbers().length);
    }

    @Test
    void aLibraryThatDoesNotLoadIsReplacedByJavaWithTheReason() throws Exception {
        List<String> lines = ChildJvm.with(
                        "-Dorg.bytedeco.javacpp.platform=linux-none",
                        "-Djava.library.path=",
                        ChildJvm.COMPILING_LONG_METHODS)
                .run(Decompositions.class);
        assertThat(lines.get(0)).startsWith("LAPACK and products in Java, since OpenBLAS does not load here: ");
        assertThat(lines).hasSize(1 + Decompositions.numbers().length);
    }

    /** Of this release the kernels for AVX-512 are wrong on some processors; the check before the first use is to find out. */
    @Test
    void kernelsThatAreWrongOnThisProcessorAreNotUsed() throws Exception {
        Path processor = Path.of("/proc/cpuinfo");
        assumeTrue(Files.exists(processor) && Files.readString(processor).contains("avx512f"));
        List<String> lines = ChildJvm.with(ChildJvm.COMPILING_LONG_METHODS)
                .variable("OPENBLAS_CORETYPE", "SkylakeX")
                .run(Decompositions.class);
        assertThat(lines.get(0))
                .matches("OpenBLAS, through JavaCPP|LAPACK and products in Java, since OpenBLAS computes wrong results"
                        + " on this processor: .*OPENBLAS_CORETYPE=Haswell.*");
        agree(lines);
    }

    @Test
    void aSwitchThatIsNeitherOnNorOffIsNamedAtEveryUse() throws Exception {
        List<String> lines = ChildJvm.with("-D" + OpenBlas.SWITCH + "=fortran").run(Refusals.class);
        assertThat(lines)
                .hasSize(6)
                .allSatisfy(
                        line -> assertThat(line)
                                .contains(
                                        "IllegalStateException: the system property ridgeless.native is on or off, got \"fortran\""));
    }
}
