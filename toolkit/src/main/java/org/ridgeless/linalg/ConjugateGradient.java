package org.ridgeless.linalg;

/**
 * The solution of A x = b for a symmetric positive definite operator by conjugate gradients.
 *
 * <p><b>Cost</b> one product a step, about \(\frac12\sqrt\kappa\,\log(2/\varepsilon)\) steps for the condition κ.
 *
 * <p><b>Reference</b> M. Hestenes, E. Stiefel, <i>Methods of conjugate gradients for solving linear systems</i>, J. Res. Natl. Bur.
 * Stand. 49 (1952).
 *
 * {@snippet file="LinearAlgebraTest.java" region="solve"}
 *
 * @param x the solution
 * @param residual ‖b − A x‖/‖b‖, from a product with x itself; 0 for b = 0
 * @param steps how many
 */
public record ConjugateGradient(double[] x, double residual, int steps) {
    private static final double TOLERANCE = 1e-10;

    /**
     * The solution to a relative residual of 1e-10 in at most ten times as many steps as the order.
     *
     * @param operator A, symmetric positive definite, p × p
     * @param b p finite numbers
     * @return the solution with its residual
     * @throws IllegalArgumentException if b is of another length than the order, or not finite
     * @throws ArithmeticException if A is found not to be positive definite, or the residual stays above the tolerance, with
     *     what it came to
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public static ConjugateGradient solve(SymmetricOperator operator, double[] b) {
        return solve(operator, b, TOLERANCE, 10 * operator.order());
    }

    /**
     * The solution to a relative residual.
     *
     * @param operator A, symmetric positive definite, p × p
     * @param b p finite numbers
     * @param tolerance of ‖b − A x‖/‖b‖, in (0, 1)
     * @param most steps, ≥ 1
     * @return the solution with its residual
     * @throws ArithmeticException if A is found not to be positive definite, with the curvature of the direction that shows it,
     *     or if the residual stays above the tolerance, with what it came to
     * @throws java.util.concurrent.CancellationException if interrupted
     * @throws IllegalArgumentException if b is of another length than the order, or not finite, if the tolerance is outside of
     *     (0, 1), or if there is no step
     */
    public static ConjugateGradient solve(SymmetricOperator operator, double[] b, double tolerance, int most) {
        operator.requireLength("a right-hand side", b);
        if (!Vectors.areFinite(b)) {
            throw new IllegalArgumentException("a right-hand side is finite, this one is not");
        }
        if (!(tolerance > 0 && tolerance < 1) || most < 1) {
            throw new IllegalArgumentException(
                    "a tolerance is in (0, 1) and there is at least 1 step, got " + tolerance + " and " + most);
        }
        double[] x = new double[b.length];
        double size = Vectors.norm(b);
        if (size == 0) {
            return new ConjugateGradient(x, 0, 0);
        }
        double[] rest = Vectors.scale(b, 1 / size);
        double[] direction = rest.clone();
        double square = Vectors.squares(rest);
        int step = 0;
        while (Math.sqrt(square) > tolerance / 2 && step < most) {
            double[] image = Probes.product(operator, direction);
            double curvature = Vectors.dot(direction, image);
            requirePositive(curvature, Vectors.squares(direction));
            double length = square / curvature;
            Vectors.addScaled(x, length, direction);
            Vectors.addScaled(rest, -length, image);
            double next = Vectors.squares(rest);
            direction = Vectors.addScaled(rest.clone(), next / square, direction);
            square = next;
            step++;
        }
        x = Vectors.scale(x, size);
        double residual = Vectors.norm(Vectors.subtract(b, operator.times(x))) / size;
        if (!(residual <= tolerance)) {
            throw new ArithmeticException("conjugate gradients came to a relative residual of " + residual + " in "
                    + step + " steps, wanted is " + tolerance + "; damp the operator, or allow more");
        }
        return new ConjugateGradient(x, residual, step);
    }

    private static void requirePositive(double curvature, double square) {
        if (!(curvature > 0)) {
            throw new ArithmeticException(
                    "conjugate gradients need a positive definite operator, this one has the curvature "
                            + curvature / square + " in a direction; add a damping beyond it with shifted(…)");
        }
    }
}
