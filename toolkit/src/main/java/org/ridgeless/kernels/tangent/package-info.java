/**
 * The neural tangent kernel of a two-layer ReLU network and the wide network that trains along it: {@link
 * org.ridgeless.kernels.tangent.ReluTangentKernel} and {@link org.ridgeless.kernels.tangent.TangentNetwork}. Layer L3.
 */
package org.ridgeless.kernels.tangent;
