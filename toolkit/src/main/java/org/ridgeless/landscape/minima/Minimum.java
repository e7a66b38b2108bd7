package org.ridgeless.landscape.minima;

import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.nets.Risk;

/**
 * A point of weight space with the spectrum of \(\nabla^2L\), \(L=\sum_n(f_n-y_n)^2\), there.
 *
 * <p>\( \nabla^2L = 2\sum_n\nabla f_n\nabla f_n^\top + 2\sum_n(f_n-y_n)\nabla^2f_n \): where the loss is zero the second sum
 * vanishes, so the rank is at most the number N of equations and the null space has dimension W − N at least (T. Poggio and
 * Q. Liao, <i>Theory II: Landscape of the Empirical Risk in Deep Learning</i>, 2017).
 */
public final class Minimum {
    private static final double LEAST_GAP = 10;

    private final Risk risk;
    private final double[] weights;
    private final double loss;
    private final int steps;
    private final SymmetricEigen spectrum;

    Minimum(Risk risk, double[] weights, double loss, int steps) {
        this.risk = risk;
        this.weights = weights;
        this.loss = loss;
        this.steps = steps;
        // The risk is the mean of half squares, L the sum of squares.
        double[] hessian = new double[weights.length * weights.length];
        risk.hessian(weights, hessian);
        for (int i = 0; i < hessian.length; i++) {
            hessian[i] *= 2 * risk.samples();
        }
        spectrum = SymmetricEigen.of(hessian, weights.length);
    }

    /** The weights; a copy. */
    public double[] weights() {
        return weights.clone();
    }

    /** \(L=\sum_n(f_n-y_n)^2\). */
    public double loss() {
        return loss;
    }

    /** The accepted steps that led here. */
    public int steps() {
        return steps;
    }

    /** The eigenvalues of the Hessian of L, ascending. */
    public double[] eigenvalues() {
        return spectrum.values().clone();
    }

    /**
     * The dimension of the null space, where the gap between neighbouring moduli is the widest: how small the eigenvalues of
     * the range are depends on the data, and no fixed cut tells them from rounding. What is below the rounding of the
     * decomposition counts as rounding. Meaningful only once the loss is at rounding.
     *
     * @throws ArithmeticException if no gap is at least {@value #LEAST_GAP}-fold, with the widest
     */
    public int nullDimension() {
        double[] moduli = moduli();
        double rounding = moduli.length * Math.ulp(moduli[moduli.length - 1]);
        int dimension = 0;
        double widest = 0;
        double below = rounding;
        for (int k = 0; k < moduli.length; k++) {
            double at = Math.max(rounding, moduli[k]);
            if (at / below > widest) {
                widest = at / below;
                dimension = k;
            }
            below = at;
        }
        if (!(widest >= LEAST_GAP)) {
            throw new ArithmeticException("the eigenvalues of the Hessian fall without a gap, the widest is " + widest
                    + "-fold; accepted is " + LEAST_GAP);
        }
        return dimension;
    }

    /**
     * The number of eigenvalues of modulus at most {@code tolerance} λ_max. Meaningful only once the loss is at rounding.
     *
     * @param tolerance for example 1e-8
     * @return how many, from 0 to W
     */
    public int nullDimension(double tolerance) {
        double cut = tolerance * top();
        int count = 0;
        for (double value : spectrum.values()) {
            count += Math.abs(value) <= cut ? 1 : 0;
        }
        return count;
    }

    /**
     * The largest modulus among the {@code dimension} eigenvalues nearest to 0, over λ_max.
     *
     * @param dimension from 1 to W
     * @return a number ≥ 0
     */
    public double nullLevel(int dimension) {
        return moduli()[dimension - 1] / top();
    }

    /**
     * The smallest modulus among the other eigenvalues, over λ_max.
     *
     * @param dimension from 0 to W − 1
     * @return a number ≥ 0
     */
    public double rangeLevel(int dimension) {
        return moduli()[dimension] / top();
    }

    /** The smallest eigenvalue over λ_max; negative at a saddle. */
    public double lowest() {
        return spectrum.values()[0] / top();
    }

