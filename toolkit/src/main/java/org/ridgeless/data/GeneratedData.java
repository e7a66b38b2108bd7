package org.ridgeless.data;

import org.ridgeless.random.Seeds;

/** Data drawn from a seed when they are first asked for; a second drawing by another thread yields the same. */
abstract class GeneratedData extends Data {
    private final int n;
    private final int d;
    private final long seed;
    private volatile Points points;

    GeneratedData(int n, int d, long seed) {
        if (n < 1) {
            throw new IllegalArgumentException("a data set needs at least one sample, got " + n);
        }
        if (d < 1) {
            throw new IllegalArgumentException("samples need at least one dimension, got " + d);
        }
        Points.requireRoom(n, d);
        this.n = n;
        this.d = d;
        this.seed = seed;
    }

    abstract Points draw(Seeds seeds);

    final int n() {
        return n;
    }

    final int d() {
        return d;
    }

    final long seed() {
        return seed;
    }

    @Override
    final Points points() {
        Points p = points;
        if (p == null) {
            p = draw(Seeds.of(seed).child("data"));
            points = p;
        }
        return p;
    }
}
