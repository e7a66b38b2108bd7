/**
 * Slices of a loss through the space of parameters, drawn as maps, and paths between minima. Start at {@link
 * org.ridgeless.landscape.slices.LossSlice} and {@link org.ridgeless.landscape.slices.ModeConnection}.
 */
package org.ridgeless.landscape.slices;
