/**
 * When descent with momentum and noisy curvature is stable in the mean square. Start at
 * {@link org.ridgeless.dynamics.stability.MeanSquareThreshold}.
 */
package org.ridgeless.dynamics.stability;
