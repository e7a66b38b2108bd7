/**
 * What the noise of stochastic gradient descent does near a minimum of least squares: exact second moments, their small-step
 * limit, and chains to compare with. Start at {@link org.ridgeless.dynamics.noise.LeastSquares}.
 */
package org.ridgeless.dynamics.noise;
