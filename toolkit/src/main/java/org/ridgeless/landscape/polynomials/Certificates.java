package org.ridgeless.landscape.polynomials;

/**
 * What Newton's method says of a point near a zero of a system, at this point alone (S. Smale's α-theory): β is the length of its
 * step, γ bounds the higher derivatives. Where α = βγ is small there is a zero within 2β, to which the iteration converges
 * quadratically from everywhere within 1/(20γ). Beside a double zero F is nothing but rounding; so β contains what rounding can
 * make of it.
 *
 * <p><i>Reference:</i> L. Blum, F. Cucker, M. Shub and S. Smale, <i>Complexity and Real Computation</i> (1998), Chapters 8 and 14;
 * J. D. Hauenstein and F. Sottile, <i>Algorithm 921: alphaCertified</i>, ACM Trans. Math. Softw. 38 (2012) 28, Section 2.
 */
final class Certificates {
    /** Below it points within 1/(20γ) lead to the same zero. */
    private static final double ROBUST = 0.03;

    private static final double NEAR = 20;

    private final PolynomialSystem system;
    private final PolynomialMap map;
    private final int n;
    private final int degree;
    private final double norm;
    private final double[] step;
    private final double[] jacobian;

    Certificates(PolynomialSystem system) {
        this.system = system;
        this.map = system.map();
        this.n = system.unknowns();
        this.degree = system.degree();
        this.norm = system.norm();
        this.step = new double[2 * n];
        this.jacobian = new double[2 * n * n];
    }

    /** Of one point. */
    record Certificate(double[] z, double beta, double gamma) {
        /** Whether there is a zero. */
        boolean holds() {
            return beta * gamma < ROBUST;
        }

        /** Whether the zeros of two points with certificates are certainly not the same one. */
        boolean excludes(Certificate other) {
            double distance = 0;
            for (int i = 0; i < z.length; i++) {
                distance = Math.hypot(distance, z[i] - other.z[i]);
            }
            return distance > 2 * (beta + other.beta) && distance * NEAR * Math.min(gamma, other.gamma) >= 1;
        }
    }

    /** The certificate of z, which does not hold where the Jacobian is singular. */
    Certificate of(double[] z) {
        map.evaluate(z, step, jacobian);
        if (!ComplexSolve.solve(jacobian.clone(), step, n)) {
            return new Certificate(z, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double inverse = 0;
        for (int j = 0; j < n; j++) {
            double[] column = new double[2 * n];
            column[2 * j] = 1;
            ComplexSolve.solve(jacobian.clone(), column, n);
            inverse = Math.hypot(inverse, length(column));
        }
        double size = Math.hypot(1, length(z));
        double condition = norm * inverse * Math.sqrt(degree) * Math.pow(size, degree - 1);
        double beta = length(step) + inverse * system.rounding(z);
        return new Certificate(z, beta, Math.max(1, condition) * degree * Math.sqrt(degree) / (2 * size));
    }

    private static double length(double[] z) {
        double squares = 0;
        for (double part : z) {
            squares += part * part;
        }
        return Math.sqrt(squares);
    }
}
