/**
 * Charts of data with bands and theory on top, as immutable values that show themselves. Layer L1; the only importer of
 * XChart. Start at {@link org.ridgeless.plots.Chart}; {@link org.ridgeless.plots.Panels} puts several side by
 * side, and {@link org.ridgeless.plots.Explorer} moves through them with a slider.
 */
package org.ridgeless.plots;
