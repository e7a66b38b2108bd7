package org.ridgeless.linalg;

import java.util.Arrays;
import org.ridgeless.linalg.lapack.GeneralEigenvalues;
import org.ridgeless.linalg.lapack.LeastSquares;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.linalg.lapack.SingularDecomposition;
import org.ridgeless.linalg.lapack.SingularValues;
import org.ridgeless.linalg.lapack.SymmetricEigen;

/**
 * A real matrix in double precision, row by row. Immutable.
 *
 * {@snippet file="LinearAlgebraTest.java" region="matrix"}
 */
public final class Matrix {
    private static final double SYMMETRY = 1e-12;

    private final double[] entries;
    private final int rows;
    private final int columns;

    private Matrix(double[] entries, int rows, int columns) {
        this.entries = entries;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * The matrix with the given rows.
     *
     * @param rows equally long, at least one with at least one entry; copied
     * @return the matrix
     * @throws IllegalArgumentException if there is none, rows differ in length, or the matrix does not fit into memory
     */
    public static Matrix of(double[]... rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("a matrix needs at least one row");
        }
        int columns = rows[0].length;
        double[] flat = new double[entries(rows.length, columns)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException(
                        "row 0 has " + columns + " entries but row " + i + " has " + rows[i].length);
            }
            System.arraycopy(rows[i], 0, flat, i * columns, columns);
        }
        return new Matrix(flat, rows.length, columns);
    }

    /**
     * The matrix whose entries stand row by row in an array; the array is used and must not be changed any more.
     *
     * @param entries rows · columns numbers
     * @param rows ≥ 1
     * @param columns ≥ 1
     * @return the matrix
     * @throws IllegalArgumentException if there are not as many entries, or the shape is not possible
     */
    public static Matrix wrap(double[] entries, int rows, int columns) {
        if (entries.length != entries(rows, columns)) {
            throw new IllegalArgumentException("a " + rows + " × " + columns + " matrix has " + (long) rows * columns
                    + " entries, got " + entries.length);
        }
        return new Matrix(entries, rows, columns);
    }

    /**
     * The number of entries of a matrix of that shape, once it is known that it fits into the memory of this process.
     *
     * @param rows ≥ 1
     * @param columns ≥ 1
     * @return rows · columns
     * @throws IllegalArgumentException if there is no such matrix, or no room for it
     */
    public static int entries(int rows, int columns) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "a matrix has at least 1 row and 1 column, got " + rows + " × " + columns);
        }
        long count = (long) rows * columns;
        if (count > Integer.MAX_VALUE - 8 || !Memory.fits(count)) {
            throw new IllegalArgumentException("a " + rows + " × " + columns + " matrix needs " + Memory.need(count));
        }
        return (int) count;
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of columns. */
    public int columns() {
        return columns;
    }

    /**
     * The entry of a row and a column.
     *
     * @param row from 0
     * @param column from 0, below the number of columns, which is not checked
     * @return the entry
     */
    public double get(int row, int column) {
        return entries[row * columns + column];
    }

    /** The entries row by row. */
    public double[] flat() {
        return entries.clone();
    }

    /** The rows. */
    public double[][] toArray() {
        double[][] array = new double[rows][];
        for (int i = 0; i < rows; i++) {
            array[i] = Arrays.copyOfRange(entries, i * columns, (i + 1) * columns);
        }
        return array;
    }

    /** The transposed matrix; a copy. */
    public Matrix transpose() {
        double[] flipped = new double[entries.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                flipped[j * rows + i] = entries[i * columns + j];
            }
        }
        return new Matrix(flipped, columns, rows);
    }

    /**
     * The sum with a matrix of the same shape.
     *
     * @param other n × d, as this one
     * @return the sum
     * @throws IllegalArgumentException naming both shapes if they differ
     */
    public Matrix plus(Matrix other) {
        return combine(other, 1);
    }

    /**
     * The difference to a matrix of the same shape.
     *
     * @param other n × d, as this one
     * @return the difference
     * @throws IllegalArgumentException naming both shapes if they differ
     */
    public Matrix minus(Matrix other) {
        return combine(other, -1);
    }

    /**
     * Each entry times a factor.
     *
     * @param factor any number
     * @return the scaled matrix
     */
    public Matrix scaled(double factor) {
        return new Matrix(Vectors.scale(entries, factor), rows, columns);
    }

    /** The root of the sum of the squares of all entries, neither overflowing nor losing what is tiny. */
    public double frobeniusNorm() {
        return Vectors.norm(entries);
    }

    private Matrix combine(Matrix other, double factor) {
        if (rows != other.rows || columns != other.columns) {
            throw new IllegalArgumentException(
                    "only matrices of the same shape are added, got " + shape() + " and " + other.shape());
        }
        return new Matrix(Vectors.addScaled(entries.clone(), factor, other.entries), rows, columns);
    }

    /**
     * The product with another matrix. Cost: 2 n d k flops for n × d times d × k.
     *
     * @param other with as many rows as this one has columns
     * @return the product, n × k
     * @throws IllegalArgumentException if the shapes do not fit, with both
     */
    public Matrix times(Matrix other) {
        if (columns != other.rows) {
            throw new IllegalArgumentException(
                    "a " + shape() + " matrix does not multiply a " + other.shape() + " one");
        }
        return new Matrix(Products.multiply(entries, other.entries, rows, columns, other.columns), rows, other.columns);
    }

    /**
     * The product with a column.
     *
     * @param column as many numbers as there are columns
     * @return as many numbers as there are rows
     * @throws IllegalArgumentException if the length does not fit
     */
    public double[] times(double... column) {
        return times(wrap(column.clone(), column.length, 1)).entries;
    }

    /**
     * The singular values, descending, computed from the matrix itself and never from its Gram matrix. Cost: O(n d min(n, d))
     * flops.
     */
    public double[] singularValues() {
        return SingularValues.of(entries, rows, columns);
    }

    /** The ratio of the largest to the smallest of the min(n, d) singular values; infinite for a singular matrix. */
    public double conditionNumber() {
        double[] values = singularValues();
        return values[0] == 0 ? Double.POSITIVE_INFINITY : values[0] / values[values.length - 1];
    }

    /**
     * The eigenvalues of a symmetric matrix, ascending. Cost: O(n³) flops.
     *
     * @throws IllegalArgumentException if the matrix is not square, or two opposite entries differ by more than 1e-12 of the
     *     largest one
     */
    public double[] symmetricEigenvalues() {
        requireSymmetric();
        return SymmetricEigen.values(entries, rows);
    }

    /**
     * The eigenvalues of a symmetric matrix, ascending, and its eigenvectors. Cost: O(n³) flops.
     *
     * @throws IllegalArgumentException if the matrix is not square, or two opposite entries differ by more than 1e-12 of the
     *     largest one
     */
    public SymmetricEigen symmetricEigen() {
        requireSymmetric();
        return SymmetricEigen.of(entries, rows);
    }

    /**
     * The complex eigenvalues of a square matrix. Cost: O(n³) flops.
     *
     * @throws IllegalArgumentException if the matrix is not square
     */
    public GeneralEigenvalues eigenvalues() {
        if (rows != columns) {
            throw new IllegalArgumentException("eigenvalues need a square matrix, got " + shape());
        }
        return GeneralEigenvalues.of(entries, rows);
    }

    /** The thin singular value decomposition. */
    public SingularDecomposition svd() {
        return SingularDecomposition.of(entries, rows, columns);
    }

    /**
     * The least-squares solution of smallest norm of A x = b.
     *
     * @param b as many numbers as there are rows
     * @return x, as many numbers as there are columns
     * @throws IllegalArgumentException if b has another length, or an entry is not finite
     * @throws ArithmeticException if LAPACK does not converge
     */
    public double[] solve(double... b) {
        return LeastSquares.minimumNorm(entries, rows, columns, b);
    }

    void requireSymmetric() {
        double largest = 0;
        for (double entry : entries) {
            largest = Math.max(largest, Math.abs(entry));
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < i; j++) {
                // What is not a number is found by the decomposition, which says where.
                if (rows == columns && Math.abs(get(i, j) - get(j, i)) > SYMMETRY * largest) {
                    throw new IllegalArgumentException("the matrix is not symmetric: entry (" + i + ", " + j + ") is "
                            + get(i, j) + " but (" + j + ", " + i + ") is " + get(j, i));
                }
            }
        }
        if (rows != columns) {
            throw new IllegalArgumentException("a symmetric matrix is square, got " + shape());
        }
    }

    private String shape() {
        return rows + " × " + columns;
    }

    @Override
    public String toString() {
        return "Matrix " + shape();
    }
}
