/**
 * Descent with momentum and weight decay. Start at {@link org.ridgeless.dynamics.momentum.HeavyBall}.
 */
package org.ridgeless.dynamics.momentum;
