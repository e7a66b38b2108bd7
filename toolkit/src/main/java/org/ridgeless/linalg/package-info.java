/**
 * Dense linear algebra, and operators known by their products. Layer L0; the only importer of BLAS and LAPACK. Start at
 * {@link org.ridgeless.linalg.Matrix}, {@link org.ridgeless.linalg.LinearOperator} and {@link org.ridgeless.linalg.Vectors};
 * {@code linalg.lapack} holds the decompositions of flat row-major arrays, {@code linalg.dense} the kernels of hot loops.
 */
package org.ridgeless.linalg;
