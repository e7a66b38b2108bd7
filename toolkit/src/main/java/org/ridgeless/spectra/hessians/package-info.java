/** Spectra of Hessians of generalized linear models: the bulk for any law of the curvature, and the isolated eigenvalues. */
package org.ridgeless.spectra.hessians;
