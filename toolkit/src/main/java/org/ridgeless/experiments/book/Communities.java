package org.ridgeless.experiments.book;

import java.util.List;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.BlockGraph;
import org.ridgeless.spectra.measures.Gauss;
import org.ridgeless.spectra.solvers.Bracket;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;

/** Two communities in a dense graph show above a threshold only. Card: communities.md. */
public final class Communities extends Experiment<Communities> {
    static final Option<Integer> VERTICES = Option.count("vertices")
            .help("vertices n, half of them in each community")
            .atLeast(40)
            .even()
            .tiny(60)
            .teaching(160)
            .paper(512);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent graphs for each signal")
            .atLeast(2)
            .tiny(6)
            .teaching(280)
            .paper(280);

    private static final double ACROSS = 0.3;
    /** The threshold is 1. */
    private static final double[] SIGNALS = {0.5, 1.5, 2, 3};

    private static final double BELOW = 0.5;

    /** Squared overlap of the leading vector with the communities, the part of the vertices it puts right, its eigenvalue. */
    record Seen(double overlap, double right, double eigenvalue) {}

    public static Communities study() {
        return new Communities();
    }

    /** Vertices n, half of them in each community, even and at least 40. */
    public Communities vertices(int n) {
        return with(VERTICES, n);
    }

    /** Independent graphs for each signal, at least 2. */
    public Communities draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        double n = get(VERTICES);
        Rows<Double, Seen> seen = lab.repeat(get(DRAWS)).each("graph", SIGNALS, this::see);
        List<Double> above = seen.items().stream().filter(s -> s > 1).toList();
        lab.check(Claim.that("vertices put right by the leading vector of the modularity")
                .each(above, s -> seen.mean(s, Seen::right))
                .predicts(s -> Gauss.tail(-Math.sqrt(s * s - 1)))
                .rival("no threshold, 1 − Q(δ)", s -> Gauss.tail(-s))
                .within(5 / n));
        lab.check(Claim.that("its eigenvalue over the standard deviation of an edge and √n")
                .each(above, s -> seen.mean(s, Seen::eigenvalue))
                .predicts(s -> s + 1 / s - missing(s))
                .rival("the expected matrix alone, δ", s -> s - missing(s))
                .within(8 / n));
        lab.check(Claim.that("squared overlap with the communities at half the threshold")
                .observed(seen.mean(BELOW, Seen::overlap))
                .rival("no threshold, δ²/(1 + δ²)", BELOW * BELOW / (1 + BELOW * BELOW))
                .atMost(15 / n));
        Chart chart = Chart.titled("Vertices put right").x("signal δ").y("part of the vertices");
        Estimates right = Estimates.of(seen.items(), s -> seen.mean(s, Seen::right));
        lab.figure(right.on(chart, "mean", SIGNALS)
                .theory("theory", s -> s > 1 ? Gauss.tail(-Math.sqrt(s * s - 1)) : 0.5, 0.3, 3.2)
                .theory("no threshold", s -> Gauss.tail(-s), 0.3, 3.2));
        lab.table(Results.titled(card().title())
                .numbers("signal δ", SIGNALS)
                .numbers("put right", right.values())
                .numbers(
                        "eigenvalue",
                        Estimates.of(seen.items(), s -> seen.mean(s, Seen::eigenvalue))
                                .values())
                .numbers(
                        "overlap",
                        Estimates.of(seen.items(), s -> seen.mean(s, Seen::overlap))
                                .values()));
    }

    private Seen see(double signal, Trial trial) {
        int n = get(VERTICES);
        double inside = inside(signal);
        BlockGraph graph = BlockGraph.draw(n, inside, ACROSS, trial.seeds());
        double scale = scale(inside);
        SymmetricEigen eigen = SymmetricEigen.of(graph.modularity(), n);
        double[] vector = eigen.vector(n - 1);
        double product = 0;
        int even = 0;
        for (int i = 0; i < n; i++) {
            int community = i % 2 == 0 ? 1 : -1;
            product += community * vector[i] / Math.sqrt(n);
            even += community * vector[i] > 0 ? 1 : 0;
        }
        return new Seen(product * product, Math.max(even, n - even) / (double) n, eigen.values()[n - 1] / scale);
    }

    private double scale(double inside) {
        return Math.sqrt(get(VERTICES) * (inside * (1 - inside) + ACROSS * (1 - ACROSS)) / 2);
    }

    /** What the diagonal takes off each eigenvalue: no vertex is joined to itself. */
    private double missing(double signal) {
        return inside(signal) / scale(inside(signal));
    }

    /** The probability with √n (p_in − p_out)/2 = δ times the standard deviation of an edge. */
    private double inside(double signal) {
        int n = get(VERTICES);
        return Bracket.root(
                q -> Math.sqrt(n) * (q - ACROSS) / 2 - signal * Math.sqrt((q * (1 - q) + ACROSS * (1 - ACROSS)) / 2),
                ACROSS,
                1);
    }
}
