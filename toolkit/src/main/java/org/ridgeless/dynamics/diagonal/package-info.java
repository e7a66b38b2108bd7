/**
 * Diagonal two-layer networks, small enough for exact laws of their training. Start at
 * {@link org.ridgeless.dynamics.diagonal.DiagonalNetwork}.
 */
package org.ridgeless.dynamics.diagonal;
