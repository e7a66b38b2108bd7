/**
 * Probability measures as numbers: discrete laws and quadratures ({@link org.ridgeless.spectra.measures.Law}), tabulated
 * densities with their distance to a sample ({@link org.ridgeless.spectra.measures.TabulatedLaw}), the Gaussian tail, and
 * the complex scalars in which Stieltjes transforms live.
 */
package org.ridgeless.spectra.measures;
