package org.ridgeless.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.curvature.Curvature;
import org.ridgeless.curvature.GaussNewtonDiagonal;
import org.ridgeless.curvature.InverseFisher;
import org.ridgeless.curvature.KroneckerFactors;
import org.ridgeless.data.Data;
import org.ridgeless.data.Npy;
import org.ridgeless.data.NpyArray;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.GradientFlow;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.width.CoordinateCheck;
import org.ridgeless.dynamics.width.CoordinateReport;
import org.ridgeless.kernels.InfiniteNetwork;
import org.ridgeless.kernels.KernelFlow;
import org.ridgeless.kernels.SoftMargin;
import org.ridgeless.linalg.ConjugateGradient;
import org.ridgeless.linalg.Diagonal;
import org.ridgeless.linalg.Eigenpairs;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Memory;
import org.ridgeless.linalg.SpectralDensity;
import org.ridgeless.linalg.SymmetricOperator;
import org.ridgeless.linalg.Trace;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.InputDerivatives;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.nets.layers.Parametrization;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.Window;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.BetaEnsemble;
import org.ridgeless.spectra.CircularEnsemble;
import org.ridgeless.spectra.Manova;
import org.ridgeless.spectra.MarchenkoPastur;
import org.ridgeless.spectra.Matrices;
import org.ridgeless.spectra.SampleCovariance;
import org.ridgeless.spectra.Semicircle;
import org.ridgeless.spectra.SpectralLaw;
import org.ridgeless.spectra.Spectrum;
import org.ridgeless.spectra.SpikedCovariance;
import org.ridgeless.spectra.TracyWidom;
import org.ridgeless.spectra.Wachter;
import org.ridgeless.spectra.WeightSpectra;
import org.ridgeless.spectra.measures.Law;

/** What stands on the right in the tables of docs/guide/from-python.md, run. */
class FromPythonGuideTest {
    private final Seeds seeds = Seeds.of(1);
    private final Data data = Data.gaussianMixture(30, 8, 3).seed(1);
    private final Net net = Nets.tanh(8, 12, 3).biased().seed(1);
    private final Loss loss = Loss.CROSS_ENTROPY;

    @TempDir
    private Path folder;

    /** Every piece of code in the last column of the tables stands in this file, line breaks aside. */
    @Test
    void everyCallOfThePageIsHere() throws IOException {
        String here = Files.readString(Path.of("src/test/java/org/ridgeless/guide/FromPythonGuideTest.java"))
                .replaceAll("\\s", "");
        int calls = 0;
        for (String line : Files.readAllLines(Path.of("../docs/guide/from-python.md"))) {
            if (line.startsWith("|")) {
                String[] cells = line.split("(?<!\\\\)\\|");
                Matcher code = Pattern.compile("`([^`]+)`").matcher(cells[cells.length - 1]);
                while (code.find()) {
                    assertThat(here).contains(code.group(1).replaceAll("\\s", ""));
                    calls++;
                }
            }
        }
        assertThat(calls).isGreaterThan(90);
    }

    private static void all(Object... results) {
        assertThat(results).doesNotContainNull();
    }

    @Test
    void ensemblesAndLaws() {
        SpectralLaw law = MarchenkoPastur.ofRatio(0.5);
        double[] values = BetaEnsemble.laguerre(200, 100).eigenvalues(seeds);
        double beta = 1.5;
        all(
                BetaEnsemble.hermite(1000).eigenvalues(seeds),
                BetaEnsemble.hermite(10).beta(beta).eigenvalues(seeds),
                BetaEnsemble.laguerre(1000, 500).beta(2).eigenvalues(seeds),
                BetaEnsemble.jacobi(200, 300, 100).eigenvalues(seeds),
                CircularEnsemble.of(1000).beta(2).angles(seeds),
                BetaEnsemble.hermite(3).logDensity(-1, 0.2, 1.3),
                Spectrum.ofEigenvalues(values).against(law).plot(),
                MarchenkoPastur.ofRatio(0.5).density(1.2),
                law.cdf(1) + law.quantile(0.5) + law.moment(2) + law.stieltjes(-1),
                law.sample(3, seeds),
                Semicircle.standard().cdf(0.3),
                TracyWidom.real().cdf(-1),
                Manova.of(200, 300, 100),
                Wachter.of(200, 300, 100),
                SpikedCovariance.of(0.5, 4).samples(1000).outliers(),
                SampleCovariance.of(Law.of(new double[] {1, 7}, new double[] {0.5, 0.5}), 0.1)
                        .edges(),
                law.plus(Semicircle.standard()),
                law.times(MarchenkoPastur.ofRatio(0.5)),
                Matrices.wigner(100).plus(Matrices.wishart(100, 200)).law());
        // `.cdf`, `.quantile`, `.moment`, `.sample`, `.stieltjes`
        assertThat(law.cdf(law.quantile(0.3))).isCloseTo(0.3, within(1e-8));
    }

