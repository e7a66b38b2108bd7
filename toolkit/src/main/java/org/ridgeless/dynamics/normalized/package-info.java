/**
 * Descent on what does not depend on the length of the weights: batch normalization and its rotation. Start at
 * {@link org.ridgeless.dynamics.normalized.BatchNormUnit}.
 */
package org.ridgeless.dynamics.normalized;
