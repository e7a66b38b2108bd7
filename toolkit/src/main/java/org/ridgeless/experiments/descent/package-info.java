/**
 * Experiments on what descent does: which solution it selects, what its noise does, and where its sharpness settles.
 */
package org.ridgeless.experiments.descent;
