package org.ridgeless.landscape.regions;

import java.util.BitSet;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.random.Seeds;

/** What random points see of a poset neuron: the linear regions that they hit, and the volume of the order polytope. */
public final class RegionSampling {
    private RegionSampling() {}

    /**
     * The number of different linear regions of the poset neuron that so many Gaussian points hit.
     *
     * @param poset of at most 20 points
     * @param points how many are drawn
     * @param seeds of the points
     * @return a lower bound on the number of regions
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public static int regionsHit(Poset poset, int points, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("regions").stream());
        int[] upSets = poset.upSets();
        BitSet hit = new BitSet();
        double[] x = new double[poset.size()];
        for (int p = 0; p < points; p++) {
            Interruption.poll();
            for (int i = 0; i < x.length; i++) {
                x[i] = normal.sample();
            }
            hit.set(poset.region(upSets, x));
        }
        return hit.cardinality();
    }

    /**
     * The share of uniform points of the cube that lie in the order polytope, an unbiased estimate of its volume.
     *
     * @param poset of at most 20 points
     * @param points how many are drawn, at least 1
     * @param seeds of the points
     * @return from 0 to 1
     * @throws IllegalArgumentException if there is no point
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public static double orderPolytopeVolume(Poset poset, int points, Seeds seeds) {
        if (points < 1) {
            throw new IllegalArgumentException("a volume is estimated from at least 1 point, got " + points);
        }
        UniformRandomProvider random = seeds.child("volume").stream();
        double[] x = new double[poset.size()];
        int inside = 0;
        for (int p = 0; p < points; p++) {
            Interruption.poll();
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextDouble();
            }
            inside += poset.orders(x) ? 1 : 0;
        }
        return (double) inside / points;
    }
}