    @Test
    void weights() {
        SpectralLaw law = MarchenkoPastur.ofRatio(0.5);
        Net net = Nets.relu(20, 60, 40, 1).seed(1);
        String file = net.save(folder.resolve("net.npz")).toString();
        all(
                WeightSpectra.of(net).table(),
                WeightSpectra.of(net).layer(2).tail(),
                WeightSpectra.of(net).layer(2).tail().plausibility(20, seeds),
                WeightSpectra.of(net).layer(2).fit().spikes(),
                WeightSpectra.of(net).layer(2).shuffled(seeds),
                WeightSpectra.of(net).layer(2).stableRank(),
                WeightSpectra.of(net).layer(2).spectralNorm(),
                WeightSpectra.of(net).layer(2).spectrum().against(law).plot(),
                WeightSpectra.of(Matrix.of(net.weights(1)), Matrix.of(net.weights(2))),
                Npy.readAll(Path.of(file))); // the arrays of a `.npz`
    }

    @Test
    void kernels() {
        double[][] xs = {{1, 0, 0, 0, 0, 0, 0, 1}, {0, 1, 0, 0, 0, 2, 0, 0}};
        InfiniteNetwork kernel = InfiniteNetwork.of(Nets.relu(8, 512, 1).parametrization(Parametrization.NTK));
        all(kernel.tangent(xs, xs), kernel.gaussianProcess(xs, xs));
        Net image = Nets.on(Shape.image(1, 4, 4))
                .convolution(8, Window.square(3).padding(1), Activations.RELU)
                .averagePool(Window.square(4))
                .layerNormalization(1e-5)
                .dense(16, Activations.LINEAR)
                .residual(b -> b.dense(16, Activations.RELU).dense(16, Activations.LINEAR))
                .dense(1, Activations.LINEAR)
                .net();
        Net local = Nets.on(Shape.image(1, 4, 4))
                .locallyConnected(8, Window.square(2), Activations.ERF)
                .dense(1, Activations.LINEAR)
                .net();
        all(InfiniteNetwork.of(image), InfiniteNetwork.of(local));
        all(
                Activations.ERF,
                Activations.GELU,
                Activations.SINE,
                Activations.leakyRelu(0.2),
                Activations.of("softer", z -> z.times(z.sigmoid())),
                InfiniteNetwork.of(Nets.relu(8, 64, 1).init(Init.HE.scaled(1.5))),
                InfiniteNetwork.of(Nets.relu(8, 64, 1).biased()));
        double[] direction = new double[net.parameterCount()];
        direction[3] = 1;
        int k = 4;
        all(
                Risk.of(net, data, loss).meanKernel(net.parameters()),
                net.seed(k),
                Risk.of(net, data, loss).jacobianProduct(net.parameters(), direction),
                Risk.of(net, data, loss).alongLine(net.parameters(), direction));
        Net one = Nets.relu(8, 16, 1).seed(1);
        Data binary = Data.randomLabels(10, 8).seed(1);
        double[] w = one.parameters();
        Risk risk = Risk.of(one, binary, Loss.SQUARE);
        all((Object) risk.kernel(w));
        Probe drift = Probe.kernelEigenvalues(3);
        all(Descent.of(one, binary).loss(Loss.SQUARE).rate(0.01).record(drift).run(2));
        double[] y = {1, -1};
        Matrix kdd = kernel.tangent(xs, xs);
        Matrix ktd = kdd;
        double[] own = {kdd.get(0, 0), kdd.get(1, 1)};
        all(
                KernelFlow.of(kdd, y).predict(ktd, 5),
                KernelFlow.of(kdd, y).predictAll(ktd, 5), // `predictAll`
                KernelFlow.of(kdd, y).ridge(ktd, 0.1),
                KernelFlow.of(kdd, y).variances(ktd, own, 0.1),
                KernelFlow.of(kdd, y).largestRate());
        assertThat(Memory.fits(1e12)).isFalse();
    }

