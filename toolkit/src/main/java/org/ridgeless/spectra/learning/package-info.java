/** Learning over time: training and test errors of gradient descent on linear models as contour or line integrals. */
package org.ridgeless.spectra.learning;
