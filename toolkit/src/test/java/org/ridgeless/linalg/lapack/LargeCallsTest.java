package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.ridgeless.ChildJvm;

/** What may take long or much is refused or given up before it starts. */
class LargeCallsTest {
    private static final int ORDER = 1000;

    /** In a process with so little memory that values fit and vectors do not. */
    static final class Crowded {
        private Crowded() {}

        public static void main(String[] args) {
            int n = 1200;
            double[] matrix = identity(n);
            List<Runnable> calls =
                    List.of(() -> SymmetricEigen.of(matrix, n), () -> SingularDecomposition.of(matrix, n, n));
            for (Runnable call : calls) {
                try {
                    call.run();
                    System.out.println("no error");
                } catch (IllegalArgumentException e) {
                    System.out.println(e.getMessage());
                }
            }
            System.out.println(SymmetricEigen.values(matrix, n)[n - 1]);
        }
    }

    @Test
    void memoryOfACallIsCountedBeforeIt() throws Exception {
        List<String> lines = ChildJvm.with("-Xmx48m").run(Crowded.class);
        assertThat(lines.get(0)).startsWith("Finding the eigenvectors of a matrix of order 1200 needs 0.0 GB; this");
        assertThat(lines.get(1))
                .startsWith("The singular value decomposition of a 1200 × 1200 matrix needs 0.1 GB; this");
        assertThat(lines.get(2)).isEqualTo("1.0");
    }

    /** 2n² numbers to work with. */
    @Test
    void ordersThatTheLibraryCannotCountAreRefused() {
        assertThatThrownBy(() -> Shapes.requireRoom("It", 0, 2.0 * 40_000 * 40_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("It needs 3.20e+09 numbers to work with, and an array holds 2.15e+09");
    }

    @Test
    void anInterruptedThreadStartsNoLargeDecomposition() {
        double[] matrix = identity(ORDER);
        List<Runnable> calls = List.of(
                () -> SymmetricEigen.values(matrix, ORDER),
                () -> SymmetricEigen.of(matrix, ORDER),
                () -> SingularValues.of(matrix, ORDER, ORDER),
                () -> SingularDecomposition.of(matrix, ORDER, ORDER),
                () -> GeneralEigenvalues.of(matrix, ORDER),
                () -> Cholesky.of(matrix, ORDER),
                () -> LeastSquares.minimumNorm(matrix, ORDER, ORDER, new double[ORDER]));
        for (Runnable call : calls) {
            interrupted(call);
        }
    }

    /** In pieces of 4·10⁹ multiplications, between which an interruption is looked for. */
    @Test
    void anInterruptedThreadLeavesALargeProduct() {
        int n = 1_600;
        double[] matrix = identity(n);
        interrupted(() -> Products.multiply(matrix, matrix, n, n, n));
    }

    private static void interrupted(Runnable call) {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(call::run).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static double[] identity(int n) {
        double[] identity = new double[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * (n + 1)] = 1;
        }
        return identity;
    }
}