    @Test
    void curvature() {
        Risk risk = Risk.of(net, data, loss);
        double[] direction = risk.gradient(net.parameters());
        double[] outputs = risk.outputs(net.parameters());
        SymmetricOperator hessian = Curvature.of(net, data, loss).hessian();
        all(
                hessian.times(direction),
                Curvature.of(net, data, loss).gaussNewton(),
                Curvature.of(net, data, loss).fisher(),
                Curvature.of(net, data, loss).empiricalFisher(),
                Curvature.of(net, data, loss).gradientCovariance(),
                risk.jacobianProduct(net.parameters(), direction),
                risk.jacobianTransposedProduct(net.parameters(), outputs),
                Curvature.of(net, data, loss).layer(2).hessian(),
                Curvature.of(net, data, loss).block("W1").hessian(),
                hessian.part(3, 9),
                Curvature.of(net, data, loss).ofClass(1).hessian(),
                ConjugateGradient.solve(hessian.shifted(50), direction).x(),
                KroneckerFactors.of(net, data, loss),
                KroneckerFactors.of(net, data, loss).eigenvalues(),
                KroneckerFactors.of(net, data, loss).trace(),
                KroneckerFactors.of(net, data, loss).frobeniusNorm(),
                KroneckerFactors.of(net, data, loss).logDeterminant(0.1),
                KroneckerFactors.empirical(net, data, loss),
                KroneckerFactors.of(net, data, loss).corrected(),
                KroneckerFactors.of(net, data, loss).inverse(0.1).times(direction),
                GaussNewtonDiagonal.of(net, data, loss),
                InverseFisher.of(risk.sampleGradients(net.parameters()), 0.1).times(direction),
                Eigenpairs.largest(hessian, 5, seeds),
                Trace.hutchinson(hessian, 50, seeds),
                Trace.hutchPlusPlus(hessian, 60, seeds),
                Trace.xTrace(hessian, 40, seeds),
                Diagonal.hutchinson(hessian, 50, seeds).values(),
                Diagonal.deflated(hessian, 60, seeds).entry(3),
                Trace.frobeniusNorm(hessian, 50, seeds),
                SpectralDensity.of(hessian, 20, 10, seeds),
                SpectralDensity.of(hessian, 20, 10, seeds).at(0.5, 0.01),
                SpectralDensity.of(hessian, 20, 10, seeds).share(0),
                SpectralDensity.of(hessian, 20, 10, seeds).trace(v -> Math.log(Math.abs(v) + 1e-5)),
                hessian.toMatrix(),
                Npy.save(
                        folder.resolve("h.npy").toString(),
                        NpyArray.of(hessian.toMatrix().toArray())),
                InputDerivatives.of(net).hessian(0, data.input(0)));
    }

    @Test
    void widths() {
        Data binary = Data.randomLabels(20, 8).seed(1);
        List<Object> results = new ArrayList<>(List.of(
                net.parametrization(Parametrization.MAXIMAL_UPDATE),
                Optimizer.maximalUpdate(),
                Optimizer.maximalUpdateAdam(),
                Parametrization.STANDARD,
                Parametrization.NTK,
                Parametrization.MEAN_FIELD));
        CoordinateReport report = CoordinateCheck.of(
                        n -> Nets.relu(8, n, n, 1).parametrization(Parametrization.MAXIMAL_UPDATE), binary)
                .loss(Loss.SQUARE)
                .optimizer(Optimizer.maximalUpdate())
                .rate(0.1)
                .widths(16, 32)
                .run();
        results.add(report.diagnosis());
        all(results.toArray());
    }

    @Test
    void whatSeveralShare() {
        Net one = Nets.relu(8, 16, 1).seed(1);
        Data binary = Data.randomLabels(10, 8).seed(1);
        double[] y = {1, -1};
        Matrix kdd = Matrix.of(new double[][] {{2, 0.5}, {0.5, 1}});
        Matrix ktd = kdd;
        Probe drift = Probe.stableRanks();
        SpectralLaw law = MarchenkoPastur.ofRatio(0.5);
        double[] values = BetaEnsemble.laguerre(200, 100).eigenvalues(seeds);
        all(
                Descent.of(one, binary)
                        .loss(Loss.SQUARE)
                        .rate(0.01)
                        .record(drift)
                        .run(2),
                GradientFlow.of(one, binary).loss(Loss.SQUARE).run(1),
                Loss.CROSS_ENTROPY,
                Loss.HINGE,
                Loss.elementwise("mine", (f, t) -> f.minus(t).times(f.minus(t)).times(0.3)),
                SoftMargin.of(kdd.toArray(), y, 1),
                KernelFlow.of(kdd, y).ridge(ktd, 0.1),
                Data.gaussianMixture(30, 8, 3),
                Data.teacherClasses(30, 8, 3),
                Data.separable(30, 8),
                WeightSpectra.of(net).table().csv());
        Spectrum.ofEigenvalues(values).against(law).plot().save(folder.resolve("law.png"), 1);
        assertThat(folder.resolve("law.png")).isNotEmptyFile();
        // An experiment each: `./lab verify --all`; the module `cluster`.
    }
}
