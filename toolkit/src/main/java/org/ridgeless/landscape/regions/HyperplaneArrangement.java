package org.ridgeless.landscape.regions;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

/**
 * The hyperplanes \(w_j^\top x+b_j=0\) at which the units of a ReLU layer switch, and the regions into which they cut the
 * input space: \(\sum_{k\le d}\binom mk\) for m of them in general position.
 *
 * <p><b>Reference</b> T. Zaslavsky, <i>Facing up to Arrangements</i>, Memoirs AMS 154 (1975), Theorem A.
 */
public final class HyperplaneArrangement {
    /** Each row is a normal followed by its offset. */
    private final double[][] planes;

    private HyperplaneArrangement(double[][] planes) {
        this.planes = planes;
    }

    /**
     * The arrangement of the given hyperplanes, each a normal followed by its offset.
     *
     * @param planes m ≥ 1 rows of d + 1 ≥ 2 numbers; copied
     * @return the arrangement
     * @throws IllegalArgumentException if there is no hyperplane, rows differ in length, or one is no normal with an offset
     */
    public static HyperplaneArrangement of(double[]... planes) {
        if (planes.length == 0) {
            throw new IllegalArgumentException("an arrangement has at least 1 hyperplane, got none");
        }
        for (double[] plane : planes) {
            if (plane.length < 2 || plane.length != planes[0].length || !Vectors.areFinite(plane)) {
                throw new IllegalArgumentException(
                        "a hyperplane is a normal of as many numbers as the others and an offset, got "
                                + Arrays.toString(plane));
            }
        }
        return new HyperplaneArrangement(
                Arrays.stream(planes).map(double[]::clone).toArray(double[][]::new));
    }

    /**
     * So many hyperplanes with Gaussian normals and offsets, almost surely in general position.
     *
     * @param count m ≥ 1
     * @param dimension d ≥ 1
     * @param seeds of the normals and offsets
     * @return the arrangement
     * @throws IllegalArgumentException if m or d is below 1
     */
    public static HyperplaneArrangement gaussian(int count, int dimension, Seeds seeds) {
        if (count < 1 || dimension < 1) {
            throw new IllegalArgumentException("an arrangement has at least 1 hyperplane in at least 1 dimension, got "
                    + count + " in " + dimension);
        }
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("hyperplanes").stream());
        double[][] planes = new double[count][dimension + 1];
        for (double[] plane : planes) {
            Arrays.setAll(plane, i -> normal.sample());
        }
        return new HyperplaneArrangement(planes);
    }

    /**
     * Zaslavsky's number \(\sum_{k\le d}\binom mk\) of regions in general position.
     *
     * @param count m ≥ 0
     * @param dimension d ≥ 0
     * @return the number
     * @throws ArithmeticException if twice the number does not fit a long
     * @throws IllegalArgumentException if m or d is negative
     */
    public static long zaslavskyCount(int count, int dimension) {
        return ActivationPatterns.coverCount(count + 1, dimension + 1) / 2;
    }

    /**
     * The exact number of regions, without a theorem on the count: the patterns of the cone over the arrangement, of which
     * half lie above the hyperplane at infinity.
     */
    public int regions() {
        int width = planes[0].length;
        double[][] cone = Arrays.copyOf(planes, planes.length + 1);
        cone[planes.length] = new double[width];
        cone[planes.length][width - 1] = 1;
        int infinity = planes.length;
        return (int) Arrays.stream(ActivationPatterns.of(cone).all())
                .filter(pattern -> pattern.get(infinity))
                .count();
    }

    /**
     * The number of regions that so many random points see: a lower bound that misses small regions.
     *
     * @param points how many
     * @param radius standard deviation of each coordinate
     * @param seeds of the points
     * @return at most the number of regions
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public int regionsHit(int points, double radius, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("probes").stream());
        ActivationPatterns patterns = ActivationPatterns.of(planes);
        java.util.Set<java.util.BitSet> hit = new java.util.HashSet<>();
        double[] x = new double[planes[0].length];
        x[x.length - 1] = 1;
        for (int p = 0; p < points; p++) {
            Interruption.poll();
            for (int i = 0; i + 1 < x.length; i++) {
                x[i] = radius * normal.sample();
            }
            hit.add(patterns.pattern(x));
        }
        return hit.size();
    }
}
