package org.ridgeless.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ridgeless.lab.docs.Shown;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.nets.Nets;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.BetaEnsemble;
import org.ridgeless.spectra.EdelmanSquare;
import org.ridgeless.spectra.GaussianMatrix;
import org.ridgeless.spectra.Manova;
import org.ridgeless.spectra.MarchenkoPastur;
import org.ridgeless.spectra.MarchenkoPasturFit;
import org.ridgeless.spectra.Matrices;
import org.ridgeless.spectra.MatrixExpression;
import org.ridgeless.spectra.Outlier;
import org.ridgeless.spectra.SampleCovariance;
import org.ridgeless.spectra.Semicircle;
import org.ridgeless.spectra.SpectralLaw;
import org.ridgeless.spectra.Spectrum;
import org.ridgeless.spectra.SpectrumComparison;
import org.ridgeless.spectra.SpikedCovariance;
import org.ridgeless.spectra.TracyWidom;
import org.ridgeless.spectra.WeightSpectra;
import org.ridgeless.spectra.WishartEdges;
import org.ridgeless.spectra.equivalents.RidgeRisk;
import org.ridgeless.spectra.measures.Gauss;
import org.ridgeless.spectra.measures.Law;

class SpectraTest {
    @Test
    void marchenkoPastur() {
        // @start region="marchenko-pastur"
        MarchenkoPastur law = MarchenkoPastur.ofRatio(0.25); // of XᵀX / n for n = 4 p
        double lower = law.lowerEdge(); // 0.25 = (1 − √¼)²
        double upper = law.upperEdge(); // 2.25 = (1 + √¼)²
        double density = law.density(1); // 0.6164… = √((2.25 − 1) (1 − 0.25)) / (2π · 0.25)
        double condition = law.conditionNumber(); // 3, of X
        // @end
        Shown.in("marchenko-pastur", lower, upper, density, condition);
        assertThat(density).isCloseTo(Math.sqrt(1.25 * 0.75) / (2 * Math.PI * 0.25), within(1e-14));
    }

    @Test
    void semicircle() {
        // @start region="semicircle"
        Semicircle law = Semicircle.standard(); // on [-2, 2]
        double top = law.density(0); // 0.3183… = 1/π
        double share = law.cdf(1); // 0.8044… = 2/3 + √3 / (4π)
        // @end
        Shown.in("semicircle", top, share);
        assertThat(top).isCloseTo(1 / Math.PI, within(1e-15));
        assertThat(share).isCloseTo(2.0 / 3 + Math.sqrt(3) / (4 * Math.PI), within(1e-15));
    }

    @Test
    void spectrum() {
        // @start region="spectrum"
        Matrix x = GaussianMatrix.of(400, 100).draw(1); // 400 samples of 100 numbers
        SpectrumComparison comparison = Spectrum.covariance(x).against(MarchenkoPastur.of(400, 100));
        double distance = comparison.distance(); // 0.0194…, between the distribution functions
        double[] spikes = comparison.outside(0.1); // [], no eigenvalue beyond the edges by more than 0.1
        MarchenkoPasturFit fit = Spectrum.covariance(x).fit(); // σ², spikes, and the law fitted
        // @end
        Shown.in("spectrum", distance, spikes);
        assertThat(fit.spikes()).isEmpty();
    }

    @Test
    void eigenvalues() {
        // @start region="eigenvalues"
        Spectrum spectrum = Spectrum.ofEigenvalues(5, 1, 2);
        double[] ascending = spectrum.eigenvalues(); // [1, 2, 5]
        double share = spectrum.cdf(2); // 0.6666… = 2/3
        double rank = spectrum.stableRank(); // 1.6 = 8/5
        // @end
        Shown.in("eigenvalues", ascending, share, rank);
    }

    @Test
    void gaussianMatrix() {
        // @start region="gaussian-matrix"
        GaussianMatrix square = GaussianMatrix.of(50, 50);
        double condition = square.conditionNumber(Seeds.of(1)); // of one draw
        double median = 50 * EdelmanSquare.median(); // 183.56…: 50 / log 2 · (1 + √(1 + log 4))
        // @end
        Shown.in("gaussian-matrix", median);
        assertThat(condition).isGreaterThan(1);
        assertThat(median).isCloseTo(50 / Math.log(2) * (1 + Math.sqrt(1 + Math.log(4))), within(1e-10));
    }

    @Test
    void matrixExpression() {
        // @start region="matrix-expression"
        MatrixExpression sum = Matrices.wigner(300).plus(Matrices.wigner(300)); // two independent matrices
        SpectralLaw law = sum.law(); // free convolution: a semicircle of variance 2
        double edge = law.support().get(0).high(); // 2.8284… = 2√2
        double distance = sum.spectrum(1).against(law).distance(); // 0.0103…
        // @end
        Shown.in("matrix-expression", edge, distance);
        assertThat(edge).isCloseTo(2 * Math.sqrt(2), within(1e-9));
    }

    @Test
    void separable() {
        // @start region="separable"
        MatrixExpression noise = Matrices.noise(200, 400);
        MatrixExpression weights =
                Matrices.diagonal(Vectors.of(400, i -> i < 200 ? 1 : 3)); // half of the samples weigh more
        MatrixExpression covariance = noise.times(weights).times(noise.transpose()); // separable
        double distance = covariance.spectrum(1).against(covariance.law()).distance(); // 0.0131…
        // @end
        Shown.in("separable", distance);
    }

