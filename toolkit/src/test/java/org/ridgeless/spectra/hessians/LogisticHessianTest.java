package org.ridgeless.spectra.hessians;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.ReferenceValues;
import org.ridgeless.spectra.SampleCovariance;
import org.ridgeless.spectra.hessians.LogisticHessian.Spike;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.spectra.measures.TabulatedLaw;

class LogisticHessianTest {
    @Test
    void constantCurvatureGivesTheSampleCovarianceLaw() {
        Law population = Law.of(new double[] {1, 4}, new double[] {0.5, 0.5});
        HessianBulk bulk = HessianBulk.of(population, Law.point(1), 0.2);
        SampleCovariance plain = SampleCovariance.of(population, 0.2);
        for (double x : new double[] {0.6, 1.5, 3, 5}) {
            Complex z = new Complex(x, 1e-3);
            assertThat(bulk.stieltjes(z).minus(plain.stieltjes(z)).abs()).isLessThan(1e-10);
        }
    }

    @Test
    void theBulkHasUnitMassAndTheMeanCurvature() {
        LogisticHessian hessian = LogisticHessian.of(0.25);
        HessianBulk bulk = hessian.bulk(1);
        TabulatedLaw law = TabulatedLaw.between(hessian.leftEdge(1) * 0.9, 0.7, 1500, bulk::density);
        double mean = Law.gaussian(80).expect(LogisticHessian::curvature);
        assertThat(law.mass()).isCloseTo(1, within(1e-3));
        assertThat(law.expect(x -> x)).isCloseTo(mean, within(1e-3));
    }

    @Test
    void theLeftEdgeIsWhereTheDensityBegins() {
        LogisticHessian hessian = LogisticHessian.of(0.1);
        double edge = hessian.leftEdge(2);
        assertThat(hessian.bulk(2).density(edge * 0.97)).isZero();
        assertThat(hessian.bulk(2).density(edge * 1.03)).isPositive();
    }

    @Test
    void theLeftSpikeSolvesItsEquationWithTheTransformContinuedFromAbove() {
        LogisticHessian hessian = LogisticHessian.of(0.1);
        Spike spike = hessian.fromWeights(2).orElseThrow();
        Complex m = hessian.bulk(2).stieltjes(new Complex(spike.eigenvalue(), 1e-9));
        double pull = Law.gaussian(100).expect(x -> {
            double g = LogisticHessian.curvature(2 * x);
            return g / (1 + 0.1 * m.re() * g) * (x * x - 1);
        });
        assertThat(1 + m.re() * pull).isCloseTo(0, within(1e-5));
        assertThat(spike.eigenvalue()).isLessThan(hessian.leftEdge(2));
    }

    @Test
    void smallWeightsLeaveNoSpikeAndLargeWeightsAlign() {
        LogisticHessian hessian = LogisticHessian.of(0.1);
        assertThat(hessian.fromWeights(1)).isEmpty();
        assertThat(hessian.fromWeights(2).orElseThrow().eigenvalue()).isCloseTo(0.0521, within(1e-4));
        assertThat(hessian.fromWeights(2).orElseThrow().alignment()).isCloseTo(0.852, within(1e-3));
        assertThat(hessian.fromWeights(5).orElseThrow().eigenvalue()).isCloseTo(0.00724, within(1e-5));
        assertThat(hessian.fromWeights(5).orElseThrow().alignment()).isCloseTo(0.9771, within(1e-4));
    }

