package org.ridgeless.linalg;

import org.ridgeless.linalg.lapack.SymmetricEigen;

/**
 * The Lanczos process for a symmetric operator A with full reorthogonalization: an orthonormal basis of the Krylov space of a
 * start vector, in which A is tridiagonal. Memory: one vector a step.
 */
final class Krylov {
    /** What is left of a product after the orthogonalization is rounding where it is smaller than this, in units of ‖A‖. */
    private static final double ROUNDING = 1e-13;

    private final LinearOperator operator;
    private final double[][] basis;
    private final double[] diagonal;
    private final double[] beside;
    private double[] next;
    /** The largest row sum of the tridiagonal matrix so far, a lower bound of the order of ‖A‖. */
    private double scale;

    private int size;

    /** For at most so many steps. */
    Krylov(LinearOperator operator, double[] start, int steps) {
        double norm = Vectors.norm(start);
        if (!(norm > 0) || Double.isInfinite(norm)) {
            throw new IllegalArgumentException(
                    "a Krylov space needs a finite start that is not zero, got one of norm " + norm);
        }
        this.operator = operator;
        this.basis = new double[steps][];
        this.diagonal = new double[steps];
        this.beside = new double[steps];
        this.next = Vectors.unit(start);
    }

    /**
     * One product more.
     *
     * @return whether what it gave is finite
     */
    boolean step() {
        Interruption.poll();
        basis[size] = next;
        double[] product = new double[next.length];
        operator.apply(next, product);
        diagonal[size] = Vectors.dot(next, product);
        // Twice is enough (Kahan and Parlett): one pass leaves what cancellation brought in.
        orthogonalize(product);
        orthogonalize(product);
        double rest = Vectors.norm(product);
        beside[size] = rest;
        scale = Math.max(scale, Math.abs(diagonal[size]) + rest);
        size++;
        next = isExhausted() ? product : Vectors.scale(product, 1 / rest);
        return Double.isFinite(diagonal[size - 1]) && Double.isFinite(rest);
    }

    private void orthogonalize(double[] vector) {
        for (int k = 0; k <= size; k++) {
            Vectors.addScaled(vector, -Vectors.dot(vector, basis[k]), basis[k]);
        }
    }

    /** The dimension of the vectors. */
    int order() {
        return next.length;
    }

    /** The number of steps so far. */
    int size() {
        return size;
    }

    /** The norm of what the last product added to the space. */
    double rest() {
        return beside[size - 1];
    }

    /** Whether the operator maps the space into itself, up to rounding, so that no step is left. */
    boolean isExhausted() {
        return size == next.length || beside[size - 1] <= ROUNDING * scale;
    }

    /** Ritz values and vectors, the latter in coordinates of the basis. */
    SymmetricEigen ritz() {
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            matrix[i * size + i] = diagonal[i];
            if (i + 1 < size) {
                matrix[i * size + i + 1] = beside[i];
                matrix[(i + 1) * size + i] = beside[i];
            }
        }
        return SymmetricEigen.of(matrix, size);
    }

    /** The unit vector with the given coordinates in the basis. */
    double[] vector(double[] coordinates) {
        double[] vector = new double[next.length];
        for (int k = 0; k < coordinates.length; k++) {
            Vectors.addScaled(vector, coordinates[k], basis[k]);
        }
        return Vectors.unit(vector);
    }
}
