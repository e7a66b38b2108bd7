/**
 * Training as a dynamical system. Start at {@link org.ridgeless.dynamics.Descent}; {@link org.ridgeless.dynamics.Probe} says
 * what is measured on the way and {@link org.ridgeless.dynamics.Run} holds what came out. Layer L3.
 */
package org.ridgeless.dynamics;
