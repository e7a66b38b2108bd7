package org.ridgeless.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ridgeless.linalg.lapack.SymmetricEigen;

/**
 * Nodes and weights of an integral over an interval, by Gauss–Legendre's rule on panels: for integrands that change fast near
 * known points and slowly elsewhere, at whatever ratio of the two.
 *
 * <p>A panel of width w integrates to rounding what is analytic within about 0.65 w of it. Panels are at most as wide as twice
 * their distance to the nearest of the points, down to a width given, so that a point costs a number of panels that grows like
 * the logarithm of what it demands.
 *
 * <p><b>Reference</b> L. N. Trefethen, <i>Is Gauss Quadrature Better than Clenshaw–Curtis?</i>, SIAM Review 50 (2008), for the
 * rate; G. Golub, J. Welsch, <i>Calculation of Gauss Quadrature Rules</i>, Mathematics of Computation 23 (1969), for the nodes.
 */
public final class Quadrature {
    private static final int ORDER = 16;
    private static final int MOST_PANELS = 1 << 16;
    private static final double[] NODES = new double[ORDER];
    private static final double[] WEIGHTS = new double[ORDER];

    static {
        // The Jacobi matrix of the Legendre polynomials; weights are twice the squares of the first components.
        double[] jacobi = new double[ORDER * ORDER];
        for (int k = 1; k < ORDER; k++) {
            double beside = k / Math.sqrt(4.0 * k * k - 1);
            jacobi[(k - 1) * ORDER + k] = beside;
            jacobi[k * ORDER + k - 1] = beside;
        }
        SymmetricEigen eigen = SymmetricEigen.of(jacobi, ORDER);
        for (int i = 0; i < ORDER; i++) {
            double first = eigen.vector(i)[0];
            NODES[i] = eigen.values()[i];
            WEIGHTS[i] = 2 * first * first;
        }
    }

    private final double[] nodes;
    private final double[] weights;

    private Quadrature(double[] nodes, double[] weights) {
        this.nodes = nodes;
        this.weights = weights;
    }

    /**
     * The rule on an interval.
     *
     * @param low lower end, finite
     * @param high upper end, finite, above the lower
     * @param widest no panel is wider; infinite where there is no such bound
     * @param narrowest how wide panels may be at the points
     * @param points where the integrand changes fast; those outside the interval count by their distance to it
     * @return 16 nodes for each panel
     * @throws IllegalArgumentException if low &lt; high does not hold, a width is not positive, a point is NaN, or more than
     *     65,536 panels are needed
     */
    public static Quadrature on(double low, double high, double widest, double narrowest, double... points) {
        if (!(low < high) || Double.isInfinite(high - low) || !(widest > 0 && narrowest > 0)) {
            throw new IllegalArgumentException("a quadrature needs low < high and positive widths, got " + low + ", "
                    + high + ", " + widest + " and " + narrowest);
        }
        for (double point : points) {
            if (Double.isNaN(point)) {
                throw new IllegalArgumentException("a quadrature gathers at numbers, got " + Arrays.toString(points));
            }
        }
        List<double[]> panels = new ArrayList<>();
        int pieces = (int) Math.max(1, Math.ceil((high - low) / widest));
        for (int i = 0; i < pieces; i++) {
            split(low + (high - low) * i / pieces, low + (high - low) * (i + 1) / pieces, narrowest, points, panels);
        }
        double[] nodes = new double[ORDER * panels.size()];
        double[] weights = new double[ORDER * panels.size()];
        for (int p = 0; p < panels.size(); p++) {
            double middle = panels.get(p)[0] / 2 + panels.get(p)[1] / 2;
            double half = panels.get(p)[1] / 2 - panels.get(p)[0] / 2;
            for (int i = 0; i < ORDER; i++) {
                nodes[p * ORDER + i] = middle + half * NODES[i];
                weights[p * ORDER + i] = half * WEIGHTS[i];
            }
        }
        return new Quadrature(nodes, weights);
    }

    private static void split(double a, double b, double narrowest, double[] points, List<double[]> panels) {
        double distance = Double.POSITIVE_INFINITY;
        for (double point : points) {
            distance = Math.min(distance, Math.max(0, Math.max(a - point, point - b)));
        }
        double middle = a + (b - a) / 2;
        if (b - a <= Math.max(narrowest, 2 * distance) || !(a < middle && middle < b)) {
            panels.add(new double[] {a, b});
            if (panels.size() > MOST_PANELS) {
                throw new IllegalArgumentException("a quadrature of more than " + MOST_PANELS
                        + " panels: the narrowest of width " + narrowest + " are for " + Arrays.toString(points));
            }
            return;
        }
        split(a, middle, narrowest, points, panels);
        split(middle, b, narrowest, points, panels);
    }

    /** The number of nodes. */
    public int size() {
        return nodes.length;
    }

    /** The nodes, ascending. */
    public double[] nodes() {
        return nodes.clone();
    }

    /** The weight of each node; they sum to the length of the interval. */
    public double[] weights() {
        return weights.clone();
    }
}
