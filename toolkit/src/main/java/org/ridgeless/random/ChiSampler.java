package org.ridgeless.random;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Lengths of standard Gaussian vectors: the χ law with any whole number of degrees of freedom, from one stream.
 *
 * <p>Rejection from a transformed normal (G. Marsaglia and W. W. Tsang, <i>A simple method for generating gamma variables</i>,
 * ACM Trans. Math. Softw. 26 (2000) 363–372); about one normal and one uniform number a draw, whatever the degrees.
 */
public final class ChiSampler {
    private static final double SQUEEZE = 0.0331;

    private final UniformRandomProvider random;
    private final ZigguratSampler.NormalizedGaussian normal;

    private ChiSampler(UniformRandomProvider random) {
        this.random = random;
        this.normal = ZigguratSampler.NormalizedGaussian.of(random);
    }

    /**
     * A sampler that draws from the stream of a seed.
     *
     * @param seeds whose stream is used
     * @return a sampler with a state of its own, for one thread
     */
    public static ChiSampler of(Seeds seeds) {
        return new ChiSampler(seeds.stream());
    }

    /**
     * A draw of χ.
     *
     * @param degrees degrees of freedom, ≥ 1
     * @return the length of a standard Gaussian vector with so many entries
     * @throws IllegalArgumentException if there are fewer than 1, with the number
     */
    public double sample(int degrees) {
        return Math.sqrt(sampleSquare(degrees));
    }

    /**
     * A draw of χ².
     *
     * @param degrees degrees of freedom, ≥ 1
     * @return the squared length of a standard Gaussian vector with so many entries
     * @throws IllegalArgumentException if there are fewer than 1, with the number
     */
    public double sampleSquare(int degrees) {
        if (degrees < 1) {
            throw new IllegalArgumentException("a χ law has at least 1 degree of freedom, got " + degrees);
        }
        if (degrees == 1) {
            double x = normal.sample();
            return x * x;
        }
        double d = degrees / 2.0 - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = normal.sample();
            double root = 1 + c * x;
            if (root > 0) {
                double v = root * root * root;
                double u = random.nextDouble();
                double square = x * x;
                boolean inside = u < 1 - SQUEEZE * square * square;
                if (inside || Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v))) {
                    return 2 * d * v;
                }
            }
        }
    }
}
