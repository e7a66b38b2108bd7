/**
 * Kernels of networks at infinite width. Start at {@link org.ridgeless.kernels.InfiniteNetwork}, which takes dense, convolutional and
 * residual networks with pooling and normalization; {@link org.ridgeless.kernels.KernelFlow} trains with a kernel, {@link
 * org.ridgeless.kernels.DualActivation} has the kernels of one random layer, and {@link org.ridgeless.kernels.AlphaBetaCoefficients}
 * what deep kernels see of a mixture in high dimension.
 */
package org.ridgeless.kernels;
