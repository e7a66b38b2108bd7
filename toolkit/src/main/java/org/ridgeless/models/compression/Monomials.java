package org.ridgeless.models.compression;

import java.util.ArrayList;
import java.util.List;

/** All monomials of m variables of a total degree of at most k, the constant first. */
final class Monomials {
    private final int[][] exponents;

    private Monomials(int[][] exponents) {
        this.exponents = exponents;
    }

    static Monomials upTo(int degree, int variables) {
        List<int[]> all = new ArrayList<>();
        for (int total = 0; total <= degree; total++) {
            collect(new int[variables], 0, total, all);
        }
        return new Monomials(all.toArray(int[][]::new));
    }

    private static void collect(int[] chosen, int variable, int left, List<int[]> all) {
        if (variable == chosen.length - 1) {
            chosen[variable] = left;
            all.add(chosen.clone());
            return;
        }
        for (int power = 0; power <= left; power++) {
            chosen[variable] = power;
            collect(chosen, variable + 1, left - power, all);
        }
    }

    /** C(m + k, k). */
    int count() {
        return exponents.length;
    }

    double[] at(double... z) {
        double[] values = new double[exponents.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1;
            for (int j = 0; j < z.length; j++) {
                for (int power = 0; power < exponents[i][j]; power++) {
                    values[i] *= z[j];
                }
            }
        }
        return values;
    }
}