    @Test
    void theHessianMatrixIsTheSecondDerivativeOfTheMeanLoss() {
        // With constant curvature and no mean the matrix is a sample covariance: its trace is close to p.
        double[] h = HessianMatrix.sample(5, 20_000, 0, 1, score -> 1, org.ridgeless.random.Seeds.of(4));
        double[] weighted =
                HessianMatrix.sample(5, 20_000, 2, 3, LogisticHessian::curvature, org.ridgeless.random.Seeds.of(4));
        double onAxis = Law.gaussian(200).expect(x -> LogisticHessian.curvature(3 * x) * x * x);
        double offAxis = Law.gaussian(200).expect(x -> LogisticHessian.curvature(3 * x));
        assertThat(h[2 * 5 + 2]).isCloseTo(1, within(0.05));
        assertThat(h[2 * 5 + 3]).isCloseTo(0, within(0.05));
        assertThat(weighted[HessianMatrix.WEIGHT_AXIS * 6]).isCloseTo(onAxis, within(0.005));
        assertThat(weighted[3 * 6]).isCloseTo(offAxis, within(0.01));
        assertThat(weighted[HessianMatrix.MEAN_AXIS * 6]).isCloseTo(5 * offAxis, within(0.05));
    }

    @Test
    void theMeanSpikeLeavesTheEdgeAtTheTransition() {
        LogisticHessian hessian = LogisticHessian.of(0.25);
        assertThat(hessian.fromMean(0.5)).isEmpty();
        Spike spike = hessian.fromMean(0.5 + 1e-9).orElseThrow();
        assertThat(spike.eigenvalue()).isCloseTo(0.25 * 2.25, within(1e-8));
        assertThat(spike.alignment()).isCloseTo(0, within(1e-7));
    }

    @Test
    void edgeAndSpikeAreThoseOfAnIndependentSolutionForWeightsOfAnyNorm() {
        for (double[] row : ReferenceValues.of(getClass(), "logistic-hessian.csv")) {
            LogisticHessian hessian = LogisticHessian.of(row[0]);
            assertThat(hessian.leftEdge(row[1])).isCloseTo(row[2], within(1e-11 * row[2]));
            if (Double.isNaN(row[3])) {
                assertThat(hessian.fromWeights(row[1])).isEmpty();
                continue;
            }
            Spike spike = hessian.fromWeights(row[1]).orElseThrow();
            assertThat(spike.eigenvalue()).isCloseTo(row[3], within(1e-11 * row[3]));
            assertThat(spike.alignment()).isCloseTo(row[4], within(1e-12));
        }
    }

    /** Nodes at fixed distances hardly see the samples whose curvature counts: 160 of them gave 8.0e-7 at ‖w‖ = 50. */
    @Test
    void theOverlapWithTheWeightsRisesAndFallsAgain() {
        LogisticHessian hessian = LogisticHessian.of(0.1);
        double before = 0;
        for (double norm : new double[] {2, 5, 10, 15}) {
            double overlap = hessian.fromWeights(norm).orElseThrow().alignment();
            assertThat(overlap).isGreaterThan(before);
            before = overlap;
        }
        for (double norm : new double[] {20, 50, 100, 300}) {
            double overlap = hessian.fromWeights(norm).orElseThrow().alignment();
            assertThat(overlap).isLessThan(before);
            before = overlap;
        }
    }

    @Test
    void theBulkOfLargeWeightsHasUnitMassAndTheMeanCurvature() {
        LogisticHessian hessian = LogisticHessian.of(0.1);
        for (double norm : new double[] {0, 30}) {
            HessianBulk bulk = hessian.bulk(norm);
            TabulatedLaw law = TabulatedLaw.geometric(hessian.leftEdge(norm) * 0.99, 0.6, 500, bulk::density);
            double mean = norm == 0
                    ? 0.25
                    : Law.gaussianNear(Math.PI / norm, 0).expect(x -> LogisticHessian.curvature(norm * x));
            assertThat(law.mass()).isCloseTo(1, within(1e-3));
            assertThat(law.expect(x -> x)).isCloseTo(mean, within(1e-3 * mean));
        }
    }

    @Test
    void aNormThatIsNotANumberIsRefused() {
        assertThatThrownBy(() -> LogisticHessian.of(0.1).leftEdge(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> LogisticHessian.of(0.1).bulk(-1)).hasMessageContaining("-1.0");
    }
}
