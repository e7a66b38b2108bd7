package org.ridgeless.experiments.margins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Times;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.nets.Nets;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.oldverdict.Slope;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Plot;
import org.ridgeless.random.Seeds;

/** A linear predictor, where the largest margin is known. */
final class LinearPart {
    private static final int SAMPLES = 40;
    private static final int INPUTS = 10;
    private static final double RATE = 0.05;
    private static final double FIRST_LOG_TIME = 30;
    /** A linear run is cheap, and the laws need log t in the hundreds. */
    private static final int LEAST_STEPS = 200_000;

    private LinearPart() {}

    static Part run(Seeds seeds, int steps) {
        Data data = Data.separable(SAMPLES, INPUTS)
                .gap(0.3)
                .seed(seeds.child("data").value());
        MaxMargin oracle = MaxMargin.l2(data);
        Run run = Descent.of(Nets.linear(INPUTS, 1).seed(seeds.child("init").value()), data)
                .loss(Loss.EXPONENTIAL)
                .rate(RATE)
                .lossScaled()
                .record(Part.RHO, Part.MARGIN, Part.AREA)
                .at(Times.logarithmic(40))
                .run(Math.max(6 * steps, LEAST_STEPS));
        List<Check> checks = run.partial() ? new ArrayList<>() : checks(run, oracle);
        if (!run.partial()) {
            checks.add(contrast(data, oracle, seeds, steps));
        }
        List<Plot> plots = List.of(norm(run, oracle), gap(run, oracle));
        return new Part("linear", run, run.partial(), plots, checks);
    }

    /** The records late enough for the leading order, as rows of log t and γ* − γ. */
    private static double[][] lateGap(Run run, MaxMargin oracle) {
        double[] logT = run.logTimes();
        double[] margin = run.values(Part.MARGIN);
        List<double[]> late = new ArrayList<>();
        for (int i = 0; i < logT.length; i++) {
            if (logT[i] > FIRST_LOG_TIME) {
                late.add(new double[] {logT[i], oracle.margin() - margin[i]});
            }
        }
        return late.toArray(new double[0][]);
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    private static List<Check> checks(Run run, MaxMargin oracle) {
        double[] logT = run.logTimes();
        double[] rho = run.values(Part.RHO);
        double[][] gap = lateGap(run, oracle);
        int last = logT.length - 1;
        int middle = last;
        while (logT[middle - 1] > logT[last] / 2) {
            middle--;
        }
        int from = gap.length - 1 - last + middle;
        double[] time = Arrays.copyOfRange(column(gap, 0), from, gap.length);
        double[] distance = Arrays.copyOfRange(column(gap, 1), from, gap.length);
        List<Check> checks = new ArrayList<>();
        checks.add(Claim.that("linear: the oracle's margin meets its own upper bound")
                .predicts(oracle.upperBound())
                .observed(oracle.margin())
                .identity(1e-10));
        checks.add(Claim.that("linear: slope of ρ against log t, times γ*")
                .predicts(1)
                .observed((rho[last] - rho[middle]) / (logT[last] - logT[middle]) * oracle.margin())
                .within(0.005));
        checks.add(Claim.that("linear: exponent of γ* − γ(t) in log t")
                .predicts(-1)
                .slope(Slope.logLog(time, distance))
                .within(0.02));
        checks.add(Claim.that("linear: (γ* − γ) log t stays constant")
                .predicts(distance[0] * time[0])
                .observed(distance[distance.length - 1] * time[time.length - 1])
                .withinRelative(0.01));
        return checks;
    }

    /** The square loss has a finite minimizer, so its norm must not follow the law. */
    private static Check contrast(Data data, MaxMargin oracle, Seeds seeds, int steps) {
        Run run = Descent.of(Nets.linear(INPUTS, 1).seed(seeds.child("init").value()), data)
                .loss(Loss.SQUARE)
                .rate(RATE)
                .record(Part.RHO)
                .at(Times.at(steps / 10))
                .run(steps);
        double[] logT = run.logTimes();
        double[] rho = run.values(Part.RHO);
        int last = rho.length - 1;
        return Claim.that("linear, square loss: slope of ρ against log t, times γ*")
                .predicts(1)
                .observed((rho[last] - rho[last - 1]) / (logT[last] - logT[last - 1]) * oracle.margin())
                .within(0.1)
                .mustBreak();
    }

    private static Chart norm(Run run, MaxMargin oracle) {
        double[] logT = Arrays.copyOfRange(run.logTimes(), 1, run.logTimes().length);
        double[] rho = Arrays.copyOfRange(run.values(Part.RHO), 1, run.logTimes().length);
        int end = logT.length - 1;
        return Chart.titled("Norm against log time, linear")
                .x("log t")
                .y("ρ")
                .line("ρ", logT, rho)
                .theory("slope 1 / γ*", t -> rho[end] + (t - logT[end]) / oracle.margin(), 0, logT[end]);
    }

    private static Chart gap(Run run, MaxMargin oracle) {
        double[][] gap = lateGap(run, oracle);
        Chart chart = Chart.titled("Distance to the largest margin, linear")
                .x("log t")
                .y("γ* − γ(t)")
                .logX()
                .logY()
                .line("gap", column(gap, 0), column(gap, 1));
        if (gap.length == 0) {
            return chart;
        }
        double[] end = gap[gap.length - 1];
        return chart.theory("c / log t", t -> end[0] * end[1] / t, FIRST_LOG_TIME, end[0]);
    }
}
