package org.ridgeless.experiments.book;

import java.util.Arrays;
import org.ridgeless.linalg.SecularEquation;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.spectra.MarchenkoPastur;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.solvers.Bracket;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** What a change of rank one does to the eigenvalues of a random matrix. Card: rank-one-changes.md. */
public final class RankOneChanges extends Experiment<RankOneChanges> {
    static final Option<Integer> DIMENSION = Option.count("dimension")
            .help("dimension p; there are 4p samples")
            .atLeast(24)
            .tiny(30)
            .teaching(100)
            .paper(400);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent matrices for each size of the change")
            .atLeast(2)
            .tiny(6)
            .teaching(150)
            .paper(150);

    private static final int RATIO = 4;
    /** √c(1 + √c), from which on an eigenvalue leaves. */
    private static final double THRESHOLD = 0.75;

    private static final double[] SIZES = {0.3, 1.5, 3};

    private static final double TAU = 1.5;

    /** How far interlacing and the secular equation are missed, in units of the norm, and the largest eigenvalue after the change. */
    record Change(double crossing, double missed, double firstOrder, double largest) {}

    public static RankOneChanges study() {
        return new RankOneChanges();
    }

    /** Dimension p; there are 4p samples, at least 24. */
    public RankOneChanges dimension(int p) {
        return with(DIMENSION, p);
    }

    /** Independent matrices for each size of the change, at least 2. */
    public RankOneChanges draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        int p = get(DIMENSION);
        Rows<Double, Change> changes = lab.repeat(get(DRAWS)).each("rank one", SIZES, this::change);
        lab.check(Claim.that("M + τuuᵀ: its eigenvalues less the roots of 1 + τuᵀ(M − z)⁻¹u, largest over its norm")
                .observed(Estimate.largest(changes.numbers(TAU, Change::missed)).troubled(changes.problem()))
                .rival("first order in τ, λ + τ(uᵀv)²", Statistics.mean(changes.numbers(TAU, Change::firstOrder)))
                .atMost(1e-12));
        lab.check(Claim.that("they interlace: largest crossing of λ_i(M) ≤ λ_i(M + τuuᵀ) ≤ λ_{i+1}(M), over the norm")
                .observed(
                        Estimate.largest(changes.numbers(TAU, Change::crossing)).troubled(changes.problem()))
                .atMost(1e-13));
        lab.check(Claim.that("the eigenvalue that leaves, where m(z) = −1/τ")
                .each(
                        changes.items().stream().filter(t -> t > THRESHOLD).toList(),
                        t -> changes.mean(t, Change::largest))
                .predicts(t -> left(t))
                .rival("none leaves", MarchenkoPastur.ofRatio(1.0 / RATIO).upperEdge())
                .rival("the mean of M plus τ", t -> 1 + t)
                .within(4.0 / p));
        show(lab, changes);
    }

    /** The root of m(z) = −1/τ beyond the edge. */
    private static double left(double tau) {
        MarchenkoPastur law = MarchenkoPastur.ofRatio(1.0 / RATIO);
        double edge = law.upperEdge();
        if (law.stieltjes(edge * (1 + 1e-9)) > -1 / tau) {
            return edge;
        }
        return Bracket.root(z -> law.stieltjes(z) + 1 / tau, edge * (1 + 1e-9), edge + tau);
    }

    private Change change(double tau, Trial trial) {
        int p = get(DIMENSION);
        double[] matrix = ScaledSamples.of(Spectra.cycle(p, 1), RATIO * p).covariance(trial.seeds());
        SymmetricEigen before = SymmetricEigen.of(matrix, p);
        double[] d = before.values();
        double[] weights = new double[p];
        for (int i = 0; i < p; i++) {
            double overlap = Arrays.stream(before.vector(i)).sum() / Math.sqrt(p);
            weights[i] = overlap * overlap;
        }
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] += tau / p;
        }
        double[] after = SymmetricEigen.values(matrix, p);
        double[] roots = SecularEquation.roots(d, weights, tau);
        double norm = after[p - 1];
        double crossing = 0;
        double missed = 0;
        double first = 0;
        for (int i = 0; i < p; i++) {
            crossing = Math.max(crossing, Math.max(d[i] - after[i], i + 1 < p ? after[i] - d[i + 1] : 0));
            missed = Math.max(missed, Math.abs(after[i] - roots[i]));
            first = Math.max(first, Math.abs(after[i] - d[i] - tau * weights[i]));
        }
        return new Change(crossing / norm, missed / norm, first / norm, norm);
    }

    private void show(Lab lab, Rows<Double, Change> changes) {
        double[] all = Arrays.stream(SIZES).toArray();
        Estimates largest = Estimates.of(changes.items(), t -> changes.mean(t, Change::largest));
        lab.figure(
                largest.on(Chart.titled("Largest eigenvalue of M + τuuᵀ").x("τ").y("eigenvalue"), "mean", all)
                        .theory("where m(z) = −1/τ", RankOneChanges::left, 0.05, 3.2)
                        .theory("the mean of M plus τ", t -> 1 + t, 0.05, 3.2));
        lab.table(Results.titled(card().title())
                .numbers("τ", all)
                .numbers("largest eigenvalue", largest.values())
                .numbers("theory", Arrays.stream(all).map(RankOneChanges::left).toArray()));
    }
}
