/**
 * Kernels of networks at infinite width. Start at {@link org.ridgeless.kernels.InfiniteNetwork}, which takes any dense or residual
 * network; {@link org.ridgeless.kernels.DualActivation} has the kernels of one random layer.
 */
package org.ridgeless.kernels;
