package org.ridgeless.linalg.dense;

import static org.ridgeless.linalg.dense.Tile.LANES;
import static org.ridgeless.linalg.dense.Tile.SPECIES;

import jdk.incubator.vector.DoubleVector;

/**
 * Transposes matrices: by gathering a vector from as many rows where vectors are long, and four entries at a time where they are
 * short and gathering costs two to three times as much as that.
 */
final class Transposition {
    private static final boolean GATHERS = LANES >= 8;
    private static final int ROWS = GATHERS ? LANES : 4;

    private final int[] map = new int[LANES];

    /** Entry (i, j) of A, at i · aStride + j, goes to j · bStride + i. */
    void copy(int rows, int columns, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride) {
        for (int lane = 0; lane < LANES; lane++) {
            map[lane] = lane * aStride;
        }
        int i = 0;
        for (; i + ROWS <= rows; i += ROWS) {
            if (GATHERS) {
                gather(columns, a, aOffset + i * aStride, b, bOffset + i, bStride);
            } else {
                four(columns, a, aOffset + i * aStride, aStride, b, bOffset + i, bStride);
            }
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

    private static void four(int columns, double[] a, int from, int aStride, double[] b, int to, int bStride) {
        int second = from + aStride;
        int third = second + aStride;
        int fourth = third + aStride;
        int at = to;
        for (int j = 0; j < columns; j++) {
            b[at] = a[from + j];
            b[at + 1] = a[second + j];
            b[at + 2] = a[third + j];
            b[at + 3] = a[fourth + j];
            at += bStride;
        }
    }
}
