/**
 * Spectra of random matrices: ensembles, limit laws, deterministic equivalents, spikes. Layer L3. Start at
 * {@link org.ridgeless.spectra.GaussianMatrix} and {@link org.ridgeless.spectra.MarchenkoPastur}; the sub-packages go from
 * quadrature and solvers ({@code measures}, {@code solvers}) to what they predict.
 */
package org.ridgeless.spectra;
