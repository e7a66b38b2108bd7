package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.SPECIES;

import jdk.incubator.vector.DoubleVector;

/** Transposes matrices by gathering a vector from as many rows. */
final class Transposition {
    private final int[] map = new int[LANES];

    /** Entry (i, j) of A, at i · aStride + j, goes to j · bStride + i. */
    void copy(int rows, int columns, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride) {
        for (int lane = 0; lane < LANES; lane++) {
            map[lane] = lane * aStride;
        }
        int i = 0;
        for (; i + LANES <= rows; i += LANES) {
            gather(columns, a, aOffset + i * aStride, b, bOffset + i, bStride);
        }
        for (; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                b[bOffset + j * bStride + i] = a[aOffset + i * aStride + j];
            }
        }
    }

    private void gather(int columns, double[] a, int from, double[] b, int to, int stride) {
        for (int j = 0; j < columns; j++) {
            DoubleVector.fromArray(SPECIES, a, from + j, map, 0).intoArray(b, to + j * stride);
        }
    }
}
