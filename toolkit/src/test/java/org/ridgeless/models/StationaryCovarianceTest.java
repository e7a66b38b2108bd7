package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class StationaryCovarianceTest {
    @Test
    void oneDimensionHasAClosedForm() {
        // x = ±1 and residuals ±s: S = 1 − 2γ + γ² times S, plus γ²s²/b.
        LeastSquares problem = LeastSquares.of(new double[][] {{1}, {1}, {-1}, {-1}}, 0.3, -0.3, 0.3, -0.3);
        double exact = StationaryCovariance.of(problem, 0.1, 2).exact()[0][0];
        assertThat(exact).isCloseTo(0.01 * 0.09 / 2 / (0.2 - 0.01), within(1e-15));
    }

    @Test
    void exactFixedPointTendsToLyapunovForSmallSteps() {
        LeastSquares problem = problem(1);
        double coarse = gap(problem, 0.02);
        double fine = gap(problem, 0.002);
        assertThat(fine).isLessThan(coarse / 8);
    }

    @Test
    void lyapunovSolutionSatisfiesItsEquation() {
        LeastSquares problem = problem(2);
        double[][] s = StationaryCovariance.of(problem, 0.02, 4).lyapunov();
        double[][] h = problem.hessian();
        double[][] c = problem.gradientCovariance();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double left = 0;
                for (int k = 0; k < 3; k++) {
                    left += h[i][k] * s[k][j] + s[i][k] * h[k][j];
                }
                assertThat(left).isCloseTo(0.005 * c[i][j], within(1e-13));
            }
        }
    }

    @Test
    void noiseLikeTheIdentityGivesAGibbsMeasureAndNoiseLikeTheHessianDoesNot() {
        // Samples (±√2 √h_j) along two axes with residuals ±e_j: H = diag(h), C = diag(e_j² h_j).
        double[][] like = lyapunov(1 / Math.sqrt(0.5), 1 / Math.sqrt(2));
        assertThat(like[0][0] / like[1][1]).isCloseTo(2 / 0.5, within(1e-12));
        double[][] hessian = lyapunov(1, 1);
        assertThat(hessian[0][0] / hessian[1][1]).isCloseTo(1, within(1e-12));
    }

    private static double[][] lyapunov(double firstResidual, double secondResidual) {
        double a = Math.sqrt(2 * 0.5);
        double b = Math.sqrt(2 * 2);
        double[][] x = {{a, 0}, {a, 0}, {0, b}, {0, b}};
        LeastSquares problem = LeastSquares.of(x, firstResidual, -firstResidual, secondResidual, -secondResidual);
        return StationaryCovariance.of(problem, 0.01, 1).lyapunov();
    }

    @Test
    void growthInOneDimensionHasAClosedForm() {
        // x is ±1 or ±3 with equal chance and b = 1: E (1 − γx²)² = ((1 − γ)² + (1 − 9γ)²)/2.
        LeastSquares problem = LeastSquares.of(new double[][] {{1}, {3}}, 0, 0);
        assertThat(StationaryCovariance.of(problem, 0.1, 1).growth()).isCloseTo((0.81 + 0.01) / 2, within(1e-12));
        assertThat(StationaryCovariance.of(problem, 0.25, 1).growth()).isGreaterThan(1);
    }

    @Test
    void chainsFromElsewhereComeToRestWhereThereAreNoResiduals() {
        LeastSquares problem = LeastSquares.of(new double[][] {{1}, {1}}, 2, 2);
        double[] squares = SgdChain.of(problem, 0.1, 1).squaredDistances(new double[] {3}, 20, 2, Seeds.of(1));
        assertThat(squares[0]).isCloseTo(9, within(1e-12));
        assertThat(squares[2]).isCloseTo(9 * Math.pow(0.9, 40), within(1e-12));
    }

    @Test
    void chainsHaveTheCovarianceOfTheFixedPoint() {
        LeastSquares problem = problem(3);
        double[][] mean = new double[3][3];
        for (int chain = 0; chain < 300; chain++) {
            double[][] one = SgdChain.of(problem, 0.05, 2)
                    .secondMoment(2000, 500, Seeds.of(4).child(chain));
            for (int i = 0; i < 9; i++) {
                mean[i / 3][i % 3] += one[i / 3][i % 3] / 300;
            }
        }
        double[][] exact = StationaryCovariance.of(problem, 0.05, 2).exact();
        assertThat(StationaryCovariance.relativeError(mean, exact)).isLessThan(0.04);
    }

    @Test
    void withoutResidualsSgdStopsAtTheMinimum() {
        LeastSquares problem = LeastSquares.of(new double[][] {{1, 0}, {0, 2}, {1, 1}}, 1, 2, 2);
        double[][] s = SgdChain.of(problem, 0.1, 1).secondMoment(500, 100, Seeds.of(1));
        assertThat(s[0][0] + s[1][1]).isLessThan(1e-25);
    }

    @Test
    void fewerSamplesThanDimensionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeastSquares.of(new double[][] {{1, 2}}, 1))
                .withMessageContaining("n = 1 and d = 2");
    }

    private static double gap(LeastSquares problem, double step) {
        StationaryCovariance covariance = StationaryCovariance.of(problem, step, 4);
        return StationaryCovariance.relativeError(covariance.lyapunov(), covariance.exact());
    }

    private static LeastSquares problem(int seed) {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(seed).stream());
        double[][] x = new double[40][3];
        double[] y = new double[40];
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 3; j++) {
                x[i][j] = (1 + j) * 0.5 * normal.sample();
                y[i] += x[i][j];
            }
            y[i] += normal.sample();
        }
        return LeastSquares.of(x, y);
    }
}
