/**
 * Products, symmetric eigenvalue problems and Cholesky factors of flat row-major matrices, through LAPACK and BLAS in Java:
 * slower than a native library, and the same bit by bit on any number of threads.
 */
package org.ridgeless.linalg.lapack;
