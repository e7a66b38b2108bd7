package org.ridgeless.landscape.slices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ridgeless.curvature.Curvature;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Eigenpairs;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;
import org.ridgeless.random.Seeds;

/**
 * The loss on a plane through the space of parameters, w + x u + y v.
 *
 * {@snippet file="CurvatureTest.java" region="slice"}
 *
 * <p>Random planes show little: most directions are flat, and what is steep is missed. The plane of the largest eigenvalues shows the
 * steepest, that through three networks what lies between them. Immutable.
 *
 * <p><b>Reference</b> H. Li, Z. Xu, G. Taylor, C. Studer, T. Goldstein, <i>Visualizing the loss landscape of neural nets</i>, NeurIPS
 * 2018, Section 4, for filter normalization; T. Garipov et al., NeurIPS 2018, Appendix A.3, for the plane through three points.
 */
public final class LossSlice {
    private static final int GRID = 41;

    private final Net net;
    private final Risk risk;
    private final double[][] plane;
    private final double[] window;
    private final int grid;
    private final List<double[]> path;

    private LossSlice(Net net, Risk risk, double[][] plane, double[] window, int grid, List<double[]> path) {
        this.net = net;
        this.risk = risk;
        this.plane = plane;
        this.window = window;
        this.grid = grid;
        this.path = path;
    }

    private static LossSlice centred(Net net, Data data, Loss loss, double[]... plane) {
        double[] unit = {-1, 1, -1, 1};
        return new LossSlice(net, Risk.of(net, data, loss), plane, unit, GRID, List.of());
    }

    /**
     * The plane of two Gaussian directions, each column of a weight matrix scaled to the length of that of the network, biases and
     * gains left as they are; 1 is then as far as the weights are long.
     *
     * @param net the centre
     * @param data samples of the shape of the network
     * @param loss defined for the targets
     * @param seeds of the directions
     * @return the slice from −1 to 1 each way
     * @throws IllegalArgumentException if network, data and loss do not fit
     */
    public static LossSlice random(Net net, Data data, Loss loss, Seeds seeds) {
        return centred(
                net, data, loss, FilterDirection.of(net, seeds.child("x")), FilterDirection.of(net, seeds.child("y")));
    }

    /**
     * The plane of the unit eigenvectors of the two largest eigenvalues of the Hessian, the largest along x.
     *
     * @param net the centre
     * @param data samples of the shape of the network
     * @param loss defined for the targets
     * @return the slice from −1 to 1 each way
     * @throws ArithmeticException if these do not settle
     * @throws IllegalArgumentException if network, data and loss do not fit
     */
    public static LossSlice eigenvectors(Net net, Data data, Loss loss) {
        Eigenpairs top = Eigenpairs.largest(Curvature.of(net, data, loss).hessian(), 2, Seeds.of(0));
        return centred(net, data, loss, top.vector(1), top.vector(0));
    }

    /**
     * The plane through three networks of one architecture, in distances: the first at (0, 0), the second on the x axis. The window holds
     * all three with a margin.
     *
     * @param one the centre
     * @param second a network on the x axis
     * @param third a network on the side of positive y
     * @param data samples of the shape of the networks
     * @param loss defined for the targets
     * @return the slice, with the second and third network marked
     * @throws IllegalArgumentException if they lie on one line, or differ in their number of parameters
     */
    public static LossSlice through(Net one, Net second, Net third, Data data, Loss loss) {
        double[] w = one.parameters();
        requireSize(w.length, second);
        requireSize(w.length, third);
        double[] along = Vectors.subtract(second.parameters(), w);
        double[] across = Vectors.subtract(third.parameters(), w);
        double[] u = Vectors.unit(along);
        double x = Vectors.dot(u, across);
        double[] rest = Vectors.addScaled(across.clone(), -x, u);
        double y = Vectors.norm(rest);
        if (!(y > 1e-12 * Vectors.norm(across))) {
            throw new IllegalArgumentException("three networks make a plane if they are not on one line; the third is "
                    + y + " from the line of the others, at a distance of " + Vectors.norm(across));
        }
        double length = Vectors.norm(along);
        double margin = 0.25 * Math.max(Math.max(length, x) - Math.min(0, x), y);
        double[] window = {Math.min(0, x) - margin, Math.max(length, x) + margin, -margin, y + margin};
        double[][] plane = {u, Vectors.scale(rest, 1 / y)};
        return new LossSlice(one, Risk.of(one, data, loss), plane, window, GRID, List.of())
                .path(second)
                .path(third);
    }

