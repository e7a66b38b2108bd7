package org.ridgeless.models.convex;

import java.util.BitSet;

/** A solution of {@link ConvexRelu}: its value, the network that it describes, and a lower bound that certifies both. */
public final class ConvexReluSolution {
    /** A block whose norm is a smaller part of the largest one is zero. */
    private static final double ZERO = 1e-7;

    /** The relative distance of a value from its lower bound up to which it is taken for the optimum. */
    private static final double CONVERGED = 1e-4;

    private final ReluRegression problem;
    private final BitSet[] patterns;
    private final double[][] blocks;
    private final double[] curve;

    ConvexReluSolution(ReluRegression problem, BitSet[] patterns, double[][] blocks, double[] curve) {
        this.problem = problem;
        this.patterns = patterns;
        this.blocks = blocks;
        this.curve = curve;
    }

    /**
     * The objective of the convex program at this solution.
     *
     * @throws ArithmeticException if it is not converged: if the network's objective, which is above the optimum, or this one,
     *     is farther than a relative 10⁻⁴ from the lower bound
     */
    public double objective() {
        double value = curve[curve.length - 1];
        double lower = lowerBound();
        double upper = upperBound();
        if (!(upper - lower <= CONVERGED * upper && Math.abs(upper - value) <= CONVERGED * upper)) {
            throw new ArithmeticException("the convex program is not solved after " + curve.length
                    + " iterations: its objective is " + value + ", its optimum between " + lower + " and " + upper);
        }
        return value;
    }

    /** The objective of the network: no optimum is above it. */
    public double upperBound() {
        return problem.objective(network());
    }

    /** (upper bound − lower bound) / upper bound: how far, relative to itself, the optimum is known. */
    public double gap() {
        double upper = upperBound();
        return (upper - lowerBound()) / upper;
    }

    /** The objective after each iteration; early iterates may violate the cones and so lie below the optimum. */
    public double[] objectives() {
        return curve.clone();
    }

    /** The number of non-zero blocks: the width from which descent can reach the optimum. */
    public int activeBlocks() {
        int active = 0;
        double zero = zero();
        for (double[] block : blocks) {
            active += Splitting.norm(block, 0, block.length) > zero ? 1 : 0;
        }
        return active;
    }

    private double zero() {
        double largest = 0;
        for (double[] block : blocks) {
            largest = Math.max(largest, Splitting.norm(block, 0, block.length));
        }
        return ZERO * largest;
    }

    /**
     * The network \(u=v/\sqrt{\lVert v\rVert},\ \alpha=\pm\sqrt{\lVert v\rVert}\), one unit for each non-zero block. Its
     * objective is that of the convex program.
     */
    public TwoLayerRelu network() {
        double[][] hidden = new double[activeBlocks()][];
        double[] output = new double[hidden.length];
        int unit = 0;
        double zero = zero();
        for (int b = 0; b < blocks.length; b++) {
            double root = Math.sqrt(Splitting.norm(blocks[b], 0, blocks[b].length));
            if (root * root > zero) {
                hidden[unit] = blocks[b].clone();
                for (int i = 0; i < hidden[unit].length; i++) {
                    hidden[unit][i] /= root;
                }
                output[unit++] = b < patterns.length ? root : -root;
            }
        }
        return new TwoLayerRelu(hidden, output);
    }

    /**
     * A lower bound on the objective of every network of every width, from the residual as a dual point: \(y^\top
     * z-\tfrac12\lVert z\rVert^2\) for any z with \(\lvert z^\top(Xu)_+\rvert\le\beta\lVert u\rVert\) for all u. The
     * maximum over the cone of a pattern is at most \(\lVert X^\top D_iz+X^\top(2D_i-I)\mu\rVert\) for any \(\mu\ge0\), so
     * that the bound is valid whether or not that inner problem is solved to the end.
     */
    public double lowerBound() {
        double[] z = Blocks.inPairs(problem, patterns).fit(Blocks.join(blocks));
        for (int i = 0; i < z.length; i++) {
            z[i] = problem.targets[i] - z[i];
        }
        double largest = 0;
        for (BitSet pattern : patterns) {
            largest = Math.max(largest, ConeMaximum.bound(problem.inputs, pattern, z, 1));
            largest = Math.max(largest, ConeMaximum.bound(problem.inputs, pattern, z, -1));
        }
        double scale = Math.min(1, problem.penalty / largest);
        double bound = 0;
        for (int i = 0; i < z.length; i++) {
            bound += scale * z[i] * problem.targets[i] - scale * scale * z[i] * z[i] / 2;
        }
        return bound;
    }
}
