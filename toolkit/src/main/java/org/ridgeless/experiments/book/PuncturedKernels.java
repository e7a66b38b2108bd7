package org.ridgeless.experiments.book;

import java.util.Arrays;
import java.util.List;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.clustering.KernelMatrix;
import org.ridgeless.spectra.clustering.KernelMatrix.Leading;
import org.ridgeless.spectra.clustering.KernelSpectrum;
import org.ridgeless.spectra.clustering.Nonlinearity;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** What a Gram matrix tells when most of data and products are dropped at random. Card: punctured-kernels.md. */
public final class PuncturedKernels extends Experiment<PuncturedKernels> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are 4p samples")
            .atLeast(24)
            .tiny(32)
            .teaching(100)
            .paper(512);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent data sets for each point")
            .atLeast(2)
            .tiny(3)
            .teaching(60)
            .paper(60);

    private static final double RATIO = 0.25;
    private static final double THRESHOLDS = 3;
    private static final List<Kept> ALL = List.of(new Kept(1, 0.5), new Kept(1, 0.2), new Kept(0.5, 0.5));

    /** What is kept of the data and of the products. */
    record Kept(double data, double products) {
        /** Of samples that keep all; a₁ = ν = ε, a₂ = 0. */
        KernelSpectrum spectrum() {
            return KernelSpectrum.withMoments(products, 0, products, RATIO);
        }

        /** As if each product were multiplied by its probability. */
        KernelSpectrum shrunk() {
            return KernelSpectrum.withMoments(products, 0, products * products, RATIO);
        }

        /** The variance of ‖x̃‖²/p: κ − 1 over p with the kurtosis κ = 3/ε_S of the masked data. */
        double spread(double p) {
            return (3 / data - 1) / p;
        }

        /** ρ at a multiple of the threshold. */
        double signal(double multiple) {
            return multiple * spectrum().threshold() / data;
        }

        @Override
        public String toString() {
            return "data " + data + ", products " + products;
        }
    }

    public static PuncturedKernels study() {
        return new PuncturedKernels();
    }

    public PuncturedKernels dimension(int p) {
        return with(DIMENSION, p);
    }

    public PuncturedKernels draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        double p = get(DIMENSION);
        Rows<Kept, Leading> above =
                lab.repeat(get(DRAWS)).each("above", ALL, (kept, trial) -> leading(kept, THRESHOLDS, trial));
        Rows<Kept, Leading> below =
                lab.repeat(get(DRAWS)).each("below", ALL, (kept, trial) -> leading(kept, 1 / THRESHOLDS, trial));
        Rows<Kept, double[]> noise = lab.repeat(Math.max(2, get(DRAWS) / 2))
                .each("noise", ALL, (kept, trial) -> draw(kept, 0, trial).eigenvalues(Nonlinearity.linear()));

        lab.check(Claim.that("mean of 1/(1 + λ²) over the eigenvalues of noise")
                .each(ALL, kept -> noise.mean(kept, PuncturedKernels::atI))
                .predicts(kept -> atI(kept.spectrum()))
                .rival("each product shrinks by its probability", kept -> atI(kept.shrunk()))
                .rival(
                        "a semicircle of the same variance",
                        kept -> atI(KernelSpectrum.withMoments(0, 0, kept.products, RATIO)))
                .within(kept -> 0.6 * kept.spread(p)));
        lab.check(Claim.that("leading eigenvalue at three times the threshold")
                .each(ALL, kept -> above.mean(kept, Leading::eigenvalue))
                .predicts(kept -> spike(kept.spectrum(), kept))
                .rival("each product shrinks by its probability", kept -> spike(kept.shrunk(), kept))
                .within(kept -> 5 * kept.spread(p) * spike(kept.spectrum(), kept)));
        lab.check(Claim.that("squared overlap of its vector with the classes")
                .each(ALL, kept -> above.mean(kept, Leading::alignment))
                .predicts(kept -> kept.spectrum().alignment(kept.signal(THRESHOLDS) * kept.data))
                .rival(
                        "nothing is lost with the products",
                        kept -> kept.shrunk().alignment(kept.signal(THRESHOLDS) * kept.data))
                .within(kept -> 3 * kept.spread(p)));
        lab.check(Claim.that("squared overlap at a third of the threshold")
                .each(ALL, kept -> below.mean(kept, Leading::alignment))
                .rival("as with very many samples, no threshold", kept -> {
                    double signal = kept.signal(1 / THRESHOLDS) * kept.data;
                    return signal / (1 + signal);
                })
                .atMost(6 / p));
        show(lab, above, noise);
    }

    private static double spike(KernelSpectrum spectrum, Kept kept) {
        return spectrum.spike(kept.signal(THRESHOLDS) * kept.data).orElse(Double.NaN);
    }

    private static double atI(double[] eigenvalues) {
        return Arrays.stream(eigenvalues).map(v -> 1 / (1 + v * v)).average().orElse(Double.NaN);
    }

    private static double atI(KernelSpectrum spectrum) {
        return spectrum.stieltjes(new Complex(0, 1)).im();
    }

    private KernelMatrix draw(Kept kept, double signal, Trial trial) {
        int p = get(DIMENSION);
        return KernelMatrix.punctured(p, 4 * p, signal, kept.data, kept.products, trial.seeds());
    }

    private Leading leading(Kept kept, double multiple, Trial trial) {
        return draw(kept, kept.signal(multiple), trial).leading(Nonlinearity.linear());
    }

    private void show(Lab lab, Rows<Kept, Leading> above, Rows<Kept, double[]> noise) {
        Kept last = ALL.get(ALL.size() - 1);
        KernelSpectrum law = last.spectrum();
        Estimates overlaps = Estimates.of(ALL, kept -> above.mean(kept, Leading::alignment));
        double[] products = ALL.stream()
                .mapToDouble(k -> 100 * k.products * k.data * k.data)
                .toArray();
        double[] theory = ALL.stream()
                .mapToDouble(k -> k.spectrum().alignment(k.signal(THRESHOLDS) * k.data))
                .toArray();
        lab.figure(
                overlaps.on(
                                Chart.titled("Overlap at three times the threshold")
                                        .x("multiplications left (%)")
                                        .y("squared overlap")
                                        .logX(),
                                "mean",
                                products)
                        .theory("theory", products, theory),
                Chart.titled("Eigenvalues of noise, " + last)
                        .x("eigenvalue λ")
                        .y("density")
                        .histogram("eigenvalues", noise.pooled(last, x -> x), 60)
                        .theory("theory", law::density, law.leftEdge(), law.rightEdge()));
        lab.table(Results.titled(card().title())
                .texts("kept", ALL.stream().map(Kept::toString).toArray(String[]::new))
                .numbers("overlap", overlaps.values())
                .numbers("theory", theory)
                .numbers(
                        "leading eigenvalue",
                        Estimates.of(ALL, kept -> above.mean(kept, Leading::eigenvalue))
                                .values()));
    }
}
