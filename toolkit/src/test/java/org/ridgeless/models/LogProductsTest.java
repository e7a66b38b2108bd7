package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogProductsTest {
    @ParameterizedTest
    @ValueSource(doubles = {1e-90, 0.37, 1, 1.7, 1e90, 1e-300, 1e300})
    void productsBeyondTheRangeOfNumbersHaveTheSumOfTheirLogarithms(double factor) {
        LogProducts products = new LogProducts(2);
        for (int i = 0; i < 10_000; i++) {
            products.multiply(1, factor);
        }
        double exact = 10_000 * Math.log(factor);
        assertThat(products.logarithms()[1]).isCloseTo(exact, within(1e-12 * (1 + Math.abs(exact))));
        assertThat(products.logarithms()[0]).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aFactorOfZeroLeavesNothingWhateverFollows(int following) {
        LogProducts products = new LogProducts(1);
        products.multiply(0, 7);
        products.multiply(0, 0);
        for (int i = 0; i < following; i++) {
            products.multiply(0, 1e99);
        }
        assertThat(products.logarithms()[0]).isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
