package org.ridgeless.curvature.radius;

import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.nets.Risk;

/**
 * The step length within which the Taylor series of a batch's cross-entropy along a direction is sure to converge,
 * \(\rho_a=\pi/\max_i\Delta_i\) with \(\Delta_i\) the spread over classes of the derivatives of sample i's logits along the
 * unit direction: one Jacobian–vector product.
 *
 * <p><b>Reference</b> P. Sao, <i>Ghosts of Softmax</i>, 2026, arXiv:2603.13552.
 */
public final class StepRadius {
    private static final double MOST = 1e6;

    private StepRadius() {}

    /**
     * The radius in units of parameter norm.
     *
     * @param logitSlopes derivatives of the logits along a unit direction, sample after sample
     * @param classes the number of logits of a sample
     * @return ρ_a; infinite if all slopes of each sample agree
     * @throws IllegalArgumentException if there are fewer than two classes, no sample, or a part of one
     */
    public static double of(double[] logitSlopes, int classes) {
        if (classes < 2 || logitSlopes.length == 0 || logitSlopes.length % classes != 0) {
            throw new IllegalArgumentException("slopes of at least two logits a sample, got " + logitSlopes.length
                    + " numbers for " + classes + " classes");
        }
        double spread = 0;
        for (int row = 0; row < logitSlopes.length; row += classes) {
            double low = logitSlopes[row];
            double high = low;
            for (int c = 1; c < classes; c++) {
                low = Math.min(low, logitSlopes[row + c]);
                high = Math.max(high, logitSlopes[row + c]);
            }
            spread = Math.max(spread, high - low);
        }
        return Math.PI / spread;
    }

    /**
     * The factor min(1, ρ/length) that keeps a step within a radius; NaN if one of the two is.
     *
     * @param length of the step
     * @param radius ρ
     * @return from 0 to 1
     */
    public static double clip(double length, double radius) {
        return length <= radius ? 1 : radius / length;
    }

    /**
     * How far one can go in a direction before the loss is above its start, in units of a radius: the first of the ratios
     * \(r_0, r_0q, r_0q^2,\dots\) at which it is. Costs one value of the loss each.
     *
     * @param risk whose value is looked at
     * @param w the start, P weights
     * @param direction of Euclidean norm 1, P numbers
     * @param radius the unit of length
     * @param from the first ratio, above 0
     * @param factor by which ratios grow, above 1
     * @return infinity if the loss is not above its start up to 10⁶ times the first ratio
     * @throws IllegalArgumentException if the first ratio is not above 0, or the factor not above 1
     */
    public static double onset(Risk risk, double[] w, double[] direction, double radius, double from, double factor) {
        if (!(from > 0) || !(factor > 1)) {
            throw new IllegalArgumentException(
                    "ratios start above 0 and grow by a factor above 1, got " + from + " and " + factor);
        }
        double start = risk.value(w);
        for (double ratio = from; ratio <= MOST * from; ratio *= factor) {
            Interruption.poll();
            if (!(risk.value(Vectors.addScaled(w.clone(), ratio * radius, direction)) <= start)) {
                return ratio;
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
