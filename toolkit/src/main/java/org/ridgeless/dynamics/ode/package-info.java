/**
 * Ordinary differential equations on flat arrays. {@link org.ridgeless.dynamics.ode.DormandPrince} integrates a
 * {@link org.ridgeless.dynamics.ode.RightHandSide} adaptively, without allocating inside a step.
 */
package org.ridgeless.dynamics.ode;
