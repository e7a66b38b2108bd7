package org.ridgeless.linalg;

import org.ridgeless.linalg.lapack.Products;

/**
 * A symmetric matrix known by its products with vectors: what Lanczos' method, stochastic traces and conjugate gradients need.
 *
 * <p>Symmetry is the caller's promise; it is checked for matrices only.
 *
 * {@snippet file="LinearAlgebraTest.java" region="eigenpairs"}
 */
public interface SymmetricOperator extends LinearOperator {
    /** The number of rows and of columns. */
    int order();

    /**
     * The operator of the given products.
     *
     * @param order n ≥ 1
     * @param products adds A v to its second argument
     * @return the operator; symmetry is not checked
     * @throws IllegalArgumentException if the order is below 1
     */
    static SymmetricOperator of(int order, LinearOperator products) {
        if (order < 1) {
            throw new IllegalArgumentException("an operator has an order of at least 1, got " + order);
        }
        return new SymmetricOperator() {
            @Override
            public int order() {
                return order;
            }

            @Override
            public void apply(double[] vector, double[] into) {
                products.apply(vector, into);
            }

            @Override
            public String toString() {
                return "symmetric operator of order " + order;
            }
        };
    }

    /**
     * A matrix as an operator.
     *
     * @param matrix symmetric to 1e-12 of its largest entry
     * @return the operator, at 2 n² flops a product
     * @throws IllegalArgumentException if it is not symmetric, with the first entry that differs
     */
    static SymmetricOperator of(Matrix matrix) {
        matrix.requireSymmetric();
        double[] entries = matrix.flat();
        int n = matrix.rows();
        return of(n, (v, into) -> Products.addSymmetric(entries, n, v, into));
    }

    /**
     * A v.
     *
     * @param v n numbers
     * @return n numbers
     * @throws IllegalArgumentException if the length of v is not the order, with both
     */
    default double[] times(double... v) {
        requireLength("a vector", v);
        double[] product = new double[order()];
        apply(v, product);
        return product;
    }

    /**
     * Refuses a vector of another length than the order.
     *
     * @param what v is called in the error
     * @param v a vector
     * @throws IllegalArgumentException if the length of v is not the order, with both
     */
    default void requireLength(String what, double... v) {
        if (v.length != order()) {
            throw new IllegalArgumentException(
                    "the operator is of order " + order() + ", got " + what + " of length " + v.length);
        }
    }

    /**
     * The rows and columns from one index up to but not including another: the block of a layer, for example. A product costs as
     * much as one with the whole.
     *
     * @param from the first index, from 0
     * @param to one past the last, at most the order
     * @return an operator of order to − from
     * @throws IllegalArgumentException if 0 ≤ from &lt; to ≤ order does not hold
     */
    default SymmetricOperator part(int from, int to) {
        if (from < 0 || to > order() || from >= to) {
            throw new IllegalArgumentException("a part of an operator of order " + order()
                    + " has 0 ≤ from < to ≤ order, got from " + from + " to " + to);
        }
        return of(to - from, (v, into) -> {
            double[] embedded = new double[order()];
            System.arraycopy(v, 0, embedded, from, v.length);
            double[] product = times(embedded);
            for (int i = 0; i < into.length; i++) {
                into[i] += product[from + i];
            }
        });
    }

    /**
     * A + s I.
     *
     * @param shift s
     * @return the operator
     */
    default SymmetricOperator shifted(double shift) {
        return of(order(), (v, into) -> {
            apply(v, into);
            Vectors.addScaled(into, shift, v);
        });
    }

    /**
     * c A.
     *
     * @param factor c
     * @return the operator
     */
    default SymmetricOperator scaled(double factor) {
        return of(order(), (v, into) -> Vectors.addScaled(into, factor, times(v)));
    }

    /**
     * A + B.
     *
     * @param other B, of the same order
     * @return the operator, two products each
     * @throws IllegalArgumentException if the orders differ, with both
     */
    default SymmetricOperator plus(SymmetricOperator other) {
        if (other.order() != order()) {
            throw new IllegalArgumentException(
                    "operators of the orders " + order() + " and " + other.order() + " have no sum");
        }
        return of(order(), (v, into) -> {
            apply(v, into);
            other.apply(v, into);
        });
    }

    /** A², whose trace is the squared Frobenius norm of A; two products each. */
    default SymmetricOperator squared() {
        return of(order(), (v, into) -> apply(times(v), into));
    }

    /**
     * All entries, by as many products as the order; the two triangles, which rounding leaves apart, are averaged.
     *
     * @throws IllegalArgumentException if there is no room for it, with what it needs
     */
    default Matrix toMatrix() {
        int n = order();
        double[] entries = new double[Matrix.entries(n, n)];
        double[] unit = new double[n];
        for (int i = 0; i < n; i++) {
            Interruption.poll();
            unit[i] = 1;
            System.arraycopy(times(unit), 0, entries, i * n, n);
            unit[i] = 0;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = entries[i * n + j] / 2 + entries[j * n + i] / 2;
                entries[i * n + j] = mean;
                entries[j * n + i] = mean;
            }
        }
        return Matrix.wrap(entries, n, n);
    }
}
