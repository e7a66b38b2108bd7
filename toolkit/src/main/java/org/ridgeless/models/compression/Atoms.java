package org.ridgeless.models.compression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.ridgeless.linalg.Interruption;

/**
 * Points in R^m with positive weights, and how to replace them by few that have the same moments: some C(m + k, k) of the
 * points carry all moments up to order k (V. Tchakaloff, 1957; by C. Carathéodory's theorem on cones, 1911). Immutable.
 *
 * <p>Points are dropped one at a time: among C(m + k, k) + 1 of them some combination v of weights changes no moment, and
 * along it one weight comes to 0 first. Moments are taken in coordinates centred and scaled to the box of the points, which
 * changes none of the conditions.
 *
 * <p><b>Cost</b> O(n M³) for n points and M = C(m + k, k). <b>Reference</b> <i>A universal compression theory</i>,
 * arXiv:2510.00504.
 */
public final class Atoms {
    private final double[][] points;
    private final double[] weights;

    private Atoms(double[][] points, double[] weights) {
        this.points = points;
        this.weights = weights;
    }

    /**
     * Points, one a row, that count the same: their weights are 1/n.
     *
     * @param points n ≥ 1 points of one dimension m ≥ 1
     * @return the measure with mass 1
     * @throws IllegalArgumentException if there is no point, one has another dimension, or a coordinate is not finite
     */
    public static Atoms of(double[]... points) {
        double[] weights = new double[points.length];
        Arrays.fill(weights, 1.0 / points.length);
        return of(points, weights);
    }

    /**
     * Points with weights.
     *
     * @param points n ≥ 1 points of one dimension m ≥ 1
     * @param weights n numbers above 0
     * @return the measure with their sum as mass
     * @throws IllegalArgumentException if there is no point, one has another dimension, or a weight is not above 0; the message has it
     */
    public static Atoms of(double[][] points, double[] weights) {
        if (points.length == 0 || points.length != weights.length) {
            throw new IllegalArgumentException("atoms are at least one point, each with a weight, got " + points.length
                    + " points and " + weights.length + " weights");
        }
        for (int i = 0; i < points.length; i++) {
            boolean finite =
                    Arrays.stream(points[i]).allMatch(Double::isFinite) && weights[i] < Double.POSITIVE_INFINITY;
            if (!finite || !(weights[i] > 0) || points[i].length != points[0].length || points[0].length == 0) {
                throw new IllegalArgumentException("an atom is a point of dimension " + points[0].length
                        + " with a weight above 0, got " + Arrays.toString(points[i]) + " with " + weights[i]);
            }
        }
        return new Atoms(Arrays.stream(points).map(double[]::clone).toArray(double[][]::new), weights.clone());
    }

    /**
     * C(m + k, k), the number of atoms that carry all moments of m variables up to order k.
     *
     * @param order k ≥ 0
     * @param dimension m ≥ 1
     * @return C(m + k, k) (V. Tchakaloff, Bull. Sci. Math. 81 (1957) 123–134)
     * @throws IllegalArgumentException if the order is negative
     */
    public static int enough(int order, int dimension) {
        requireOrder(order);
        return Monomials.upTo(order, dimension).count();
    }

    private static void requireOrder(int order) {
        if (order < 0) {
            throw new IllegalArgumentException("moments have an order of at least 0, got " + order);
        }
    }

    /**
     * At most C(m + k, k) of these points, weighted so that all moments up to order k are the same.
     *
     * @param order k ≥ 0
     * @return a measure on a part of the points
     * @throws IllegalArgumentException if the order is negative
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public Atoms matching(int order) {
        requireOrder(order);
        Monomials monomials = Monomials.upTo(order, dimension());
        Box box = Box.of(points);
        List<Integer> kept = new ArrayList<>();
        List<double[]> moments = new ArrayList<>();
        double[] w = weights.clone();
        for (int next = 0; next < points.length; next++) {
            Interruption.poll();
            kept.add(next);
            moments.add(monomials.at(box.place(points[next])));
            if (kept.size() > monomials.count()) {
                drop(kept, moments, w);
            }
        }
        return new Atoms(
                kept.stream().map(i -> points[i]).toArray(double[][]::new),
                kept.stream().mapToDouble(i -> w[i]).toArray());
    }

    /** Takes all weight from one of the kept points, or more at once, without changing a moment. */
    private static void drop(List<Integer> kept, List<double[]> moments, double[] w) {
        double[] v = Kernel.of(moments);
        int first = -1;
        double step = Double.POSITIVE_INFINITY;
        for (int i = 0; i < v.length; i++) {
            double reach = v[i] > 0 ? w[kept.get(i)] / v[i] : Double.POSITIVE_INFINITY;
            if (reach < step) {
                step = reach;
                first = i;
            }
        }
        for (int i = 0; i < v.length; i++) {
            w[kept.get(i)] = i == first ? 0 : Math.max(0, w[kept.get(i)] - step * v[i]);
        }
        for (int i = v.length - 1; i >= 0; i--) {
            if (w[kept.get(i)] == 0) {
                kept.remove(i);
                moments.remove(i);
            }
        }
    }

