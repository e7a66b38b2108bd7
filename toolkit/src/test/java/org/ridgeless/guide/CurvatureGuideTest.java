package org.ridgeless.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.curvature.Curvature;
import org.ridgeless.curvature.InverseFisher;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Times;
import org.ridgeless.landscape.slices.LossMap;
import org.ridgeless.landscape.slices.LossSlice;
import org.ridgeless.landscape.slices.ModeConnection;
import org.ridgeless.linalg.ConjugateGradient;
import org.ridgeless.linalg.Eigenpairs;
import org.ridgeless.linalg.SpectralDensity;
import org.ridgeless.linalg.StochasticEstimate;
import org.ridgeless.linalg.SymmetricOperator;
import org.ridgeless.linalg.Trace;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.InputDerivatives;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;

/** The code of docs/guide/curvature.md. */
class CurvatureGuideTest {
    private static Data data;
    private static Net net;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        data = Data.digits().range(0, 300);
        net = Descent.of(Nets.tanh(64, 12, 10).biased().seed(1), data)
                .loss(Loss.CROSS_ENTROPY)
                .rate(0.5)
                .run(100)
                .net();
    }

    @Test
    void operators() {
        // code: operators
        Curvature curvature = Curvature.of(net, data, Loss.CROSS_ENTROPY);
        SymmetricOperator hessian = curvature.hessian(); // of 910 parameters; no matrix is formed
        Eigenpairs top = Eigenpairs.largest(hessian, 10, Seeds.of(1)); // ascending, with vectors and residuals
        StochasticEstimate trace = Trace.hutchPlusPlus(hessian, 90, Seeds.of(2)); // value in [low, high]
        SpectralDensity density = SpectralDensity.of(hessian, 40, 12, Seeds.of(3)); // 12 starts of 40 steps
        StochasticEstimate negative = density.share(0); // how many eigenvalues are negative
        // end
        double[] dense = hessian.toMatrix().symmetricEigenvalues();
        assertThat(top.values()).containsExactly(Arrays.copyOfRange(dense, 900, 910), within(1e-9));
        assertThat(trace.covers(Arrays.stream(dense).sum())).isTrue();
        assertThat(negative.covers(Arrays.stream(dense).filter(v -> v <= 0).count() / 910.0))
                .isTrue();
    }

    @Test
    void parts() {
        Curvature curvature = Curvature.of(net, data, Loss.CROSS_ENTROPY);
        // code: parts
        SymmetricOperator output = curvature.layer(2).gaussNewton(); // or .block("W2")
        SymmetricOperator threes = curvature.ofClass(3).hessian();
        SymmetricOperator fisher = curvature.fisher(); // over labels that the network draws
        SymmetricOperator empirical = curvature.empiricalFisher(); // over those of the data
        SymmetricOperator noise = curvature.gradientCovariance(); // that of mini-batches of one
        // end
        assertThat(output.order()).isEqualTo(130);
        assertThat(fisher.order()).isEqualTo(910);
        assertThat(threes.order()).isEqualTo(910);
        double[] v = net.parameters();
        double[] apart = Vectors.subtract(empirical.times(v), noise.times(v));
        double[] mean = Risk.of(net, data, Loss.CROSS_ENTROPY).gradient(v);
        assertThat(apart).containsExactly(Vectors.scale(mean, Vectors.dot(mean, v)), within(1e-12));
    }

    @Test
    void inverses() {
        Curvature curvature = Curvature.of(net, data, Loss.CROSS_ENTROPY);
        // code: inverses
        Risk risk = Risk.of(net, data, Loss.CROSS_ENTROPY);
        double[] gradient = risk.gradient(net.parameters());
        ConjugateGradient step = ConjugateGradient.solve(curvature.gaussNewton().shifted(0.01), gradient);
        InverseFisher inverse = InverseFisher.of(risk.sampleGradients(net.parameters()), 0.01); // M-FAC
        double[] natural = inverse.times(gradient);
        // end
        assertThat(step.residual()).isLessThan(1e-10);
        double[] exact = ConjugateGradient.solve(curvature.empiricalFisher().shifted(0.01), gradient)
                .x();
        assertThat(natural).containsExactly(exact, within(1e-8));
    }

    @Test
    void run() {
        // code: run
        Eigenpairs start =
                Eigenpairs.largest(Curvature.of(net, data, Loss.CROSS_ENTROPY).hessian(), 9, Seeds.of(1));
        Probe overlap = Probe.named(
                "overlap of the top 9",
                state -> Eigenpairs.largest(
                                Curvature.of(state.net(), state.data(), state.loss())
                                        .hessian(),
                                9,
                                Seeds.of(1))
                        .overlap(start));
        Run run = Descent.of(net, data)
                .loss(Loss.CROSS_ENTROPY)
                .rate(0.5)
                .record(overlap)
                .at(Times.every(20))
                .run(40);
        // end
        assertThat(run.values(overlap)[0]).isCloseTo(1, within(1e-9));
        assertThat(run.values(overlap)[2]).isBetween(0.0, 1.0);
    }

    @Test
    void inputs() {
        // code: inputs
        InputDerivatives derivatives = InputDerivatives.of(net);
        double[][] jacobian = derivatives.jacobian(data.input(0)); // a row for each output
        SymmetricOperator hessian = derivatives.hessian(3, data.input(0)); // of output 3, by the pixels
        double[][] attack = InputDerivatives.lossGradients(net, data, Loss.CROSS_ENTROPY);
        // end
        assertThat(jacobian).hasDimensions(10, 64);
        assertThat(hessian.order()).isEqualTo(64);
        assertThat(attack).hasDimensions(300, 64);
    }

    @Test
    void maps() {
        Net other = Descent.of(Nets.tanh(64, 12, 10).biased().seed(2), data)
                .loss(Loss.CROSS_ENTROPY)
                .rate(0.5)
                .run(100)
                .net();
        Path figures = folder;
        // code: maps
        LossMap valley = LossSlice.eigenvectors(net, data, Loss.CROSS_ENTROPY)
                .range(2)
                .grid(21)
                .map(); // steepest along x
        ModeConnection line = ModeConnection.line(net, other, data, Loss.CROSS_ENTROPY);
        ModeConnection curve = line.bent(20); // line.barrier() is what it goes around
        Chart pass = LossSlice.through(net, other, curve.bend(), data, Loss.CROSS_ENTROPY)
                .path(curve.at(0.25), curve.at(0.5), curve.at(0.75))
                .grid(21)
                .map()
                .chart();
        pass.save(figures.resolve("pass.png"));
        // end
        assertThat(curve.barrier()).isLessThan(line.barrier());
        assertThat(valley.values()).hasDimensions(21, 21);
        assertThat(figures.resolve("pass.png")).isNotEmptyFile();
    }
}
