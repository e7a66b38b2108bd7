/**
 * Hierarchically local functions and how well tables approximate them, as wholes and constituent by constituent. Start at
 * {@link org.ridgeless.landscape.approximation.TreeFunction#distinct}.
 */
package org.ridgeless.landscape.approximation;
