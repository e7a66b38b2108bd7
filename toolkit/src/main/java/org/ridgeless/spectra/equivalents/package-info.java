/**
 * Deterministic equivalents: the limiting spectra and quadratic forms of sample covariances, and the training and test
 * errors of ridge regression on random features that follow from them.
 */
package org.ridgeless.spectra.equivalents;
