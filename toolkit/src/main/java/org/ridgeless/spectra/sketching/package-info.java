/**
 * Random row sketches of a tall matrix, and the bias of the inverse covariance computed from them. Start at
 * {@link org.ridgeless.spectra.sketching.InversionBias}.
 */
package org.ridgeless.spectra.sketching;
