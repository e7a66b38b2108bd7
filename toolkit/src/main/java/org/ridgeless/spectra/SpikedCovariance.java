package org.ridgeless.spectra;

import java.util.Arrays;
import java.util.List;
import org.ridgeless.spectra.measures.Law;

/**
 * A sample covariance whose population has a few eigenvalues (spikes) off the bulk: which of them show, where, with what
 * fluctuation, and how well the sample's eigenvectors point to the population's.
 *
 * {@snippet file="SpectraTest.java" region="spikes"}
 *
 * <p>With ψ of {@link SampleCovariance}: a population eigenvalue α is seen iff ψ′(α) &gt; 0, at ψ(α), with a Gaussian
 * fluctuation of variance \(2\alpha^2\psi'(\alpha)/n\) and squared overlap \(\alpha\psi'(\alpha)/\psi(\alpha)\). For a population I this
 * is \(\alpha>1+\sqrt c\) or \(0\lt\alpha\lt1-\sqrt c\), \(\alpha(1+\frac c{\alpha-1})\), \(2\alpha^2(1-\frac c{(\alpha-1)^2})/n\) and
 * \((1-\frac c{(\alpha-1)^2})/(1+\frac c{\alpha-1})\).
 *
 * <p>Assumes spikes a fixed distance apart (not multiple) and off the support of ν, real entries with four moments, for the
 * fluctuation Gaussian ones. References: J. Baik, G. Ben Arous and S. Péché, Ann. Probab. 33 (2005) 1643–1697 (threshold); J.
 * Baik and J. W. Silverstein, J. Multivariate Anal. 97 (2006) 1382–1408 (position); D. Paul, Statist. Sinica 17 (2007)
 * 1617–1642 (fluctuation, overlap); Z. Bai and J. Yao, J. Multivariate Anal. 106 (2012) 167–177 (general populations).
 */
public final class SpikedCovariance {
    private final SampleCovariance bulk;
    private final double[] spikes;
    private final double samples;

    private SpikedCovariance(SampleCovariance bulk, double[] spikes, double samples) {
        this.bulk = bulk;
        this.spikes = spikes;
        this.samples = samples;
    }

    /**
     * Spikes on a population of unit variance: the population's covariance is I but for these eigenvalues.
     *
     * @param ratio c = p/n, positive and finite
     * @param spikes population eigenvalues, positive, other than 1
     * @return the model
     * @throws IllegalArgumentException if the ratio is not, or a spike is 1, not positive or not finite
     */
    public static SpikedCovariance of(double ratio, double... spikes) {
        return of(Law.point(1), ratio, spikes);
    }

    /**
     * Spikes on any population spectrum.
     *
     * @param population the eigenvalues of the bulk with their weights
     * @param ratio c = p/n, positive and finite
     * @param spikes population eigenvalues, positive, none of the bulk's
     * @return the model
     * @throws IllegalArgumentException if the ratio is not, or a spike is one of the population's, not positive or not finite
     */
    public static SpikedCovariance of(Law population, double ratio, double... spikes) {
        SampleCovariance bulk = SampleCovariance.of(population, ratio);
        for (double spike : spikes) {
            boolean on = false;
            for (int i = 0; i < population.size(); i++) {
                on |= population.node(i) == spike && population.weight(i) > 0;
            }
            if (!(spike > 0) || Double.isInfinite(spike) || on) {
                throw new IllegalArgumentException(
                        "a spike is a positive population eigenvalue off the bulk of the population, got " + spike);
            }
        }
        return new SpikedCovariance(bulk, spikes.clone(), Double.NaN);
    }

    /**
     * With the number n of samples, which the fluctuations need.
     *
     * @param n ≥ 1
     * @return the model with it
     * @throws IllegalArgumentException if n is below 1
     */
    public SpikedCovariance samples(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("there is at least 1 sample, got " + n);
        }
        return new SpikedCovariance(bulk, spikes, n);
    }

    /** The law of all other eigenvalues. */
    public SampleCovariance bulk() {
        return bulk;
    }

    /** What becomes of each spike, in the order given. */
    public List<Outlier> outliers() {
        return Arrays.stream(spikes).mapToObj(this::outlier).toList();
    }

    private Outlier outlier(double spike) {
        double slope = bulk.inverseSlope(spike);
        if (!(slope > 0)) {
            return new Outlier(spike, false, edge(spike), Double.NaN, 0);
        }
        double position = bulk.inverse(spike);
        double deviation = spike * Math.sqrt(2 * slope / samples);
        return new Outlier(spike, true, position, deviation, spike * slope / position);
    }

    /** The edge towards which a spike that does not detach is drawn. */
    private double edge(double spike) {
        double best = bulk.rightEdge();
        double distance = Double.POSITIVE_INFINITY;
        for (double edge : bulk.edges()) {
            double away = Math.abs(edge - bulk.inverse(spike));
            if (away < distance) {
                distance = away;
                best = edge;
            }
        }
        return best;
    }

    /**
     * The smallest spike above the population that is seen: \(\sigma^2(1+\sqrt c)\) on a population σ²I, the phase transition of
     * Baik, Ben Arous and Péché.
     */
    public double threshold() {
        return bulk.upperThreshold();
    }

    /**
     * The population eigenvalue behind an eigenvalue seen beyond the right edge, ψ⁻¹: its estimate without the bias of
     * sampling.
     *
     * @param seen a sample eigenvalue outside of the bulks
     * @return α with ψ(α) = seen
     * @throws IllegalArgumentException if it lies inside a bulk
     */
    public double estimate(double seen) {
        return bulk.alpha(org.ridgeless.spectra.measures.Complex.real(seen)).re();
    }
}
