package org.ridgeless.models;

import java.util.Arrays;

/** Logarithms of long products of positive factors, taken only where a product would leave the range of numbers. */
final class LogProducts {
    private static final double LARGEST = 1e100;

    private final double[] products;
    private final double[] logarithms;

    LogProducts(int count) {
        products = new double[count];
        Arrays.fill(products, 1);
        logarithms = new double[count];
    }

    void multiply(int i, double factor) {
        double product = products[i] * factor;
        if (product < LARGEST && product > 1 / LARGEST) {
            products[i] = product;
        } else {
            logarithms[i] += Math.log(products[i]) + Math.log(factor);
            products[i] = 1;
        }
    }

    double[] logarithms() {
        double[] sums = logarithms.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += Math.log(products[i]);
        }
        return sums;
    }
}
