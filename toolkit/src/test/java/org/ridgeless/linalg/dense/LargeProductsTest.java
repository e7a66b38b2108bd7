package org.ridgeless.linalg.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ridgeless.ChildJvm;
import org.ridgeless.linalg.openblas.OpenBlas;
import org.ridgeless.linalg.openblas.SummationOrder;
import org.ridgeless.random.Seeds;

/** Which kernels compute a row of a product changes no bit of it, nor does what stands beside it. */
class LargeProductsTest {
    private static final int MOST_ROWS = 203;
    private static final int[] ROWS = {1, 2, 3, 4, 5, 15, 16, 17, 101, 200};
    /** Rows and columns of the right factor: some go to the library, some do not, some have several stretches of terms. */
    private static final int[][] RIGHT = {{64, 64}, {64, 256}, {128, 128}, {130, 131}, {257, 70}, {300, 65}, {519, 130}
    };

    /** The same in a process of its own, which prints a number that depends on every bit. */
    static final class Alone {
        private Alone() {}

        public static void main(String[] args) {
            LargeProductsTest test = new LargeProductsTest();
            DenseKernels kernels = DenseKernels.best();
            test.rowsStandAlone(kernels);
            test.sumsAreInOrder();
            System.out.println(kernels.name() + ", in order: " + (OpenBlas.works() && OpenBlas.sumsInOrder()));
            System.out.println(
                    Arrays.deepHashCode(test.products(kernels, MOST_ROWS).toArray()));
        }
    }

    @Test
    void aRowIsTheSameInEveryBatchWithTheKernelsOfThisMachine() {
        rowsStandAlone(DenseKernels.best());
    }

    @Test
    void aRowIsTheSameInEveryBatchBesidePlainLoops() {
        rowsStandAlone(new LargeProducts(DenseKernels.plain()));
    }

    @Test
    void theNativeLibraryAndJavaGiveTheSameBitsWithShortVectors() throws Exception {
        List<String> withIt = shortVectors("-Dridgeless.native=on");
        List<String> without = shortVectors("-Dridgeless.native=off");
        assertThat(without.get(0)).endsWith("in order: false");
        assumeTrue(withIt.get(0).equals("vector, 4 lanes, in order: true"), withIt.get(0));
        assertThat(withIt.get(1)).isEqualTo(without.get(1));
    }

    private static List<String> shortVectors(String option) throws Exception {
        return ChildJvm.with("-XX:UseAVX=2", "--add-modules", "jdk.incubator.vector", option)
                .run(Alone.class);
    }

    @Test
    void threadsSideBySideGiveTheSameBits() {
        List<double[]> alone = products(new LargeProducts(DenseKernels.plain()), 18);
        List<List<double[]>> together = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> products(new LargeProducts(DenseKernels.plain()), 18))
                .toList();
        for (List<double[]> one : together) {
            for (int i = 0; i < alone.size(); i++) {
                assertThat(one.get(i)).isEqualTo(alone.get(i));
            }
        }
    }

    @Test
    void productsAreThoseOfTheDefinitionBesidePlainLoops() {
        DenseKernels plain = DenseKernels.plain();
        List<double[]> expected = products(plain, 17);
        List<double[]> found = products(new LargeProducts(plain), 17);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i)).containsExactly(expected.get(i), within(1e-12));
        }
    }

    @Test
    void sumsOverRowsAreThoseOfTheDefinition() {
        int n = 203;
        int k = 130;
        int m = 67;
        double[] a = numbers(1, n * k);
        double[] b = numbers(2, n * m);
        double[] expected = numbers(3, k * m);
        double[] found = expected.clone();
        DenseKernels.plain().multiplyTransposedAdd(n, k, m, -0.1, a, 0, b, 0, expected, 0);
        new LargeProducts(DenseKernels.plain()).multiplyTransposedAdd(n, k, m, -0.1, a, 0, b, 0, found, 0);
        assertThat(found).containsExactly(expected, within(1e-12));
    }

    /** In the process with short vectors. */
    private void sumsAreInOrder() {
        DenseKernels kernels = AvailableKernels.BEST.forOneThread();
        assertThat(kernels.sumsInOrder()).isTrue();
        for (int[] right : RIGHT) {
            int k = right[0];
            int m = right[1];
            double[] a = numbers(1, 9 * k);
            double[] b = numbers(2, k * m);
            double[] c = numbers(3, 9 * m);
            double[] start = c.clone();
            kernels.multiplyAdd(9, k, m, 0.3, a, 0, b, 0, c, 0);
            for (int at = 0; at < c.length; at++) {
                assertThat(c[at]).isEqualTo(SummationOrder.entry(start[at], 0.3, a, b, k, m, at / m, at % m));
            }
        }
    }

    private void rowsStandAlone(DenseKernels kernels) {
        List<double[]> all = products(kernels, MOST_ROWS);
        for (int n : ROWS) {
            List<double[]> few = products(kernels, n);
            for (int i = 0; i < all.size(); i++) {
                assertThat(few.get(i))
                        .as("product %d of %d rows", i, n)
                        .isEqualTo(Arrays.copyOf(all.get(i), few.get(i).length));
            }
        }
    }

    /** Every kind of product whose rows are samples, for all right factors. */
    private List<double[]> products(DenseKernels kernels, int n) {
        List<double[]> all = new ArrayList<>();
        for (int[] right : RIGHT) {
            int k = right[0];
            int m = right[1];
            double[] a = Arrays.copyOf(numbers(1, MOST_ROWS * k), n * k);
            double[] b = numbers(2, k * m);
            double[] bias = numbers(3, m + 2);
            double[] c = Arrays.copyOf(numbers(4, MOST_ROWS * m), n * m);
            double[] set = new double[n * m];
            double[] unbiased = new double[n * m];
            double[] added = c.clone();
            double[] transposed = new double[n * m];
            double[] transposedAdded = c.clone();
            kernels.multiply(n, k, m, 0.3, a, 0, b, 0, bias, 2, true, set, 0);
            kernels.multiply(n, k, m, 1, a, 0, b, 0, null, 0, false, unbiased, 0);
            kernels.multiplyAdd(n, k, m, 0.7, a, 0, b, 0, added, 0);
            kernels.multiplyByTransposed(n, k, m, 0.3, a, 0, b, 0, false, transposed, 0);
            kernels.multiplyByTransposed(n, k, m, 1, a, 0, b, 0, true, transposedAdded, 0);
            all.addAll(List.of(set, unbiased, added, transposed, transposedAdded));
        }
        return all;
    }

    private static double[] numbers(long seed, int count) {
        return Seeds.of(seed).stream().doubles(count, -1, 1).toArray();
    }
}
