package org.ridgeless.landscape.approximation;

import java.util.List;

/**
 * A function on [−1, 1]^d by its values on M points an axis, constant on cells (order 1, values at the middles of the cells) or
 * multilinear between nodes (order 2, the ends included). The error falls like M^{−order} for smooth functions (C. de Boor, <i>A
 * Practical Guide to Splines</i>, Springer 1978, chapters XII and XVII).
 */
public final class Table {
    private final int order;
    private final int inputs;
    private final int perAxis;
    private final double[] values;

    private Table(int order, int inputs, int perAxis, double[] values) {
        this.order = order;
        this.inputs = inputs;
        this.perAxis = perAxis;
        this.values = values;
    }

    /** A function of a point, which may not keep the array. */
    public interface OfPoint {
        /**
         * The value at a point.
         *
         * @param x d coordinates
         * @return f(x)
         */
        double at(double[] x);
    }

    /**
     * Takes M^d values of the function.
     *
     * @param f what is tabulated
     * @param inputs d
     * @param perAxis M
     * @param order 1 for constant on cells, 2 for multilinear
     * @return the table, M^d numbers, at most 2²⁷
     * @throws IllegalArgumentException if the order is not 1 or 2, M is below the order, or the table is too large
     */
    public static Table of(OfPoint f, int inputs, int perAxis, int order) {
        double[] values = new double[size(inputs, perAxis, order)];
        int[] index = new int[inputs];
        double[] x = new double[inputs];
        for (int i = 0; i < values.length; i++) {
            for (int k = 0; k < inputs; k++) {
                x[k] = place(index[k], perAxis, order);
            }
            values[i] = f.at(x);
            for (int k = inputs - 1; k >= 0 && ++index[k] == perAxis; k--) {
                index[k] = 0;
            }
        }
        return new Table(order, inputs, perAxis, values);
    }

    private static int size(int inputs, int perAxis, int order) {
        if (order != 1 && order != 2) {
            throw new IllegalArgumentException(
                    "a table is of order 1 (constant on cells) or 2 (multilinear), got " + order);
        }
        if (perAxis < order) {
            throw new IllegalArgumentException(
                    "a table of order " + order + " needs at least " + order + " points an axis, got " + perAxis);
        }
        double size = Math.pow(perAxis, inputs);
        if (size > 1 << 27) {
            throw new IllegalArgumentException(perAxis + " points an axis in " + inputs + " dimensions are "
                    + String.format("%.2g", size) + " values; at most 1.3e8 are taken");
        }
        return (int) Math.round(size);
    }

    private static double place(int index, int perAxis, int order) {
        return order == 1 ? -1 + (2 * index + 1.0) / perAxis : -1 + 2.0 * index / (perAxis - 1);
    }

    /** The mean of tables of one shape: the best common table for functions that ought to be one. */
    static Table mean(List<Table> tables) {
        Table first = tables.get(0);
        double[] mean = new double[first.values.length];
        for (Table table : tables) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += table.values[i] / tables.size();
            }
        }
        return new Table(first.order, first.inputs, first.perAxis, mean);
    }

    /**
     * The approximation at a point, which is moved into the cube if it lies outside.
     *
     * @param x d coordinates
     * @return the approximation; O(2^d) for order 2
     */
    public double at(double[] x) {
        return order == 1 ? nearest(x) : multilinear(x, 0, 0);
    }

    /** The same for two variables. */
    double at(double u, double v) {
        if (order == 1) {
            return values[middle(u) * perAxis + middle(v)];
        }
        double row = position(u);
        double column = position(v);
        int i = cell(row, perAxis - 2);
        int j = cell(column, perAxis - 2);
        int corner = i * perAxis + j;
        double low = values[corner] + (column - j) * (values[corner + 1] - values[corner]);
        corner += perAxis;
        double high = values[corner] + (column - j) * (values[corner + 1] - values[corner]);
        return low + (row - i) * (high - low);
    }

    private double nearest(double[] x) {
        int i = 0;
        for (double coordinate : x) {
            i = i * perAxis + middle(coordinate);
        }
        return values[i];
    }

    private int middle(double coordinate) {
        return cell((coordinate + 1) / 2 * perAxis, perAxis - 1);
    }

    private double position(double coordinate) {
        return Math.max(0, Math.min(perAxis - 1, (coordinate + 1) / 2 * (perAxis - 1)));
    }

    private double multilinear(double[] x, int axis, int offset) {
        if (axis == inputs) {
            return values[offset];
        }
        double position = position(x[axis]);
        int low = cell(position, perAxis - 2);
        double weight = position - low;
        double below = multilinear(x, axis + 1, offset * perAxis + low);
        return weight == 0 ? below : below + weight * (multilinear(x, axis + 1, offset * perAxis + low + 1) - below);
    }

    private static int cell(double position, int last) {
        return Math.max(0, Math.min(last, (int) position));
    }
}
