/**
 * Linear classification in high dimension: the error of regularized empirical risk minimization for any convex loss, in
 * theory and by Newton's method on data.
 */
package org.ridgeless.spectra.classification;
