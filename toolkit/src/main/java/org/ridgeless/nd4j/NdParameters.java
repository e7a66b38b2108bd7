package org.ridgeless.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A vector of parameters and a tangent of it, each 1 × P; stages keep views of their parts. */
final class NdParameters {
    private final INDArray value;
    private final INDArray tangent;

    NdParameters(int count) {
        // ND4J has no empty matrices that one could take views of.
        value = Nd4j.zeros(DataType.DOUBLE, 1, Math.max(1, count));
        tangent = Nd4j.zeros(DataType.DOUBLE, 1, Math.max(1, count));
    }

    INDArray value() {
        return value;
    }

    INDArray tangent() {
        return tangent;
    }

    /** The values from {@code offset} on, as an array of the given shape that shares the memory. */
    INDArray value(int offset, long... shape) {
        return part(value, offset, shape);
    }

    /** The tangent of {@link #value(int, long...)}. */
    INDArray tangent(int offset, long... shape) {
        return part(tangent, offset, shape);
    }

    private static INDArray part(INDArray vector, int offset, long[] shape) {
        long length = 1;
        for (long side : shape) {
            length *= side;
        }
        return columns(vector, offset, length).reshape('c', shape);
    }

    /** The columns {@code offset}, …, {@code offset + length − 1} of a matrix, sharing its memory. */
    static INDArray columns(INDArray matrix, long offset, long length) {
        return matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(offset, offset + length));
    }
}
