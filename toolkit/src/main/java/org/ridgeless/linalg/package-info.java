/**
 * Dense linear algebra. Layer L0; the only importer of BLAS and LAPACK. Start at {@link org.ridgeless.linalg.Matrix};
 * {@code linalg.lapack} holds the decompositions of flat row-major arrays, {@code linalg.dense} the kernels of hot loops.
 */
package org.ridgeless.linalg;
