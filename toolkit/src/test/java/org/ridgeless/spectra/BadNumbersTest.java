package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.classification.CentredSimilarity;
import org.ridgeless.spectra.classification.RidgeDiscriminant;
import org.ridgeless.spectra.classification.RidgeErm;
import org.ridgeless.spectra.clustering.KernelMatrix;
import org.ridgeless.spectra.clustering.KernelSpectrum;
import org.ridgeless.spectra.clustering.Nonlinearity;
import org.ridgeless.spectra.equivalents.FeatureRidge;
import org.ridgeless.spectra.equivalents.RidgeRisk;
import org.ridgeless.spectra.hessians.HessianBulk;
import org.ridgeless.spectra.hessians.HessianMoments;
import org.ridgeless.spectra.hessians.LogisticHessian;
import org.ridgeless.spectra.learning.LearningCurve;
import org.ridgeless.spectra.learning.SeriesProjection;
import org.ridgeless.spectra.learning.Training;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.spectra.measures.TwoClasses;
import org.ridgeless.spectra.sketching.RowSketch;

/** No model is made of what is not a finite number: the error names it, and nothing is computed first. */
class BadNumbersTest {
    private static final Law ONE = Law.point(1);
    private static final double[] TWO = {1, 2};

    private static Arguments of(String name, DoubleConsumer made) {
        return Arguments.of(name, made);
    }

    static Stream<Arguments> models() {
        return Stream.of(
                of("semicircle", Semicircle::ofVariance),
                of("ratio", MarchenkoPastur::ofRatio),
                of("variance", x -> MarchenkoPastur.ofRatio(1).variance(x)),
                of("disc", CircularLaw::ofVariance),
                of("population", x -> SampleCovariance.of(Law.uniform(1, x), 1)),
                of("sample covariance", x -> SampleCovariance.of(ONE, x)),
                of("separable", x -> SeparableCovariance.of(ONE, ONE, x)),
                of("classes", x -> ClassMixture.of(new double[][] {{1, x}}, new double[] {1}, 3)),
                of("profile", x -> VarianceProfile.of(new double[][] {{x}}, 1)),
                of("shares", x -> VarianceProfile.of(new double[][] {{1}}, x)),
                of("spike", x -> SpikedCovariance.of(0.5, x)),
                of("spiked Wigner", x -> SpikedWigner.of(10, x)),
                of("sign of a spike", x -> SpikedWigner.of(10).outlier(x)),
                of("rectangle", x -> SpikedRectangle.of(3, 4).left(x)),
                of("edges", x -> WishartEdges.of(9, 3).variance(x)),
                of("temperature", x -> BetaEnsemble.hermite(3).beta(x)),
                of("circle", x -> CircularEnsemble.of(3).beta(x)),
                of("eigenvalues", x -> Spectrum.ofEigenvalues(1, x)),
                of("fixed", x -> FixedSpectrum.of(1, x)),
                of("tail", x -> PowerLawTail.of(1, 2, 3, 4, 5, 6, x)),
                of("overlap", x -> EigenspaceOverlap.of(SampleCovariance.of(ONE, 1), x)),
                of("scaled", x -> Semicircle.standard().scaled(x)),
                of("shifted", x -> TracyWidom.real().shifted(x)),
                of("transform", x -> Semicircle.standard().stieltjes(x)),
                of("preprocessing", x -> PhaseRetrieval.of(y -> Math.min(y, 1), x)),
                of("bound of it", x -> PhaseRetrieval.of(y -> x, 1)),
                of("robust", x -> Maronna.of(x, 0.1)),
                of("shrinkage", ShrunkTyler::of),
                of("samples", x -> ScaledSamples.of(new double[] {1, x}, 3)),
                of("distance", x -> CovarianceDistance.of(new double[] {1, x}, 5, 5)),
                of("estimate", x -> PopulationEigenvalues.estimate(new double[] {1, x}, 5, 1, 1)),
                of("popularity", x -> DegreeCorrection.of(new double[] {x}, new double[] {1}, 0, 100)),
                of("edges of a graph", x -> BlockGraph.draw(4, x, 0.1, Seeds.of(1))),
                of("covariance", x -> RidgeErm.of(new double[] {1, x}, TWO, 5)),
                of("mean", x -> RidgeErm.of(TWO, new double[] {1, x}, 5)),
                of("variances", x -> RidgeDiscriminant.of(new double[][] {{1, x}, {1, 1}}, TWO, 0.5, 9)),
                of(
                        "difference",
                        x -> RidgeDiscriminant.of(new double[][] {{1, 1}, {1, 1}}, new double[] {1, x}, 0.5, 9)),
                of("similarity", x -> CentredSimilarity.of(x, 3, 3, 3)),
                of("kernel", x -> KernelSpectrum.withMoments(0.5, 0.1, 1, x)),
                of("first moment", x -> KernelSpectrum.withMoments(x, 0.1, 1, 1)),
                of("second moment", x -> KernelSpectrum.withMoments(0.5, x, 1, 1)),
                of("all moments", x -> KernelSpectrum.withMoments(0.5, 0.1, x, 1)),
                of("of a function", x -> KernelSpectrum.of(Nonlinearity.tanh(), x)),
                of("signal", x -> KernelMatrix.sample(3, 3, x, KernelMatrix.Entries.GAUSSIAN, Seeds.of(1))),
                of("features", x -> FeatureRidge.of(new double[] {x}, new double[] {1})),
                of("labels", x -> FeatureRidge.of(new double[] {1}, new double[] {x})),
                of("spectrum", x -> RidgeRisk.of(new double[] {1, x}, TWO, 1)),
                of("target", x -> RidgeRisk.of(TWO, new double[] {1, x}, 1)),
                of("noise", x -> RidgeRisk.of(TWO, TWO, x)),
                of("Hessian", x -> HessianBulk.of(ONE, ONE, x)),
                of("spread", x -> HessianBulk.exponential(ONE, x, 0.5)),
                of("moments", x -> HessianMoments.of(ONE, x)),
                of("logistic", LogisticHessian::of),
                of("curve", x -> LearningCurve.of(x, 1, Training.flow(1))),
                of("strength", x -> LearningCurve.of(0.5, x, Training.flow(1))),
                of("rate", Training::descent),
                of("flow", Training::flow),
                of("series", x -> SeriesProjection.of(0.5, new double[] {x}, new double[] {1})),
                of("weights of series", x -> SeriesProjection.of(0.5, new double[] {0.5}, new double[] {x})),
                of("two classes", x -> TwoClasses.sample(new double[] {1, x}, 4, Seeds.of(1))),
                of("leverage", x -> RowSketch.approximateLeverage(1, x)),
                of("point", Law::point),
                of("probabilities", x -> Law.of(TWO, new double[] {1, x})),
                of("nodes", x -> Law.gaussianNear(1, x, Double.NaN)),
                of("interval", x -> new Interval(0, x)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatIsNotAFiniteNumberIsRefused(String name, DoubleConsumer made) {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> made.accept(bad))
                    .as("%s of %s", name, bad)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("(?s).*(NaN|Infinity).*");
        }
    }
}
