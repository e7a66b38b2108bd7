package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ridgeless.linalg.lapack.Samples.product;
import static org.ridgeless.linalg.lapack.Samples.transposed;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.random.Seeds;

/** Sums of whole numbers are exact in any order, so that every route must give the same bits. */
class ProductsTest {
    private static double[] whole(int count, long seed) {
        return Seeds.of(seed).stream().ints(count, -9, 10).asDoubleStream().toArray();
    }

    /** Shapes on either side of each change of the routine: 16 columns, a hundred thousand multiplications, a million. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "1, 7, 1",
        "5, 1, 3",
        "3, 4, 15",
        "3, 4, 16",
        "1, 9000, 16",
        "79, 79, 16",
        "80, 80, 16",
        "90, 90, 15",
        "15, 300, 300",
        "300, 15, 300",
        "300, 300, 15",
        "99, 100, 101",
        "100, 100, 100",
        "16, 250, 250",
        "250, 16, 251",
        "17, 1000, 61"
    })
    void productsOfWholeNumbersAreExact(int n, int k, int m) {
        double[] a = whole(n * k, n);
        double[] b = whole(k * m, m);
        double[] known = product(a, b, n, k, m);
        assertThat(Products.multiply(a, b, n, k, m)).containsExactly(known);
        assertThat(Products.transposeLeft(transposed(a, n, k), b, n, k, m)).containsExactly(known);
        assertThat(Products.transposeRight(a, transposed(b, k, m), n, k, m)).containsExactly(known);
    }

    /** Associative, distributive and (A B)ᵀ = Bᵀ Aᵀ, all to the bit. */
    @Test
    void whatAlgebraSaysOfProductsHolds() {
        int n = 60;
        double[] a = whole(n * n, 1);
        double[] b = whole(n * n, 2);
        double[] c = whole(n * n, 3);
        double[] ab = Products.multiply(a, b, n, n, n);
        assertThat(Products.multiply(ab, c, n, n, n))
                .containsExactly(Products.multiply(a, Products.multiply(b, c, n, n, n), n, n, n));
        assertThat(Products.multiply(a, Samples.plus(b, 1, c), n, n, n))
                .containsExactly(Samples.plus(ab, 1, Products.multiply(a, c, n, n, n)));
        assertThat(transposed(ab, n, n))
                .containsExactly(Products.multiply(transposed(b, n, n), transposed(a, n, n), n, n, n));
    }

    /** Each entry is a sum of k products, whose rounding is at most k ε Σ|aᵢ bᵢ|. */
    @ParameterizedTest
    @CsvSource({"20, 20, 20", "50, 60, 70", "100, 110, 120"})
    void productsOfNumbersAreGoodToTheirRounding(int n, int k, int m) {
        double[] a = Samples.gaussian(n, k, 5);
        double[] b = Samples.gaussian(k, m, 6);
        double[] known = product(a, b, n, k, m);
        double[] moduli = product(moduli(a), moduli(b), n, k, m);
        double[] found = Products.multiply(a, b, n, k, m);
        for (int i = 0; i < n * m; i++) {
            assertThat(found[i]).isCloseTo(known[i], within(k * Math.ulp(1.0) * moduli[i]));
        }
    }

    private static double[] moduli(double[] a) {
        return Arrays.stream(a).map(Math::abs).toArray();
    }

    /** A NaN spoils its row of A or its column of B and nothing else; 0 · ∞ is none of the numbers. */
    @ParameterizedTest
    @CsvSource({"4, 5, 6", "60, 60, 60", "110, 110, 110"})
    void whatIsNotANumberStaysInItsRow(int n, int k, int m) {
        double[] a = whole(n * k, 8);
        double[] b = whole(k * m, 9);
        double[] clean = Products.multiply(a, b, n, k, m);
        a[k + 2] = Double.NaN;
        double[] found = Products.multiply(a, b, n, k, m);
        for (int i = 0; i < n * m; i++) {
            assertThat(Double.compare(found[i], i / m == 1 ? Double.NaN : clean[i]))
                    .isZero();
        }
    }

    @Test
    void aSymmetricProductIsAdded() {
        double[] a = {1, 2, 3, 2, 4, 5, 3, 5, 6};
        double[] into = {100, 200, 300};
        Products.addSymmetric(a, 3, new double[] {1, 10, 100}, into);
        assertThat(into).containsExactly(421, 742, 953);
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        assertThatThrownBy(() -> Products.multiply(new double[6], new double[6], 2, 3, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 × 3 and 3 × 3 needs 6 and 9 entries, got 6 and 6");
        assertThatThrownBy(() -> Products.transposeRight(new double[5], new double[6], 2, 3, 2))
                .hasMessageContaining("needs 6 and 6 entries, got 5 and 6");
    }

    /** n m = 2³² is 0 in 32 bits, and 2.5·10⁹ is negative: there must be an error and no product without entries. */
    @Test
    void aProductWithoutRoomIsRefusedBeforeItIsMade() {
        double[] column = new double[1 << 16];
        assertThatThrownBy(() -> Products.transposeRight(column, column, 1 << 16, 1, 1 << 16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the product of a 65536 × 1 and a 1 × 65536 matrix needs 4.29e+09 numbers");
        double[] longer = new double[50_000];
        assertThatThrownBy(() -> Products.multiply(longer, longer, 50_000, 1, 50_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an array holds 2.15e+09");
    }

    @Test
    void aLongDecompositionLooksForAnInterruptionFirst() {
        double[] large = new double[1000 * 1000];
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> SymmetricEigen.values(large, 1000)).isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> SingularValues.of(large, 1000, 1000)).isInstanceOf(CancellationException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(SymmetricEigen.values(new double[] {3}, 1)).containsExactly(3);
        } finally {
            Thread.interrupted();
        }
    }
}
