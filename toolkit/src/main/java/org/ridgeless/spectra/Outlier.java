package org.ridgeless.spectra;

/**
 * What theory says of the eigenvalue that one spike makes.
 *
 * @param spike the spike in the units of its model
 * @param detached whether it leaves the bulk; if not, the position is the edge it sticks to and the overlap 0
 * @param position the limit of the eigenvalue (of a rectangular model: of the squared singular value)
 * @param deviation the standard deviation of its Gaussian fluctuation for real Gaussian entries at the given size; NaN when
 *     it does not detach (then the edge fluctuates by the Tracy–Widom law) or when the size was not given
 * @param overlap the limit of the squared inner product of the eigenvector with the spike's direction
 */
public record Outlier(double spike, boolean detached, double position, double deviation, double overlap) {}
