/**
 * Deep linear networks under gradient descent and gradient flow: conserved quantities, critical values and the modes that
 * are learned one after the other. Start at {@link org.ridgeless.dynamics.linear.LinearNetwork}.
 */
package org.ridgeless.dynamics.linear;
