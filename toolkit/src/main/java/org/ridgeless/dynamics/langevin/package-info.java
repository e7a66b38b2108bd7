/**
 * Noisy gradient descent on a potential, and the Gibbs measure that it should sample. Start at
 * {@link org.ridgeless.dynamics.langevin.Langevin} and {@link org.ridgeless.dynamics.langevin.TwoWells}.
 */
package org.ridgeless.dynamics.langevin;
