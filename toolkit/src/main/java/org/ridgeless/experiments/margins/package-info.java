/**
 * What gradient descent on the exponential loss does to margins. Start at
 * {@link org.ridgeless.experiments.margins.MarginDistribution}. Layer L5.
 */
package org.ridgeless.experiments.margins;