    private static void requireSize(int parameters, Net net) {
        if (net.parameterCount() != parameters) {
            throw new IllegalArgumentException("the networks have " + parameters + " and " + net.parameterCount()
                    + " parameters; a plane goes through networks of one architecture");
        }
    }

    /**
     * As far as r from the centre to each side.
     *
     * @param r finite and &gt; 0, in units of the directions
     * @return the slice in that window
     * @throws IllegalArgumentException if r is not
     */
    public LossSlice range(double r) {
        if (!(r > 0) || Double.isInfinite(r)) {
            throw new IllegalArgumentException("a range is a number > 0, got " + r);
        }
        return new LossSlice(net, risk, plane, new double[] {-r, r, -r, r}, grid, path);
    }

    /**
     * So many points along each axis, 41 unless given.
     *
     * @param points ≥ 2
     * @return the slice on that grid
     * @throws IllegalArgumentException if there are fewer than 2
     */
    public LossSlice grid(int points) {
        if (points < 2) {
            throw new IllegalArgumentException("a grid has at least 2 points along each axis, got " + points);
        }
        return new LossSlice(net, risk, plane, window, points, path);
    }

    /**
     * Marks further networks at their projections on the plane, in their order, for example those of a run.
     *
     * @param nets of the same architecture
     * @return the slice with them
     * @throws IllegalArgumentException if a network has another number of parameters
     */
    public LossSlice path(Net... nets) {
        List<double[]> longer = new ArrayList<>(path);
        for (Net other : nets) {
            requireSize(net.parameterCount(), other);
            longer.add(coordinates(other));
        }
        return new LossSlice(net, risk, plane, window, grid, List.copyOf(longer));
    }

    /**
     * The coordinates of the projection of a network on the plane, by least squares.
     *
     * @param other of the same architecture
     * @return x and y
     * @throws IllegalArgumentException if the network has another number of parameters
     */
    public double[] coordinates(Net other) {
        double[] apart = Vectors.subtract(other.parameters(), net.parameters());
        double uu = Vectors.squares(plane[0]);
        double vv = Vectors.squares(plane[1]);
        double uv = Vectors.dot(plane[0], plane[1]);
        double du = Vectors.dot(plane[0], apart);
        double dv = Vectors.dot(plane[1], apart);
        double determinant = uu * vv - uv * uv;
        return new double[] {(vv * du - uv * dv) / determinant, (uu * dv - uv * du) / determinant};
    }

    /**
     * The network at a point of the plane.
     *
     * @param x in units of the first direction
     * @param y in units of the second
     * @return w + x u + y v
     */
    public Net at(double x, double y) {
        return net.withParameters(weights(x, y));
    }

    private double[] weights(double x, double y) {
        return Vectors.addScaled(Vectors.addScaled(net.parameters(), x, plane[0]), y, plane[1]);
    }

    /**
     * The loss on the grid: as many passes over the data as it has points.
     *
     * @throws java.util.concurrent.CancellationException if interrupted; nothing partial is returned
     */
    public LossMap map() {
        double[] x = axis(window[0], window[1]);
        double[] y = axis(window[2], window[3]);
        double[][] values = new double[grid][grid];
        for (int i = 0; i < grid; i++) {
            Interruption.poll();
            for (int j = 0; j < grid; j++) {
                values[i][j] = risk.value(weights(x[j], y[i]));
            }
        }
        List<double[]> marks = new ArrayList<>();
        marks.add(new double[2]);
        marks.addAll(path);
        return new LossMap(x, y, values, marks.toArray(double[][]::new));
    }

    private double[] axis(double low, double high) {
        double[] axis = new double[grid];
        Arrays.setAll(axis, i -> low + (high - low) * i / (grid - 1));
        return axis;
    }
}
