/**
 * Gradient flow of the exponential loss in the variables ρ and V with unit-norm layers. Start at
 * {@link org.ridgeless.dynamics.constrained.UnitNormFlow}.
 */
package org.ridgeless.dynamics.constrained;
