/**
 * Kernels of networks: closed forms at infinite width. Start at {@link org.ridgeless.kernels.DualActivation}.
 */
package org.ridgeless.kernels;
