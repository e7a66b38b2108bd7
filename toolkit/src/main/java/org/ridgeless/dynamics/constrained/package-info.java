/**
 * Gradient flows in the variables ρ and V with unit-norm layers: {@link org.ridgeless.dynamics.constrained.UnitNormFlow} of the
 * exponential loss, {@link org.ridgeless.dynamics.constrained.SquareLossFlow} of the square loss. Layer L3.
 */
package org.ridgeless.dynamics.constrained;
