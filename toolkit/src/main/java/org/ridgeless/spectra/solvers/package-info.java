/**
 * Scalar solvers of the self-consistent equations of random matrix theory: bracketed roots, Newton's method along a branch
 * of a Stieltjes transform, and damped iteration. Each returns a solution with a checked residual or throws; none returns
 * a guess.
 */
package org.ridgeless.spectra.solvers;