    /**
     * The mean of L at a distance on either side along a unit direction of the null space (the eigenvectors nearest to 0) or
     * of its complement, with given coordinates.
     *
     * <p>Zero-loss weights form a manifold (Y. Cooper, <i>The loss landscape of overparameterized neural networks</i>, 2018)
     * and its tangent leaves it quadratically, so L grows as the fourth power along the null space and as the square across.
     *
     * @param distance from here, of either sign
     * @param dimension of the null space
     * @param along true for a direction in the null space, false for one across
     * @param coordinates W numbers, of which those of the space count
     * @return the mean of the losses on either side
     * @throws IllegalArgumentException if there are not W coordinates, the dimension is not in 0..W, or all that count are 0
     */
    public double lossAlong(double distance, int dimension, boolean along, double... coordinates) {
        if (coordinates.length != weights.length || dimension < 0 || dimension > weights.length) {
            throw new IllegalArgumentException("a direction has " + weights.length
                    + " coordinates and a null space at most as many dimensions, got " + coordinates.length + " and "
                    + dimension);
        }
        Integer[] order = order();
        int from = along ? 0 : dimension;
        int to = along ? dimension : weights.length;
        double[] direction = new double[weights.length];
        double square = 0;
        for (int k = from; k < to; k++) {
            double c = coordinates[k];
            square += c * c;
            double[] vector = spectrum.vector(order[k]);
            for (int i = 0; i < direction.length; i++) {
                direction[i] += c * vector[i];
            }
        }
        if (!(square > 0)) {
            throw new IllegalArgumentException("a direction is not 0, but the coordinates " + from + " to " + (to - 1)
                    + " of it are, of " + weights.length);
        }
        double scale = distance / Math.sqrt(square);
        return (lossAt(direction, scale) + lossAt(direction, -scale)) / 2;
    }

    /**
     * The part of a displacement that lies in the null space of the Hessian.
     *
     * @param displacement one number for each weight
     * @param dimension of the null space
     * @return W numbers
     * @throws IllegalArgumentException if the displacement has not W numbers, or the dimension is not in 0..W
     */
    public double[] nullPart(double[] displacement, int dimension) {
        if (displacement.length != weights.length || dimension < 0 || dimension > weights.length) {
            throw new IllegalArgumentException("a displacement has " + weights.length
                    + " numbers and a null space at most as many dimensions, got " + displacement.length + " and "
                    + dimension);
        }
        Integer[] order = order();
        double[] part = new double[weights.length];
        for (int k = 0; k < dimension; k++) {
            double[] vector = spectrum.vector(order[k]);
            Vectors.addScaled(part, Vectors.dot(vector, displacement), vector);
        }
        return part;
    }

    /**
     * L at so many points between here and other weights, both ends included.
     *
     * @param end W weights
     * @param points ≥ 2
     * @return as many losses, in equal steps
     * @throws IllegalArgumentException if the end has not W weights, or there are fewer than 2 points
     */
    public double[] lossOnSegment(double[] end, int points) {
        if (end.length != weights.length || points < 2) {
            throw new IllegalArgumentException("a segment ends at " + weights.length
                    + " weights and has 2 points or more, got " + end.length + " and " + points);
        }
        double[] losses = new double[points];
        for (int k = 0; k < points; k++) {
            losses[k] = lossAt(Vectors.subtract(end, weights), (double) k / (points - 1));
        }
        return losses;
    }

    private double lossAt(double[] direction, double scale) {
        double[] moved = weights.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += scale * direction[i];
        }
        return 2 * risk.samples() * risk.value(moved);
    }

    private double top() {
        return spectrum.values()[weights.length - 1];
    }

    private double[] moduli() {
        return java.util.Arrays.stream(spectrum.values())
                .map(Math::abs)
                .sorted()
                .toArray();
    }

    private Integer[] order() {
        Integer[] order = new Integer[weights.length];
        java.util.Arrays.setAll(order, i -> i);
        java.util.Arrays.sort(
                order, java.util.Comparator.comparingDouble((Integer i) -> Math.abs(spectrum.values()[i])));
        return order;
    }

    @Override
    public String toString() {
        return "minimum with loss " + loss + " after " + steps + " steps";
    }
}
