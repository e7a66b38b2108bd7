/**
 * Losses of network outputs: value, value in the log domain, gradient, curvature. Start at
 * {@link org.ridgeless.losses.Loss}. Layer L2.
 */
package org.ridgeless.losses;
