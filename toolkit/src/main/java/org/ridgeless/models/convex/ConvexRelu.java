package org.ridgeless.models.convex;

import java.util.Arrays;
import java.util.BitSet;
import org.ridgeless.linalg.Interruption;

/**
 * The convex program
 *
 * <p>\( \min_{v,w}\ \tfrac12\lVert\sum_iD_iX(v_i-w_i)-y\rVert^2+\beta\sum_i(\lVert v_i\rVert+\lVert w_i\rVert) \) subject
 * to \( (2D_i-I)Xv_i\ge0,\ (2D_i-I)Xw_i\ge0 \)
 *
 * <p>over the activation patterns \(D_i\), solved by the alternating direction method of multipliers with scaled duals
 * λ, ν: \(u\leftarrow(I+F^\top F/\rho+G^\top G)^{-1}(F^\top y/\rho+v-\lambda+G^\top(s-\nu))\), then a group soft threshold
 * for v, a projection for s, and the duals. Since \((2D_i-I)^2=I\), every diagonal block of \(I+G^\top G\) is the same
 * \(I+X^\top X\), so one step costs O(Pnd) by the Woodbury identity instead of O(P²d²).
 *
 * <p><b>Reference</b> Bai, Gautam, Sojoudi, <i>Efficient Global Optimization of Two-Layer ReLU Networks</i>, SIAM J. Math.
 * Data Sci. 5 (2023), Algorithm 3.1.
 */
public final class ConvexRelu {
    private final ReluRegression problem;
    private final BitSet[] patterns;
    private final double step;

    ConvexRelu(ReluRegression problem, BitSet[] patterns) {
        this(problem, patterns, 0.03);
    }

    private ConvexRelu(ReluRegression problem, BitSet[] patterns, double step) {
        this.problem = problem;
        this.patterns = patterns;
        this.step = step;
    }

    /**
     * With another penalty ρ of the splitting, 0.03 by default. It decides the speed, not the solution.
     *
     * @param rho ρ &gt; 0
     * @return the program with that penalty
     * @throws IllegalArgumentException if ρ is not positive and finite
     */
    public ConvexRelu splitting(double rho) {
        if (!(rho > 0) || Double.isInfinite(rho)) {
            throw new IllegalArgumentException("the penalty of the splitting must be positive and finite, got " + rho);
        }
        return new ConvexRelu(problem, patterns, rho);
    }

    /** The number P of patterns. */
    public int patternCount() {
        return patterns.length;
    }

    /**
     * Solves the program with so many iterations. Whether they were enough is for {@link ConvexReluSolution#gap} to say, and
     * {@link ConvexReluSolution#objective} to ask.
     *
     * @param iterations ≥ 1
     * @return the point that the iterations reached
     * @throws IllegalArgumentException if there is no iteration
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public ConvexReluSolution solve(int iterations) {
        if (iterations < 1) {
            throw new IllegalArgumentException("the program takes at least 1 iteration, got " + iterations);
        }
        Blocks blocks = Blocks.inPairs(problem, patterns);
        Splitting splitting = new Splitting(problem, patterns, step);
        double[] curve = new double[iterations];
        for (int done = 0; done < iterations; done++) {
            Interruption.poll();
            splitting.iterate();
            curve[done] = objective(blocks, splitting.blocks());
        }
        double[][] solution = new double[blocks.count()][];
        Arrays.setAll(solution, b -> blocks.block(splitting.blocks(), b));
        return new ConvexReluSolution(problem, patterns, solution, curve);
    }

    /** The objective of the program, without regard to its cones. */
    private double objective(Blocks blocks, double[] u) {
        double[] miss = blocks.fit(u);
        double value = 0;
        for (int i = 0; i < miss.length; i++) {
            value += (miss[i] - problem.targets[i]) * (miss[i] - problem.targets[i]) / 2;
        }
        double[] norms = new double[blocks.count()];
        blocks.norms(u, norms);
        for (double norm : norms) {
            value += problem.penalty * norm;
        }
        return value;
    }

    @Override
    public String toString() {
        return "convex program of " + problem + " over " + patterns.length + " patterns";
    }
}
