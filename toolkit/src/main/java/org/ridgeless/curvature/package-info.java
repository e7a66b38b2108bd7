/**
 * The curvature of a risk: dense Hessians and Gauss–Newton matrices of small networks, extreme eigenvalues by Lanczos and
 * spectral densities by stochastic Lanczos quadrature for large ones. Start at {@link
 * org.ridgeless.curvature.CurvatureMatrix} and {@link org.ridgeless.curvature.SpectralDensity}. Layer L3.
 */
package org.ridgeless.curvature;
