/**
 * The curvature of a risk: dense Hessians and Gauss–Newton matrices of small networks, and sharpness from their products for
 * large ones. What needs an operator alone, Lanczos' process and spectral densities, is in {@link
 * org.ridgeless.linalg.Lanczos} and {@link org.ridgeless.linalg.SpectralDensity}. Start at {@link
 * org.ridgeless.curvature.CurvatureMatrix} and {@link org.ridgeless.curvature.Sharpness}. Layer L3.
 */
package org.ridgeless.curvature;
