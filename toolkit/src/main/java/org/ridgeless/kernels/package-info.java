/**
 * Kernels of networks at infinite width. Start at {@link org.ridgeless.kernels.InfiniteNetwork}, which takes dense, convolutional and
 * residual networks with pooling and normalization; {@link org.ridgeless.kernels.KernelFlow} trains with a kernel, {@link
 * org.ridgeless.kernels.DualActivation} has the kernels of one random layer, and {@link org.ridgeless.kernels.AlphaBetaCoefficients}
 * what deep kernels see of a mixture in high dimension. The soft-margin machine on a kernel matrix and the descent that leads to it
 * are {@link org.ridgeless.kernels.SoftMargin} and {@link org.ridgeless.kernels.LinearMachine}; {@link
 * org.ridgeless.kernels.TangentNetwork} is a wide network that trains along its tangent kernel. Layer L3.
 */
package org.ridgeless.kernels;
