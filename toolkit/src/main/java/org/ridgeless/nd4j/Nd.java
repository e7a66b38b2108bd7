package org.ridgeless.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.ridgeless.data.Data;
import org.ridgeless.data.NpyArray;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.nets.engine.Engine;

/**
 * Between ND4J's arrays and those of Java, always in double precision; and ND4J as an engine for networks.
 *
 * <pre>{@code
 * INDArray x = Nd.of(rows);              // to ND4J
 * double[][] rows = Nd.toArray(x);       // and back
 * Matrix a = Nd.toMatrix(x);
 * Net net = Nets.relu(20, 32, 1).on(Nd.engine());   // runs by ND4J
 * }</pre>
 */
public final class Nd {
    private Nd() {}

    /**
     * The engine that runs networks by ND4J: as an oracle for the fused engine, or on what ND4J runs on. Small networks are much
     * slower on it. The first call loads the native library, which takes seconds; without one there is an error that says so.
     */
    public static Engine engine() {
        return NdEngine.started();
    }

    /**
     * A vector.
     *
     * @param values n ≥ 1 numbers
     * @return a copy in double precision, of shape [n]
     * @throws IllegalArgumentException if there is no number
     */
    public static INDArray of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("an ND4J vector needs at least one entry, got none");
        }
        return Nd4j.createFromArray(values.clone());
    }

    /**
     * A matrix with the given rows.
     *
     * @param rows at least one, all equally long
     * @return a copy in double precision, of shape [rows, columns]
     */
    public static INDArray of(double[][] rows) {
        return of(Matrix.of(rows));
    }

    /**
     * A matrix.
     *
     * @param matrix any
     * @return a copy in double precision, of shape [rows, columns]
     */
    public static INDArray of(Matrix matrix) {
        return of(matrix.flat()).reshape('c', matrix.rows(), matrix.columns());
    }

    /**
     * The rows of a matrix.
     *
     * @param matrix with two axes, of any number type and ordering
     * @return a copy
     * @throws IllegalArgumentException if it is no matrix; the message has its shape
     */
    public static double[][] toArray(INDArray matrix) {
        require(matrix, 2);
        return matrix.castTo(DataType.DOUBLE).toDoubleMatrix();
    }

    /**
     * The entries of a vector, or of a matrix that is one row or one column.
     *
     * @param vector of any number type
     * @return a copy
     * @throws IllegalArgumentException if it has other axes; the message has its shape
     */
    public static double[] toVector(INDArray vector) {
        if (!vector.isVectorOrScalar()) {
            throw new IllegalArgumentException("a vector is wanted, got an array of shape " + shape(vector));
        }
        return vector.castTo(DataType.DOUBLE).dup('c').reshape(-1).toDoubleVector();
    }

    /**
     * The same matrix as the toolkit's own.
     *
     * @param matrix with two axes, of any number type and ordering
     * @return a copy
     * @throws IllegalArgumentException if it is no matrix; the message has its shape
     */
    public static Matrix toMatrix(INDArray matrix) {
        return Matrix.of(toArray(matrix));
    }

    /**
     * Samples from a matrix with one in each row and their labels: a vector of signs, of 0 and 1 or of class numbers, or else real
     * targets, several of them as a matrix with a row for each sample.
     *
     * @param inputs n × d
     * @param targets n numbers, or n × c
     * @return the samples, of the kind that the targets show
     * @throws IllegalArgumentException if the shapes do not fit, or a number is not finite
     */
    public static Data data(INDArray inputs, INDArray targets) {
        NpyArray y = targets.isVectorOrScalar() ? NpyArray.of(toVector(targets)) : NpyArray.of(toArray(targets));
        return Data.of(NpyArray.of(toArray(inputs)), y);
    }

    private static void require(INDArray array, int rank) {
        if (array.rank() != rank || array.isEmpty()) {
            throw new IllegalArgumentException("a matrix is wanted, got an array of shape " + shape(array));
        }
    }

    private static String shape(INDArray array) {
        return java.util.Arrays.toString(array.shape());
    }
}
