/**
 * Models small enough to be solved: what they give is a prediction, not the training of a network.
 *
 * <p>Linear and diagonal networks with their conserved quantities ({@link org.ridgeless.models.LinearNetwork}, {@link
 * org.ridgeless.models.DiagonalNetwork}); the noise of stochastic gradient descent at a minimum of least squares and the
 * Gibbs measure of noisy descent ({@link org.ridgeless.models.LeastSquares}, {@link org.ridgeless.models.Langevin}); the
 * edge of stability of momentum with noisy curvature ({@link org.ridgeless.models.MeanSquareThreshold}); a unit behind
 * batch normalization ({@link org.ridgeless.models.BatchNormUnit}). Layer L4.
 */
package org.ridgeless.models;
