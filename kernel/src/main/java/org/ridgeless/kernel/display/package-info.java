/**
 * How values look in a notebook: arrays, collections, records, pictures, formulas, progress. Works on the display API that
 * IJava published, so that renderers written for IJava stand beside these. Start at
 * {@link org.ridgeless.kernel.display.StandardDisplays}.
 */
package org.ridgeless.kernel.display;