    @Test
    void spikes() {
        // @start region="spikes"
        SpikedCovariance model = SpikedCovariance.of(0.5, 4).samples(1_000); // p/n = 0.5, one eigenvalue 4
        List<Outlier> outliers = model.outliers();
        double position = outliers.get(0).position(); // 4.6666… = 4 · (1 + 0.5/3)
        double threshold = model.threshold(); // 1.7071… = 1 + √0.5
        // @end
        Shown.in("spikes", position, threshold);
        assertThat(threshold).isCloseTo(1 + Math.sqrt(0.5), within(1e-9));
    }

    @Test
    void tracyWidom() {
        // @start region="tracy-widom"
        double mean = TracyWidom.real().moment(1); // -1.20653…
        double bound = TracyWidom.real().quantile(0.95); // 0.9793…: the 5 % test for a spike in real data
        // @end
        Shown.in("tracy-widom", mean, bound);
        // F. Bornemann, On the numerical evaluation of distributions in random matrix theory (2010), Table 10.
        assertThat(mean).isCloseTo(-1.2065335745820, within(1e-12));
    }

    @Test
    void edges() {
        // @start region="edges"
        double median = WishartEdges.of(100, 90).conditionNumber().median(); // 29.6…
        double limit = MarchenkoPastur.of(100, 90).conditionNumber(); // 37.9…: so few samples are far from it
        // @end
        Shown.in("edges", median, limit);
    }

    @Test
    void law() {
        // @start region="law"
        Law gaussian = Law.gaussian(80); // 80 nodes
        double fourth = gaussian.expect(z -> Math.pow(z, 4)); // 3
        double mean = Law.of(new double[] {1, 4}, new double[] {0.5, 0.5})
                .map(Math::sqrt)
                .mean(); // 1.5
        // @end
        Shown.in("law", fourth, mean);
    }

    @Test
    void weightSpectra() {
        // @start region="weight-spectra"
        WeightSpectra spectra = WeightSpectra.of(Nets.relu(100, 50, 10).seed(1));
        List<String> columns = spectra.table().columns(); // a row for each layer
        int layers = spectra.layers().size(); // 2
        // @end
        Shown.in("weight-spectra", layers);
        assertThat(columns).isNotEmpty();
    }

    @Test
    void betaEnsemble() {
        // @start region="beta-ensemble"
        BetaEnsemble symplectic = BetaEnsemble.hermite(300).beta(4);
        double[] eigenvalues = symplectic.eigenvalues(Seeds.of(1)); // 300 numbers from O(n) random ones
        double edge = symplectic.law().rightEdge(); // 2
        double distance =
                Spectrum.ofEigenvalues(eigenvalues).against(symplectic.law()).distance(); // 0.00…
        // @end
        Shown.in("beta-ensemble", edge, distance);
    }

    @Test
    void manova() {
        // @start region="manova"
        Manova law = Manova.of(100, 100, 50); // of (XᵀX + YᵀY)⁻¹ XᵀX for X and Y of size 100 × 50
        double lower = law.leftEdge(); // 0.0669… = (2 − √3) / 4
        double upper = law.rightEdge(); // 0.9330… = (2 + √3) / 4
        // @end
        Shown.in("manova", lower, upper);
        assertThat(lower).isCloseTo((2 - Math.sqrt(3)) / 4, within(1e-14));
        assertThat(upper).isCloseTo((2 + Math.sqrt(3)) / 4, within(1e-14));
    }

    @Test
    void sampleCovariance() {
        // @start region="sample-covariance"
        Law population = Law.of(new double[] {1, 10}, new double[] {0.5, 0.5}); // half of the eigenvalues each
        SampleCovariance law = SampleCovariance.of(population, 0.05); // p/n
        int bulks = law.support().size(); // 2
        double center = law.inverse(20); // 20.5263… = 20 (1 + 0.05 (0.5/19 + 5/10)): where a spike 20 is seen
        // @end
        Shown.in("sample-covariance", bulks, center);
        assertThat(center).isCloseTo(20 * (1 + 0.05 * (0.5 / 19 + 0.5)), within(1e-13));
    }

    @Test
    void ridgeRisk() {
        // @start region="ridge-risk"
        double[] ones = Vectors.of(100, i -> 1); // the eigenvalues of the features' covariance
        RidgeRisk risk = RidgeRisk.of(ones, new double[100], 1); // nothing to learn, noise of variance 1
        double test = risk.test(200, 0); // 2 = 1 / (1 − 100/200), from 200 samples without a ridge
        // @end
        Shown.in("ridge-risk", test);
    }

    @Test
    void edelman() {
        // @start region="edelman"
        double share = EdelmanSquare.cdf(1); // 0.0183… = e⁻⁴: of square matrices with κ < n
        double smallest = EdelmanSquare.smallestCdf(1); // 0.7768… = 1 − exp(−3/2): with n σ² < 1 for the smallest
        // @end
        Shown.in("edelman", share, smallest);
        assertThat(share).isCloseTo(Math.exp(-4), within(1e-15));
        assertThat(smallest).isCloseTo(-Math.expm1(-1.5), within(1e-15));
    }

    @Test
    void gauss() {
        // @start region="gauss"
        double tail = Gauss.tail(1.96); // 0.024997895…
        double erf = Gauss.erf(1); // 0.842700792…
        // @end
        Shown.in("gauss", tail, erf);
        // Abramowitz and Stegun, Tables 26.1 and 7.1.
        assertThat(tail).isCloseTo(1 - 0.975002104851780, within(1e-14));
        assertThat(erf).isCloseTo(0.8427007929, within(1e-10));
    }
}
