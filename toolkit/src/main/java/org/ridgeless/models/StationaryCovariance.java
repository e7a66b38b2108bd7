package org.ridgeless.models;

import org.ridgeless.linalg.Vectors;

/**
 * The covariance of the iterates of SGD on least squares in the long run, for batches of b drawn with replacement and a
 * constant step γ.
 *
 * <p>Exactly, S is the fixed point of
 * \[ S = S - \gamma(HS + SH) + \gamma^2\Big[HSH + \tfrac1b(\mathbb E[xx^\top S xx^\top] - HSH)\Big] + \tfrac{\gamma^2}{b} C . \]
 * For small steps it tends to the solution of the Lyapunov equation \( HS + SH = \gamma C/b \) (S. Mandt, M. Hoffman and
 * D. Blei, JMLR 18 (2017), Equation 16; finite steps: K. Liu, L. Ziyin and M. Ueda, ICML 2021). A Gibbs measure would need
 * \( S = T H^{-1} \), hence \( HS + SH = 2T\,I \): in the limit of small steps it is the law of SGD only where C is proportional to
 * the identity. Where C is proportional to H, as with labels whose noise has the same size everywhere, S is proportional to the
 * identity instead.
 */
public final class StationaryCovariance {
    private final LeastSquares problem;
    private final double step;
    private final int batch;

    private StationaryCovariance(LeastSquares problem, double step, int batch) {
        this.problem = problem;
        this.step = step;
        this.batch = batch;
    }

    /**
     * For SGD with step γ and batch size b.
     *
     * @param problem least squares with the samples that batches are drawn from
     * @param step γ &gt; 0
     * @param batch b ≥ 1, drawn with replacement
     * @return the covariance, not yet computed
     * @throws IllegalArgumentException if γ or b are not as said
     */
    public static StationaryCovariance of(LeastSquares problem, double step, int batch) {
        if (!(step > 0) || batch < 1) {
            throw new IllegalArgumentException("SGD needs γ > 0 and b ≥ 1, got γ = " + step + " and b = " + batch);
        }
        return new StationaryCovariance(problem, step, batch);
    }

    /** The exact fixed point, by solving the d² linear equations; a covariance where {@link #growth} is below 1. */
    public double[][] exact() {
        return square(Elimination.solve(operator(), source()));
    }

    /** The second moments of the entries of a batch's gradient in the long run: diag[(C + E[xxᵀSxxᵀ])/b + (1 − 1/b) HSH]. */
    public double[] gradientSquares() {
        double[][] s = exact();
        double[][] h = problem.hessian();
        double[][] hsh = product(product(h, s), h);
        double[][] fourth = problem.fourthMoment(s);
        double[][] c = problem.gradientCovariance();
        double[] squares = new double[s.length];
        for (int j = 0; j < squares.length; j++) {
            squares[j] = (c[j][j] + fourth[j][j] - hsh[j][j]) / batch + hsh[j][j];
        }
        return squares;
    }

    /** The factor by which the mean square grows each step in the long run where the residuals are 0; above 1 SGD diverges. */
    public double growth() {
        double[][] map = operator();
        for (int row = 0; row < map.length; row++) {
            for (int column = 0; column < map.length; column++) {
                map[row][column] = (row == column ? 1 : 0) - step * step * map[row][column];
            }
        }
        return SpectralRadius.of(map);
    }

    /** S ↦ (HS + SH)/γ − HSH − (E[xxᵀSxxᵀ] − HSH)/b, which equals C/b at the fixed point, as a matrix. */
    private double[][] operator() {
        int d = problem.dimension();
        double[][] h = problem.hessian();
        double[][] fourth = problem.fourthMoments();
        double[][] operator = new double[d * d][d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                for (int k = 0; k < d; k++) {
                    for (int l = 0; l < d; l++) {
                        double hs = j == l ? h[i][k] : 0;
                        double sh = i == k ? h[l][j] : 0;
                        double hsh = h[i][k] * h[l][j];
                        double moment = fourth[i * d + j][k * d + l];
                        operator[i * d + j][k * d + l] = (hs + sh) / step - hsh - (moment - hsh) / batch;
                    }
                }
            }
        }
        return operator;
    }

    /** The limit of small steps: HS + SH = γC/b. */
    public double[][] lyapunov() {
        int d = problem.dimension();
        double[][] h = problem.hessian();
        double[][] operator = new double[d * d][d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                for (int k = 0; k < d; k++) {
                    operator[i * d + j][k * d + j] += h[i][k] / step;
                    operator[i * d + j][i * d + k] += h[k][j] / step;
                }
            }
        }
        return square(Elimination.solve(operator, source()));
    }

    /**
     * The multiple T H⁻¹ that is nearest to a covariance in Frobenius norm: the best that a Gibbs measure can do.
     *
     * @param covariance d × d
     * @return d × d
     */
    public double[][] nearestGibbs(double[][] covariance) {
        int d = problem.dimension();
        double[][] inverse = Elimination.inverse(problem.hessian());
        double cross = 0;
        double squares = 0;
        for (int i = 0; i < d; i++) {
            cross += Vectors.dot(inverse[i], covariance[i]);
            squares += Vectors.dot(inverse[i], inverse[i]);
        }
        for (double[] row : inverse) {
            for (int j = 0; j < d; j++) {
                row[j] *= cross / squares;
            }
        }
        return inverse;
    }

    /**
     * ‖A − B‖_F / ‖B‖_F.
     *
     * @param a A, d × d
     * @param b B, d × d, not 0
     * @return the error, ≥ 0
     */
    public static double relativeError(double[][] a, double[][] b) {
        double difference = 0;
        double size = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                difference += (a[i][j] - b[i][j]) * (a[i][j] - b[i][j]);
                size += b[i][j] * b[i][j];
            }
        }
        return Math.sqrt(difference / size);
    }

    private double[] source() {
        double[][] c = problem.gradientCovariance();
        double[] flat = new double[c.length * c.length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = c[i / c.length][i % c.length] / batch;
        }
        return flat;
    }

    private double[][] square(double[] flat) {
        int d = problem.dimension();
        double[][] result = new double[d][d];
        for (int i = 0; i < flat.length; i++) {
            result[i / d][i % d] = flat[i];
        }
        return result;
    }

    private static double[][] product(double[][] a, double[][] b) {
        int d = a.length;
        double[][] result = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < d; k++) {
                for (int j = 0; j < d; j++) {
                    result[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return result;
    }
}
