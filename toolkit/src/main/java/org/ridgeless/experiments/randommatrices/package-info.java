/**
 * Experiments on random matrix theory for machine learning: double descent, learning curves, Hessian spectra, spectral
 * clustering, sketches and optimal losses. Start at {@link org.ridgeless.experiments.randommatrices.RandomMatrices}.
 */
package org.ridgeless.experiments.randommatrices;
