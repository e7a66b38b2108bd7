package org.ridgeless.landscape.regions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The Newton polygon of a max-plus polynomial \(f(x)=\max_\alpha\langle\alpha,x\rangle\) in two variables with integer
 * exponents: its vertices are the linear regions of f. The product of two such polynomials (their ordinary sum) has the
 * Minkowski sum of the polygons, their maximum has the hull of the union.
 *
 * <p><b>Reference</b> L. Zhang, G. Naitzat, L.-H. Lim, <i>Tropical Geometry of Deep Neural Networks</i>, ICML 2018,
 * Propositions 3.1 and 3.2.
 */
public final class NewtonPolygon {
    /** The vertices, counter-clockwise from the leftmost. */
    private final long[][] vertices;

    private NewtonPolygon(long[][] vertices) {
        this.vertices = vertices;
    }

    /**
     * The polygon of the given exponents, each a pair.
     *
     * @param exponents at least one pair; those that are no vertices are dropped
     * @return the polygon
     * @throws IllegalArgumentException if there is none, or one is no pair
     */
    public static NewtonPolygon of(long[]... exponents) {
        if (exponents.length == 0) {
            throw new IllegalArgumentException("a max-plus polynomial needs at least one term");
        }
        for (long[] exponent : exponents) {
            if (exponent.length != 2) {
                throw new IllegalArgumentException(
                        "exponents in two variables are pairs, got " + Arrays.toString(exponent));
            }
        }
        return new NewtonPolygon(hull(exponents));
    }

    /**
     * The polygon of f + g: the Minkowski sum.
     *
     * @param other that of g
     * @return that of f + g
     * @throws ArithmeticException if an exponent, or the difference of two, has more than 63 bits
     */
    public NewtonPolygon plus(NewtonPolygon other) {
        long[][] sums = new long[vertices.length * other.vertices.length][];
        int count = 0;
        for (long[] a : vertices) {
            for (long[] b : other.vertices) {
                sums[count++] = new long[] {Math.addExact(a[0], b[0]), Math.addExact(a[1], b[1])};
            }
        }
        return new NewtonPolygon(hull(sums));
    }

    /**
     * The polygon of max(f, g): the hull of the union.
     *
     * @param other that of g
     * @return that of max(f, g)
     */
    public NewtonPolygon max(NewtonPolygon other) {
        long[][] union = Arrays.copyOf(vertices, vertices.length + other.vertices.length);
        System.arraycopy(other.vertices, 0, union, vertices.length, other.vertices.length);
        return new NewtonPolygon(hull(union));
    }

    /**
     * The number of linear regions of the sum of two max-plus polynomials, seen from directions on the circle: the
     * different pairs of terms that attain the maximum. Does not use the Minkowski sum.
     *
     * @param f one polynomial
     * @param g the other
     * @param directions how many, equally spaced
     * @return at most the number of vertices of the Minkowski sum
     */
    public static int regionsOfSum(NewtonPolygon f, NewtonPolygon g, int directions) {
        Set<List<Integer>> seen = new HashSet<>();
        for (int i = 0; i < directions; i++) {
            double angle = 2 * Math.PI * (i + 0.5) / directions;
            double x = Math.cos(angle);
            double y = Math.sin(angle);
            seen.add(List.of(f.leading(x, y), g.leading(x, y)));
        }
        return seen.size();
    }

    private int leading(double x, double y) {
        int best = 0;
        for (int i = 1; i < vertices.length; i++) {
            if (vertices[i][0] * x + vertices[i][1] * y > vertices[best][0] * x + vertices[best][1] * y) {
                best = i;
            }
        }
        return best;
    }

    /** The number of vertices, which is the number of linear regions. */
    public int vertexCount() {
        return vertices.length;
    }

    /** The vertices, counter-clockwise. */
    public long[][] vertices() {
        long[][] copy = new long[vertices.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = vertices[i].clone();
        }
        return copy;
    }

    /**
     * The value of the max-plus polynomial.
     *
     * @param x first variable
     * @param y second variable
     * @return max over the vertices of ⟨α, (x, y)⟩
     */
    public double value(double x, double y) {
        double highest = Double.NEGATIVE_INFINITY;
        for (long[] vertex : vertices) {
            highest = Math.max(highest, vertex[0] * x + vertex[1] * y);
        }
        return highest;
    }

    /** Andrew's monotone chain; collinear points are dropped, since they are no vertices. */
    private static long[][] hull(long[][] points) {
        long[][] sorted = distinct(points);
        if (sorted.length < 3) {
            return sorted;
        }
        List<long[]> hull = new ArrayList<>();
        for (long[] point : sorted) {
            push(hull, point, 0);
        }
        int lower = hull.size();
        for (int i = sorted.length - 2; i >= 0; i--) {
            push(hull, sorted[i], lower - 1);
        }
        hull.remove(hull.size() - 1);
        return hull.toArray(new long[0][]);
    }

    private static void push(List<long[]> hull, long[] point, int from) {
        while (hull.size() >= from + 2 && turn(hull.get(hull.size() - 2), hull.get(hull.size() - 1), point) <= 0) {
            hull.remove(hull.size() - 1);
        }
        hull.add(point);
    }

    /** The sign of the cross product, whose terms may take twice the bits of an exponent. */
    private static int turn(long[] a, long[] b, long[] c) {
        long ahead = Math.subtractExact(b[0], a[0]);
        long up = Math.subtractExact(c[1], a[1]);
        long beside = Math.subtractExact(b[1], a[1]);
        long along = Math.subtractExact(c[0], a[0]);
        int high = Long.compare(Math.multiplyHigh(ahead, up), Math.multiplyHigh(beside, along));
        return high != 0 ? high : Long.compareUnsigned(ahead * up, beside * along);
    }

    private static long[][] distinct(long[][] points) {
        Set<List<Long>> seen = new HashSet<>();
        return Arrays.stream(points)
                .filter(p -> seen.add(List.of(p[0], p[1])))
                .sorted((a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]))
                .toArray(long[][]::new);
    }

    @Override
    public String toString() {
        return "Newton polygon " + Arrays.deepToString(vertices);
    }
}
