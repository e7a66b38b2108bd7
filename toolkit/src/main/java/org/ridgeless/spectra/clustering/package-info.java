/**
 * Spectral clustering with nonlinear, sparse and quantized inner-product kernels: the limiting spectrum, the phase
 * transition and the spurious spikes, all through three Gaussian moments of the nonlinearity.
 */
package org.ridgeless.spectra.clustering;
