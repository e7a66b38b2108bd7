/**
 * The products of dense matrices that networks are made of, on flat row-major arrays. Start at
 * {@link org.ridgeless.linalg.dense.DenseKernels}: plain loops everywhere, the Vector API where the JVM has it.
 */
package org.ridgeless.linalg.dense;
