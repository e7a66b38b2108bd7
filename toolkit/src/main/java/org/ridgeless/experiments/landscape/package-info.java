/**
 * Experiments on the shape of the loss: how many zeros and minima there are, how degenerate they are, and which of them noise
 * prefers.
 */
package org.ridgeless.experiments.landscape;
