/**
 * The curvature of a risk as operators: Hessian, Gauss–Newton, Fisher and covariance of gradients, whole, by layer, block and class;
 * inverse products (M-FAC), dense matrices of small networks, and sharpness. What needs an operator alone is in {@code linalg}: {@link
 * org.ridgeless.linalg.Eigenpairs}, {@link org.ridgeless.linalg.Trace}, {@link org.ridgeless.linalg.Diagonal}, {@link
 * org.ridgeless.linalg.SpectralDensity} and {@link org.ridgeless.linalg.ConjugateGradient}. Start at {@link
 * org.ridgeless.curvature.Curvature}. Layer L3.
 */
package org.ridgeless.curvature;
