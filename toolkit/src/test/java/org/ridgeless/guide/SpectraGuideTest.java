package org.ridgeless.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.plots.Plot;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.BetaEnsemble;
import org.ridgeless.spectra.Distribution;
import org.ridgeless.spectra.Manova;
import org.ridgeless.spectra.MarchenkoPastur;
import org.ridgeless.spectra.Matrices;
import org.ridgeless.spectra.MatrixExpression;
import org.ridgeless.spectra.Outlier;
import org.ridgeless.spectra.PowerLawTail;
import org.ridgeless.spectra.SampleCovariance;
import org.ridgeless.spectra.Semicircle;
import org.ridgeless.spectra.SeparableCovariance;
import org.ridgeless.spectra.Spectrum;
import org.ridgeless.spectra.SpectrumComparison;
import org.ridgeless.spectra.SpikedCovariance;
import org.ridgeless.spectra.TracyWidom;
import org.ridgeless.spectra.WeightSpectra;
import org.ridgeless.spectra.WignerEdge;
import org.ridgeless.spectra.WishartEdges;
import org.ridgeless.spectra.measures.Law;
import org.ridgeless.tables.Results;

/** The code of docs/guide/spectra.md. */
class SpectraGuideTest {
    @TempDir
    private Path folder;

    @Test
    void against() {
        double[] ones = new double[150];
        Arrays.fill(ones, 1);
        ones[149] = 3;
        Matrix samples = Matrices.noise(600, 150)
                .times(Matrices.diagonal(ones))
                .times(Math.sqrt(150))
                .draw(1);
        // code: against
        SpectrumComparison comparison = Spectrum.covariance(samples) // 600 samples of dimension 150
                .against(SpikedCovariance.of(0.25, 9).samples(600)); // one direction has the variance 9
        double distance = comparison.distance(); // of the distribution functions; distanceInterval() at 99 %
        double[] outside = comparison.outside(0.1); // what lies beyond the edges, beside predictedOutliers()
        double variance = Spectrum.covariance(samples).fit().variance(); // of the bulk, without the spike
        // end
        assertThat(distance).isLessThan(0.05);
        assertThat(outside).hasSize(1);
        assertThat(outside[0]).isCloseTo(9 * (1 + 0.25 / 8), within(2.0));
        assertThat(variance).isBetween(0.9, 1.1);
    }

    @Test
    void ten() {
        Path figures = folder;
        // code: ten
        int n = 500;
        Seeds seeds = Seeds.of(1);
        Law three = Law.of(new double[] {1, 3, 10}, new double[] {0.2, 0.4, 0.4});
        Law two = Law.of(new double[] {1, 4}, new double[] {0.5, 0.5});
        MatrixExpression signs = Matrices.diagonal(values(n, i -> i % 2 == 0 ? -3 : 3));
        MatrixExpression rows = Matrices.diagonal(values(n, i -> Math.sqrt(i < n / 5 ? 1 : i < 3 * n / 5 ? 3 : 10)));
        MatrixExpression columns = Matrices.diagonal(values(2 * n, i -> i % 2 == 0 ? 1 : 2));
        MatrixExpression spike = Matrices.diagonal(values(n, i -> i == 0 ? 2 : 1));
        List<SpectrumComparison> nine = new ArrayList<>(List.of(
                Spectrum.ofEigenvalues(BetaEnsemble.hermite(n).eigenvalues(seeds))
                        .against(Semicircle.standard()),
                Spectrum.ofEigenvalues(BetaEnsemble.laguerre(2 * n, n).eigenvalues(seeds))
                        .against(MarchenkoPastur.ofRatio(0.5)),
                Spectrum.ofEigenvalues(BetaEnsemble.jacobi(2 * n, 3 * n, n).eigenvalues(seeds))
                        .against(Manova.of(2 * n, 3 * n, n)),
                rows.times(Matrices.noise(n, 10 * n)).gram().spectrum(1).against(SampleCovariance.of(three, 0.1)),
                spike.times(Matrices.noise(n, 2 * n))
                        .gram()
                        .spectrum(1)
                        .against(SpikedCovariance.of(0.5, 4).samples(2 * n)),
                rows.times(Matrices.noise(n, 2 * n).times(columns))
                        .gram()
                        .spectrum(1)
                        .against(SeparableCovariance.of(three, two, 0.5))));
        for (MatrixExpression expression : List.of(
                Matrices.wigner(n).plus(signs), // free sums
                Matrices.wigner(n).plus(Matrices.wishart(n, 2 * n)),
                Matrices.wishart(n, 3 * n).plus(0.1).inverse())) {
            nine.add(expression.spectrum(1).against(expression.law()));
        }
        double[] largest = values(
                1000,
                i -> Spectrum.ofEigenvalues(BetaEnsemble.hermite(100).eigenvalues(seeds.child(i)))
                        .largest());
        List<Plot> laws = new ArrayList<>(nine.stream()
                .map(comparison -> comparison.plot().size(380, 280))
                .toList());
        laws.add(Chart.titled("1000 largest eigenvalues, n = 100")
                .histogram("draws", largest, 30)
                .theory("Tracy–Widom", WignerEdge.of(100).largest()::density)
                .size(380, 280));
        Panels.of(laws.toArray(new Plot[0])).columns(5).save(figures.resolve("laws.png"), 1);
        // end
        assertThat(nine)
                .allSatisfy(comparison -> assertThat(comparison.distance()).isLessThan(0.03));
        assertThat(laws).hasSize(10);
        assertThat(figures.resolve("laws.png")).isNotEmptyFile();
    }

    private static double[] values(int n, IntToDoubleFunction of) {
        return IntStream.range(0, n).mapToDouble(of).toArray();
    }

    @Test
    void weights() {
        Data data = Data.digits().range(0, 300);
        Net net = Descent.of(Nets.relu(64, 100, 100, 10).seed(1), data)
                .loss(Loss.CROSS_ENTROPY)
                .rate(0.2)
                .run(100)
                .net();
        // code: weights
        WeightSpectra spectra = WeightSpectra.of(net);
        Results table = spectra.table(); // σ² of the bulk, spikes, exponent of the tail with its error, stable rank
        PowerLawTail tail = spectra.layer(2).tail(); // α and x_min by maximum likelihood, after Clauset
        double plausibility = tail.plausibility(50, Seeds.of(1)); // below 0.1 it is no power law
        Spectrum control = spectra.layer(2).shuffled(Seeds.of(2)); // the same entries in random order
        // end
        assertThat(table.numbers("columns")).hasSize(3);
        assertThat(plausibility).isBetween(0.0, 1.0);
        assertThat(control.fit().spikes()).isEmpty();
    }

    @Test
    void edges() {
        // code: edges
        TracyWidom edge = TracyWidom.real(); // β = 1; density, cdf, quantile by Fredholm determinants
        Distribution largest = WishartEdges.of(1000, 300).variance(1e-3).largest(); // of XᵀX/n without any signal
        double rare = largest.quantile(0.99);
        Outlier spike = SpikedCovariance.of(0.3, 4).samples(1000).outliers().get(0);
        double overlap = spike.overlap(); // squared cosine of the eigenvector with the direction
        // end
        assertThat(edge.cdf(0.9793160666)).isCloseTo(0.95, within(1e-3));
        assertThat(rare).isBetween(2.0, 3.0);
        assertThat(overlap).isBetween(0.0, 1.0);
    }
}
