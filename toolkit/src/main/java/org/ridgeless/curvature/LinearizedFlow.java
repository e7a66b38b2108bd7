package org.ridgeless.curvature;

import java.util.Arrays;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.nets.Risk;

/**
 * Gradient flow dw/dt = −∇L(w) near a minimum w* replaced by the linear system \(\dot w=-H(w-w^*)\), \(H=\nabla^2L(w^*)\), whose
 * solution is \(w(t)=w^*+e^{-Ht}(w(0)-w^*)\). The two agree up to \(O(\|w(0)-w^*\|^2)\). That they are topologically equivalent
 * (P. Hartman, 1960; D. Grobman, 1959) needs a regular H: an overparametrized network has one with weight decay only.
 *
 * <p><b>Cost</b> a dense Hessian and O(P³) for P parameters at each of a few Newton steps; then O(P²) for a time.
 */
public final class LinearizedFlow {
    private static final int MOST_STEPS = 200;
    /** Relative to the weights, where Newton's method has arrived up to rounding. */
    private static final double ARRIVED = 1e-11;

    private static final double SINGULAR = 1e-12;
    private static final double ROUNDING = 1e-14;

    private final double[] minimum;
    private final double[] curvatures;
    private final double[] vectors;

    private LinearizedFlow(double[] minimum, double[] curvatures, double[] vectors) {
        this.minimum = minimum;
        this.curvatures = curvatures;
        this.vectors = vectors;
    }

    /**
     * The linear flow about the minimum that Newton's method finds from w, with shorter steps where a whole one leads up.
     *
     * @param risk with P parameters; weight decay makes its minimum regular
     * @param w P weights, where Newton's method starts
     * @return the flow about w*
     * @throws ArithmeticException if it does not settle, with the last step, or if the Hessian there is not positive definite,
     *     with its smallest eigenvalue
     */
    public static LinearizedFlow near(Risk risk, double... w) {
        double[] point = w.clone();
        double moved = Double.POSITIVE_INFINITY;
        for (int k = 0; k < MOST_STEPS && !(moved <= ARRIVED); k++) {
            Interruption.poll();
            LinearizedFlow here = at(risk, point);
            here.require(Arrays.stream(here.curvatures).map(Math::abs).min().orElseThrow());
            double[] step = here.turned(risk.gradient(point), 0, true);
            moved = Vectors.norm(step) / Vectors.norm(point);
            point = lower(risk, point, step);
        }
        if (!(moved <= ARRIVED)) {
            throw new ArithmeticException("Newton's method did not settle on a minimum in " + MOST_STEPS
                    + " steps: the last one moved by " + moved + " of the weights");
        }
        LinearizedFlow found = at(risk, point);
        found.require(found.curvatures[0]);
        return found;
    }

    /** The point less the largest of the step's halves that leads down; at rounding of the risk the gradient decides. */
    private static double[] lower(Risk risk, double[] point, double[] step) {
        double value = risk.value(point);
        double slope = Vectors.norm(risk.gradient(point));
        for (double part = 1; part > SINGULAR; part /= 2) {
            double[] next = Vectors.addScaled(point.clone(), -part, step);
            double there = risk.value(next);
            boolean level = Math.abs(there - value) <= ROUNDING * value;
            if (level ? Vectors.norm(risk.gradient(next)) < slope : there < value) {
                return next;
            }
        }
        return point;
    }

    private void require(double least) {
        double largest = Math.max(Math.abs(curvatures[0]), curvatures[curvatures.length - 1]);
        if (!(least > SINGULAR * largest)) {
            throw new ArithmeticException("the flow is linearized at a minimum with a regular Hessian; its smallest"
                    + " eigenvalue is " + least + " beside " + largest + "; weight decay makes it regular");
        }
    }

    private static LinearizedFlow at(Risk risk, double... point) {
        double[] hessian = new double[point.length * point.length];
        risk.hessian(point, hessian);
        SymmetricEigen eigen = SymmetricEigen.of(hessian, point.length);
        return new LinearizedFlow(point.clone(), eigen.values(), eigen.vectors());
    }

    /** w*; a copy. */
    public double[] minimum() {
        return minimum.clone();
    }

    /** The eigenvalues of H, ascending; a copy. */
    public double[] curvatures() {
        return curvatures.clone();
    }

    /**
     * The linear flow from a start at a time t ≥ 0.
     *
     * @param time t ≥ 0 of the gradient flow
     * @param start w(0), P weights
     * @return w(t), P weights
     * @throws IllegalArgumentException if the time is negative or NaN, or the start has another length
     */
    public double[] at(double time, double... start) {
        if (!(time >= 0)) {
            throw new IllegalArgumentException("a time is at least 0, got " + time);
        }
        return Vectors.addScaled(turned(Vectors.subtract(start, minimum), time, false), 1, minimum);
    }

    /** e^{−Ht} v, or |H|⁻¹ v. */
    private double[] turned(double[] v, double time, boolean inverse) {
        int p = curvatures.length;
        double[] sum = new double[p];
        for (int k = 0; k < p; k++) {
            double[] mode = Arrays.copyOfRange(vectors, k * p, (k + 1) * p);
            // By the size of the curvature, so that a step along a direction of negative one leads away from a saddle.
            double scale = inverse ? 1 / Math.abs(curvatures[k]) : Math.exp(-curvatures[k] * time);
            Vectors.addScaled(sum, scale * Vectors.dot(mode, v), mode);
        }
        return sum;
    }
}
