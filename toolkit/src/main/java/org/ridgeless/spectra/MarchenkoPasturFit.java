package org.ridgeless.spectra;

import java.util.Arrays;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.spectra.solvers.Bracket;

/**
 * A Marchenko–Pastur law fitted to the bulk of a spectrum, and the eigenvalues beyond it.
 *
 * <p>σ² is the factor that brings the quantiles of the bulk's middle (ranks from a tenth to nine tenths) closest to those of the
 * law in least squares. Eigenvalues above the upper edge by more than the 99.9 % point of the Tracy–Widom law at this size are
 * spikes; they are taken out and the fit repeated until their number stands still.
 *
 * @param law the fitted law
 * @param spikes the eigenvalues above it, ascending
 * @param bulk the eigenvalues that were fitted, without zeros that the shape forces
 * @param distance the Kolmogorov–Smirnov distance of the bulk from the law's continuous part
 */
public record MarchenkoPasturFit(MarchenkoPastur law, double[] spikes, double[] bulk, double distance) {
    private static final double ZERO = 1e-12;
    private static final double LEVEL = 0.999;
    private static final int MOST_ROUNDS = 100;
    private static final int FEWEST = 8;

    static MarchenkoPasturFit of(Spectrum spectrum, double ratio) {
        MarchenkoPastur unit = MarchenkoPastur.ofRatio(ratio);
        double[] values = nonzero(spectrum);
        int count = values.length;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] bulk = Arrays.copyOf(values, count);
            MarchenkoPastur law = unit.variance(variance(bulk, unit));
            double limit = limit(law, values.length);
            int inside = count;
            while (inside > 0 && values[inside - 1] > limit) {
                inside--;
            }
            // What was taken out may come back when the variance has changed.
            while (inside < values.length && values[inside] <= limit) {
                inside++;
            }
            if (inside == count || inside < FEWEST) {
                return new MarchenkoPasturFit(
                        law, Arrays.copyOfRange(values, count, values.length), bulk, distance(bulk, law));
            }
            count = inside;
        }
        throw new ArithmeticException("the number of spikes did not settle in " + MOST_ROUNDS + " rounds, at "
                + (values.length - count) + " of " + values.length);
    }

    static MarchenkoPasturFit ofAnyRatio(Spectrum spectrum) {
        double log = Bracket.minimum(t -> of(spectrum, Math.exp(t)).distance(), Math.log(0.01), Math.log(1));
        return of(spectrum, Math.exp(log));
    }

    private static double[] nonzero(Spectrum spectrum) {
        double[] values = spectrum.eigenvalues();
        if (!(values[0] >= -ZERO * spectrum.largest()) || !(spectrum.largest() > 0)) {
            throw new IllegalArgumentException("a covariance has eigenvalues of at least 0, not all 0, got from "
                    + values[0] + " to " + spectrum.largest());
        }
        double[] positive =
                Arrays.stream(values).filter(x -> x > ZERO * spectrum.largest()).toArray();
        if (positive.length < FEWEST) {
            throw new IllegalArgumentException(
                    "a fit needs at least " + FEWEST + " eigenvalues above 0, got " + positive.length);
        }
        return positive;
    }

    /** The quantile of the continuous part. */
    private static double quantile(MarchenkoPastur law, double share) {
        double zero = law.massAtZero();
        return law.quantile(zero + (1 - zero) * share);
    }

    private static double variance(double[] bulk, MarchenkoPastur unit) {
        double product = 0;
        double square = 0;
        for (int i = bulk.length / 10; i < bulk.length - bulk.length / 10; i++) {
            double expected = quantile(unit, (i + 0.5) / bulk.length);
            product += expected * bulk[i];
            square += expected * expected;
        }
        return product / square;
    }

    /** The upper edge and the 99.9 % point of its fluctuation, from the sizes that the ratio and the number of values imply. */
    private static double limit(MarchenkoPastur law, int count) {
        double ratio = law.ratio();
        int columns = Math.max(2, ratio <= 1 ? count : (int) Math.rint(count * ratio));
        int rows = rows(ratio, columns);
        return WishartEdges.of(rows, columns).largest().quantile(LEVEL) / rows * sigmaSquared(law);
    }

    private static int rows(double ratio, int columns) {
        return Math.max(2, (int) Math.rint(columns / ratio));
    }

    private static double sigmaSquared(MarchenkoPastur law) {
        return law.upperEdge() / Math.pow(1 + Math.sqrt(law.ratio()), 2);
    }

    private static double distance(double[] bulk, MarchenkoPastur law) {
        double zero = law.massAtZero();
        double worst = 0;
        for (int i = 0; i < bulk.length; i++) {
            double at = (law.cdf(bulk[i]) - zero) / (1 - zero);
            worst = Math.max(
                    worst, Math.max(Math.abs(at - (double) i / bulk.length), Math.abs(at - (i + 1.0) / bulk.length)));
        }
        return worst;
    }

    /** σ² of the noise; {@code law().variance()} is that of the eigenvalues, γσ⁴. */
    public double variance() {
        return sigmaSquared(law);
    }

    /**
     * The spiked model that explains the spectrum: noise of variance σ², and behind each eigenvalue seen above the bulk the
     * population's, without the bias of sampling. Its outliers have their fluctuation, for the number of samples that ratio and
     * number of eigenvalues imply.
     */
    public SpikedCovariance model() {
        Law noise = Law.point(variance());
        SpikedCovariance alone = SpikedCovariance.of(noise, law.ratio());
        double[] population = Arrays.stream(spikes).map(alone::estimate).toArray();
        int nonzero = spikes.length + bulk.length;
        int samples = law.ratio() <= 1 ? rows(law.ratio(), nonzero) : nonzero;
        return SpikedCovariance.of(noise, law.ratio(), population).samples(samples);
    }

    /** The share of the whole trace that the spikes hold. */
    public double spikeShare() {
        double above = Arrays.stream(spikes).sum();
        return above / (above + Arrays.stream(bulk).sum());
    }

    @Override
    public String toString() {
        return law + ", " + spikes.length + " spikes, distance " + distance;
    }
}
