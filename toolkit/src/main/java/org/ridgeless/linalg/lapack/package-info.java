/**
 * Products, decompositions and least squares of flat row-major matrices: large ones in {@link org.ridgeless.linalg.openblas
 * OpenBLAS}, small ones, and all where that does not load, in a translation of LAPACK to Java. Either gives the same bits on any
 * number of threads.
 */
package org.ridgeless.linalg.lapack;