    /**
     * The points of each cell of an even grid over their box replaced by few with the moments of the cell up to an order.
     *
     * @param cells cells on each side of the box, ≥ 1
     * @param order k ≥ 0
     * @return at most cellsᵐ · C(m + k, k) atoms
     * @throws IllegalArgumentException if there is no cell or the order is negative
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public Atoms matchingInCells(int cells, int order) {
        if (cells < 1) {
            throw new IllegalArgumentException("there is at least 1 cell a side, got " + cells);
        }
        Box box = Box.of(points);
        TreeMap<String, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < points.length; i++) {
            String cell = Arrays.toString(Arrays.stream(box.place(points[i]))
                    .mapToInt(z -> (int) Math.min(cells - 1, Math.floor((z + 1) / 2 * cells)))
                    .toArray());
            groups.computeIfAbsent(cell, key -> new ArrayList<>()).add(i);
        }
        return joined(groups.values().stream()
                .map(group -> subset(group).matching(order))
                .toList());
    }

    private Atoms subset(List<Integer> rows) {
        return new Atoms(
                rows.stream().map(i -> points[i]).toArray(double[][]::new),
                rows.stream().mapToDouble(i -> weights[i]).toArray());
    }

    private static Atoms joined(Collection<Atoms> parts) {
        return new Atoms(
                parts.stream().flatMap(part -> Arrays.stream(part.points)).toArray(double[][]::new),
                parts.stream()
                        .flatMapToDouble(part -> Arrays.stream(part.weights))
                        .toArray());
    }

    /** The number of atoms n. */
    public int count() {
        return points.length;
    }

    /** m. */
    public int dimension() {
        return points[0].length;
    }

    /** The points, one a row; a copy. */
    public double[][] points() {
        return Arrays.stream(points).map(double[]::clone).toArray(double[][]::new);
    }

    /** The weights; a copy. */
    public double[] weights() {
        return weights.clone();
    }

    /**
     * The weighted sum of a function over the points.
     *
     * @param function of a point, which it must not change
     * @return Σ weight · function(point)
     */
    public double sum(ToDoubleFunction<double[]> function) {
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            sum += weights[i] * function.applyAsDouble(points[i]);
        }
        return sum;
    }

    /**
     * The largest difference of a moment up to an order from that of other atoms, in coordinates from −1 to 1 on this box.
     *
     * @param other atoms of the same dimension
     * @param order of the highest moments that are compared, ≥ 0
     * @return the largest difference in absolute value, 0 where all moments agree
     * @throws IllegalArgumentException if the order is negative
     */
    public double momentDistance(Atoms other, int order) {
        requireOrder(order);
        Monomials monomials = Monomials.upTo(order, dimension());
        Box box = Box.of(points);
        double largest = 0;
        for (int k = 0; k < monomials.count(); k++) {
            int which = k;
            ToDoubleFunction<double[]> moment = x -> monomials.at(box.place(x))[which];
            largest = Math.max(largest, Math.abs(sum(moment) - other.sum(moment)));
        }
        return largest;
    }

    /** The smallest box around points, from −1 to 1 in coordinates of its own. */
    private record Box(double[] centre, double[] half) {
        static Box of(double[][] points) {
            int m = points[0].length;
            double[] centre = new double[m];
            double[] half = new double[m];
            for (int j = 0; j < m; j++) {
                int column = j;
                double low =
                        Arrays.stream(points).mapToDouble(x -> x[column]).min().orElseThrow();
                double high =
                        Arrays.stream(points).mapToDouble(x -> x[column]).max().orElseThrow();
                centre[j] = low + (high - low) / 2;
                half[j] = high > low ? (high - low) / 2 : 1;
            }
            return new Box(centre, half);
        }

        double[] place(double[] x) {
            double[] z = new double[x.length];
            Arrays.setAll(z, j -> (x[j] - centre[j]) / half[j]);
            return z;
        }
    }
}
