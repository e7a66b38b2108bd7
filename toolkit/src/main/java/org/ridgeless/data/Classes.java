package org.ridgeless.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Samples of several classes with labels ±1: one class against another, or against all others. */
final class Classes {
    private static final int ALL_OTHERS = -1;

    private Classes() {}

    /** The class of sample i. */
    static int of(Points p, int i) {
        int best = 0;
        for (int k = 1; k < p.c(); k++) {
            if (p.y()[i * p.c() + k] > p.y()[i * p.c() + best]) {
                best = k;
            }
        }
        return best;
    }

    static Points against(Points p, int plus, int minus) {
        requireSeveral(p);
        require(minus, p.c());
        if (plus == minus) {
            throw new IllegalArgumentException("class " + plus + " cannot be set against itself");
        }
        return labelled(p, plus, minus);
    }

    static Points againstRest(Points p, int plus) {
        requireSeveral(p);
        return labelled(p, plus, ALL_OTHERS);
    }

    private static Points labelled(Points p, int plus, int minus) {
        require(plus, p.c());
        int[] rows = IntStream.range(0, p.n())
                .filter(i -> minus == ALL_OTHERS || of(p, i) == plus || of(p, i) == minus)
                .toArray();
        Points chosen = p.rows(rows);
        double[] labels = new double[rows.length];
        Arrays.setAll(labels, i -> of(chosen, i) == plus ? 1 : -1);
        return new Points(rows.length, p.d(), 1, chosen.x(), labels, Targets.BINARY);
    }

    private static void requireSeveral(Points p) {
        if (p.targets() != Targets.CLASSES) {
            throw new IllegalStateException("only data with several classes have one class against another; these have "
                    + p.targets() + " targets");
        }
    }

    private static void require(int number, int count) {
        if (number < 0 || number >= count) {
            throw new IllegalArgumentException("classes are numbered 0 to " + (count - 1) + ", got " + number);
        }
    }
}
