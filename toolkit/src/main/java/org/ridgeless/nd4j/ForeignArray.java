package org.ridgeless.nd4j;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.ridgeless.display.MimeBundle;

/** An array of ND4J as a notebook shows it: type, shape and the first entries. */
public final class ForeignArray {
    private ForeignArray() {}

    /** The type of ND4J's arrays. */
    public static Class<?> type() {
        return INDArray.class;
    }

    /**
     * What a notebook shows of an array of ND4J.
     *
     * @param value an INDArray
     * @return its type, its shape and its numbers, as ND4J writes them
     */
    public static MimeBundle show(Object value) {
        INDArray array = (INDArray) value;
        return MimeBundle.text("INDArray " + array.dataType() + " " + Arrays.toString(array.shape()) + "\n" + array);
    }
}
