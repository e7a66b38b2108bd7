package org.ridgeless.spectra.classification;

import org.ridgeless.spectra.measures.Gauss;

/**
 * Semi-supervised learning with centred similarities, \(s_u=(aI-\hat K_{uu})^{-1}\hat K_{ul}\hat s_l\), \(\hat K=PX^{\mathsf T}XP/p\), on two Gaussian classes of equal size with means
 * at a distance ‖Δ‖ and covariance I: the error for each θ in (0, 1), which stands for a. With \(\xi=\theta/(\theta+\frac14\|\Delta\|^2)\), \(\eta=\xi^2/(1-\xi)^2\),
 * \(\zeta=\frac14\xi^2\|\Delta\|^2/(1-\xi)^2\): mean \(E=2\frac{n_l}{n_u}\frac\theta{1-\theta}\), variance \(V=\frac{(2n_l+En_u)^2\zeta+(4n_l+E^2n_u)p\eta}{4n_u(n_u-p\eta)}\). Reference: X. Mai and R. Couillet,
 * <i>Consistent semi-supervised graph regularization for high dimensional data</i>, J. Mach. Learn. Res. 22 (2021) 1–48.
 */
public final class CentredSimilarity {
    private final double squaredDistance;
    private final int dimension;
    private final int labelled;
    private final int unlabelled;

    private CentredSimilarity(double squaredDistance, int dimension, int labelled, int unlabelled) {
        this.squaredDistance = squaredDistance;
        this.dimension = dimension;
        this.labelled = labelled;
        this.unlabelled = unlabelled;
    }

    /**
     * The method.
     *
     * @param distance ‖Δ‖ of the means, positive
     * @param dimension p
     * @param labelled samples with labels
     * @param unlabelled samples without
     * @return the method
     * @throws IllegalArgumentException if the distance is not positive, or a number is below 1
     */
    public static CentredSimilarity of(double distance, int dimension, int labelled, int unlabelled) {
        if (!(distance > 0) || Double.isInfinite(distance) || dimension < 1 || labelled < 1 || unlabelled < 1) {
            throw new IllegalArgumentException(
                    "the method needs a positive and finite distance and at least one dimension and sample of each kind, got "
                            + distance + ", " + dimension + ", " + labelled + " and " + unlabelled);
        }
        return new CentredSimilarity(distance * distance, dimension, labelled, unlabelled);
    }

    /**
     * The error on unlabelled samples at θ between 0 and 1; NaN where there is no such θ.
     *
     * @param theta θ, strictly between 0 and 1
     * @return from 0 to ½, or NaN
     */
    public double error(double theta) {
        double xi = theta / (theta + squaredDistance / 4);
        double eta = xi * xi / ((1 - xi) * (1 - xi));
        double zeta = xi * xi * squaredDistance / 4 / ((1 - xi) * (1 - xi));
        double mean = 2.0 * labelled / unlabelled * theta / (1 - theta);
        double room = unlabelled - dimension * eta;
        if (!(room > 0) || !(theta > 0 && theta < 1)) {
            return Double.NaN;
        }
        double together = 2 * labelled + mean * unlabelled;
        double variance = (together * together * zeta + (4 * labelled + mean * mean * unlabelled) * dimension * eta)
                / (4 * unlabelled * room);
        return Gauss.tail(mean / 2 / Math.sqrt(variance));
    }

    /** The least error over θ, on a grid of 1/1000. */
    public double best() {
        double least = 1;
        for (int i = 1; i < 1000; i++) {
            double error = error(i / 1000.0);
            least = error < least ? error : least;
        }
        return least;
    }
}
