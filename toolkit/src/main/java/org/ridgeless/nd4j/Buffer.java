package org.ridgeless.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Row-major memory outside the Java heap that is kept from call to call while its shape stays the same. */
final class Buffer {
    private INDArray array;

    /** The array, with whatever it held if it has this shape already. */
    INDArray of(long... shape) {
        if (array == null || !java.util.Arrays.equals(array.shape(), shape)) {
            // A workspace that the caller has opened would take the memory back when it closes.
            try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                array = Nd4j.createUninitialized(DataType.DOUBLE, shape, 'c');
            }
        }
        return array;
    }

    /** The array filled with the first numbers of {@code values}. */
    INDArray filled(double[] values, long... shape) {
        INDArray target = of(shape);
        Exchange.write(values, target);
        return target;
    }

    /** a B, in this buffer. */
    INDArray product(INDArray a, INDArray b) {
        INDArray result = of(a.size(0), b.size(1));
        // ND4J multiplies into column-major memory, and the transpose of a row-major array is just that.
        b.transpose().mmuli(a.transpose(), result.transpose());
        return result;
    }
}
