/**
 * Minima of the empirical square loss found to rounding, and the null space of the Hessian there. Start at {@link
 * org.ridgeless.landscape.minima.LevenbergMarquardt}.
 */
package org.ridgeless.landscape.minima;
