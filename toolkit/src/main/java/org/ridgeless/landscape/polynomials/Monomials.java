package org.ridgeless.landscape.polynomials;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All monomials of degree at most k in n complex unknowns. Each is one product of two that stand before it: of a power of its last
 * unknown and of the rest.
 */
final class Monomials {
    private static final int ONE = 0;

    private final int[][] exponents;
    private final Map<List<Integer>, Integer> places = new HashMap<>();
    /** Where the two factors of each stand; the unknown itself, in the place of the right one, where the left one is −1. */
    private final int[] left;

    private final int[] right;

    Monomials(int unknowns, int degree) {
        List<int[]> all = new ArrayList<>();
        collect(new int[unknowns], 0, degree, all);
        exponents = all.toArray(int[][]::new);
        left = new int[exponents.length];
        right = new int[exponents.length];
        places.put(list(exponents[ONE]), ONE);
        for (int m = ONE + 1; m < exponents.length; m++) {
            places.put(list(exponents[m]), m);
            split(m);
        }
    }

    /** The exponents, in lexicographic order. */
    int[][] exponents() {
        return exponents;
    }

    int count() {
        return exponents.length;
    }

    /** Where the monomial with these exponents stands. */
    int place(int... alpha) {
        return places.get(list(alpha));
    }

    /** Where z_j^p stands. */
    int power(int j, int p) {
        int[] alpha = new int[exponents[ONE].length];
        alpha[j] = p;
        return place(alpha);
    }

    /** Their values at z, as (re, im) pairs. */
    void evaluate(double[] z, double[] into) {
        into[0] = 1;
        into[1] = 0;
        for (int m = ONE + 1; m < left.length; m++) {
            if (left[m] < 0) {
                into[2 * m] = z[2 * right[m]];
                into[2 * m + 1] = z[2 * right[m] + 1];
            } else {
                double re = into[2 * left[m]];
                double im = into[2 * left[m] + 1];
                double a = into[2 * right[m]];
                double b = into[2 * right[m] + 1];
                into[2 * m] = re * a - im * b;
                into[2 * m + 1] = re * b + im * a;
            }
        }
    }

    private void split(int m) {
        int[] alpha = exponents[m].clone();
        int last = alpha.length - 1;
        while (alpha[last] == 0) {
            last--;
        }
        int p = alpha[last];
        alpha[last] = 0;
        boolean pure = places.get(list(alpha)) == ONE;
        if (pure && p == 1) {
            left[m] = -1;
            right[m] = last;
        } else {
            alpha[last] = pure ? p - 1 : 0;
            left[m] = place(alpha);
            right[m] = power(last, pure ? 1 : p);
        }
    }

    private static List<Integer> list(int[] alpha) {
        return java.util.Arrays.stream(alpha).boxed().toList();
    }

    private static void collect(int[] alpha, int place, int left, List<int[]> into) {
        if (place == alpha.length) {
            into.add(alpha.clone());
            return;
        }
        for (int p = 0; p <= left; p++) {
            alpha[place] = p;
            collect(alpha, place + 1, left - p, into);
        }
        alpha[place] = 0;
    }
}
