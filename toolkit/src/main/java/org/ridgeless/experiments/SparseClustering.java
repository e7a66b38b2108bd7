package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.clustering.KernelMatrix;
import org.ridgeless.spectra.clustering.KernelMatrix.Entries;
import org.ridgeless.spectra.clustering.KernelMatrix.Leading;
import org.ridgeless.spectra.clustering.KernelSpectrum;
import org.ridgeless.spectra.clustering.Nonlinearity;
import org.ridgeless.spectra.measures.Complex;
import org.ridgeless.spectra.measures.Gauss;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** What a clustering kernel loses that keeps one bit or few entries. Card: sparse-clustering.md. */
public final class SparseClustering extends Experiment<SparseClustering> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are 4p samples")
            .atLeast(24)
            .tiny(32)
            .teaching(112)
            .paper(256);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help(
                    "independent data sets for each point; as tolerances fall by 1/p and draws vary by 1/√p, as many times more as p")
            .atLeast(2)
            .tiny(3)
            .teaching(60)
            .paper(150);

    private static final double RATIO = 0.25;
    /** Below 0.6 Γ, and above 2 Γ, for every kernel here: their thresholds lie between 0.50 and 0.54. */
    private static final double[] SIGNALS = {0.3, 1.05, 2};

    private static final double SIGNAL = 4;
    private static final double[] LEVELS = {0, 0.7, 1.3, 1.8};
    private static final List<Nonlinearity> KERNELS = List.of(Nonlinearity.sign(), Nonlinearity.ternary(0.7));
    private static final List<Nonlinearity> BULKS =
            List.of(Nonlinearity.relu(), Nonlinearity.sign(), Nonlinearity.ternary(0.7));

    /** A kernel and a squared distance of the class means from the origin. */
    record Place(int kernel, double signal) {
        KernelSpectrum spectrum() {
            return KernelSpectrum.of(KERNELS.get(kernel), RATIO);
        }

        @Override
        public String toString() {
            return KERNELS.get(kernel).name() + ", ρ = " + signal;
        }
    }

    public static SparseClustering study() {
        return new SparseClustering();
    }

    /** Dimension p; there are 4p samples, at least 24. */
    public SparseClustering dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent data sets for each point; as tolerances fall by 1/p and draws vary by 1/√p, as many times more as p, at least 2. */
    public SparseClustering draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Double, Leading[]> leading =
                lab.repeat(get(DRAWS)).each("leading", SIGNALS, (rho, trial) -> leading(rho, KERNELS, trial));
        Rows<Double, Leading[]> sparse = lab.repeat(get(DRAWS))
                .each("sparse", LEVELS, (s, trial) -> leading(SIGNAL, List.of(Nonlinearity.sparse(s)), trial));
        Rows<Nonlinearity, double[]> bulk = lab.repeat(Math.max(2, get(DRAWS) / 4))
                .each(
                        "bulk",
                        BULKS,
                        (f, trial) -> noise(Entries.GAUSSIAN, trial).eigenvalues(f));
        Rows<String, Double> extra = lab.repeat(Math.max(2, get(DRAWS) / 2))
                .each(
                        "spurious",
                        List.of("ReLU"),
                        (x, trial) -> noise(Entries.GAUSSIAN, trial).smallest(Nonlinearity.relu())
                                - noise(Entries.SIGNS, trial).smallest(Nonlinearity.relu()));

        double p = get(DIMENSION);
        List<Place> places = IntStream.range(0, KERNELS.size())
                .boxed()
                .flatMap(k -> Arrays.stream(SIGNALS).mapToObj(rho -> new Place(k, rho)))
                .toList();
        List<Place> seen = places.stream().filter(place -> place.signal > 1).toList();
        KernelSpectrum linear = KernelSpectrum.of(Nonlinearity.linear(), RATIO);
        lab.check(Claim.that("squared overlap of the leading vector with the classes, from 2 Γ on")
                .each(seen, place -> leading.mean(place.signal, all -> all[place.kernel].alignment()))
                .predicts(place -> place.spectrum().alignment(place.signal))
                .rival("as with very many samples, ρ/(1 + ρ)", place -> place.signal / (1 + place.signal))
                .within(0.6 / Math.sqrt(p)));
        lab.check(Claim.that("leading eigenvalue, from 2 Γ on")
                .each(seen, place -> leading.mean(place.signal, all -> all[place.kernel].eigenvalue()))
                .predicts(place -> place.spectrum().spike(place.signal).orElse(Double.NaN))
                .rival(
                        "no eigenvalue leaves the bulk",
                        place -> place.spectrum().rightEdge())
                .withinRelative(10 / p));
        lab.check(Claim.that("squared overlap at ρ = 0.3, below 0.6 Γ")
                .each(
                        places.stream().filter(place -> place.signal < 1).toList(),
                        place -> leading.mean(place.signal, all -> all[place.kernel].alignment()))
                .rival("no threshold, ρ/(1 + ρ)", place -> place.signal / (1 + place.signal))
                .atMost(6 / p));
        lab.check(Claim.that("accuracy with 100 to 1 % of the entries kept, ρ = 4")
                .each(sparse.items(), s -> sparse.mean(s, all -> all[0].accuracy()))
                .predicts(s -> KernelSpectrum.of(Nonlinearity.sparse(s), RATIO).accuracy(SIGNAL))
                .rival("nothing lost", s -> s == 0 ? Double.NaN : linear.accuracy(SIGNAL))
                .within(3 / p));
        lab.check(Claim.that("mean of 1/(1 + λ²) over the eigenvalues of noise")
                .each(BULKS, f -> bulk.mean(f, SparseClustering::atI))
                .predicts(f ->
                        KernelSpectrum.of(f, RATIO).stieltjes(new Complex(0, 1)).im())
                .rival("a semicircle of the same variance", f -> withA1(0, f.nu()))
                .rival("the law of the linear kernel at the same variance", f -> withA1(Math.sqrt(f.nu()), f.nu()))
                .within(1.2 / p));
        KernelSpectrum relu = KernelSpectrum.of(Nonlinearity.relu(), RATIO);
        lab.check(Claim.that("smallest eigenvalue of the ReLU kernel of noise, normal less ±1")
                .observed(extra.mean("ReLU", x -> x))
                .predicts(relu.spuriousSpikes(3)[0] - relu.leftEdge())
                .rival("no spurious eigenvalue", 0)
                .within(1.8 * Math.pow(p, -2.0 / 3)));
        show(lab, places, leading, sparse, bulk);
    }

    private static double withA1(double a1, double nu) {
        return KernelSpectrum.withMoments(a1, 0, nu, RATIO)
                .stieltjes(new Complex(0, 1))
                .im();
    }

    /** The imaginary part of the Stieltjes transform at i. */
    private static double atI(double[] eigenvalues) {
        return Arrays.stream(eigenvalues).map(v -> 1 / (1 + v * v)).average().orElse(Double.NaN);
    }

    private KernelMatrix noise(Entries entries, Trial trial) {
        int n = 2 * (int) Math.round(get(DIMENSION) / RATIO / 2);
        return KernelMatrix.sample(get(DIMENSION), n, 0, entries, trial.seeds().child(entries.name()));
    }

    /** Several kernels on the same samples. */
    private Leading[] leading(double signal, List<Nonlinearity> kernels, Trial trial) {
        int p = get(DIMENSION);
        KernelMatrix matrix = KernelMatrix.sample(p, 4 * p, signal, Entries.GAUSSIAN, trial.seeds());
        return kernels.stream().map(matrix::leading).toArray(Leading[]::new);
    }

    private void show(
            Lab lab,
            List<Place> places,
            Rows<Double, Leading[]> leading,
            Rows<Double, Leading[]> sparse,
            Rows<Nonlinearity, double[]> bulk) {
        Chart phase = Chart.titled("Overlap of the leading eigenvector with the classes")
                .x("signal ρ = ‖μ‖²")
                .y("squared overlap α");
        for (int k = 0; k < KERNELS.size(); k++) {
            List<Place> here = List.of(new Place(k, SIGNALS[0]), new Place(k, SIGNALS[1]), new Place(k, SIGNALS[2]));
            int kernel = k;
            phase = Estimates.of(here, p -> overlap(leading, p))
                    .on(phase, KERNELS.get(k).name(), SIGNALS)
                    .theory("theory", here.get(kernel).spectrum()::alignment, 0.05, 2.2);
        }
        double[] kept = Arrays.stream(LEVELS).map(s -> 100 * Gauss.erfc(s)).toArray();
        double[] accuracy = Arrays.stream(LEVELS)
                .map(s -> KernelSpectrum.of(Nonlinearity.sparse(s), RATIO).accuracy(SIGNAL))
                .toArray();
        Nonlinearity relu = BULKS.get(0);
        KernelSpectrum spectrum = KernelSpectrum.of(relu, RATIO);
        lab.figure(
                phase,
                Estimates.of(sparse.items(), s -> sparse.mean(s, all -> all[0].accuracy()))
                        .on(
                                Chart.titled("Hard threshold, ρ = 4")
                                        .x("entries kept (%)")
                                        .y("accuracy")
                                        .logX(),
                                "mean",
                                kept)
                        .theory("theory", kept, accuracy),
                Chart.titled("Eigenvalues of noise, ReLU")
                        .x("eigenvalue λ")
                        .y("density")
                        .histogram("eigenvalues", bulk.pooled(relu, x -> x), 60)
                        .theory("theory", spectrum::density, spectrum.leftEdge(), spectrum.rightEdge())
                        .vertical("spurious eigenvalue", spectrum.spuriousSpikes(3)[0]));
        lab.table(Results.titled(card().title())
                .texts("kernel and signal", places.stream().map(Place::toString).toArray(String[]::new))
                .numbers(
                        "overlap",
                        Estimates.of(places, p -> overlap(leading, p)).values())
                .numbers(
                        "theory",
                        places.stream()
                                .mapToDouble(p -> p.spectrum().alignment(p.signal))
                                .toArray()));
    }

    private static Estimate overlap(Rows<Double, Leading[]> leading, Place place) {
        return leading.mean(place.signal, all -> all[place.kernel].alignment());
    }
}
