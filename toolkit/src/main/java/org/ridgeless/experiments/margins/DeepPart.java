package org.ridgeless.experiments.margins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Times;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.margins.Stationarity;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Norm;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Claim;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Plot;

/** A bias-free ReLU network on one data set. */
final class DeepPart {
    private static final double RATE = 1;
    private static final int TIMES_PER_DECADE = 40;

    private DeepPart() {}

    static Part run(String name, Net net, Data data, int steps, double tolerance) {
        // Gradient flow is followed only while a step changes outputs little, so large inputs need small steps.
        double rate = RATE / meanSquare(data);
        Run run = Descent.of(net, data)
                .loss(Loss.EXPONENTIAL)
                .rate(rate)
                .lossScaled()
                .record(Part.RHO, Part.MARGIN, Part.AREA, Probe.error())
                .at(Times.logarithmic(TIMES_PER_DECADE))
                .keep(steps / 1000, steps / 100, steps / 10, steps / 2)
                .run(steps);
        List<Plot> plots = new ArrayList<>();
        plots.add(distributions(name, run));
        plots.add(margins(name, run));
        plots.add(norm(name, run));
        List<Check> checks = new ArrayList<>();
        if (!run.partial()) {
            checks.addAll(checks(name, run, tolerance));
            checks.add(control(name, net, data, rate, run));
        }
        return new Part(name, run, run.partial(), plots, checks);
    }

    private static double meanSquare(Data data) {
        return Arrays.stream(data.flatInputs()).map(x -> x * x).sum() / data.samples();
    }

    // ---- checks

    private static List<Check> checks(String name, Run run, double tolerance) {
        double[] margin = run.values(Part.MARGIN);
        double[] error = run.values(Probe.error());
        List<Double> rises = new ArrayList<>();
        for (int i = 1; i < margin.length; i++) {
            if (error[i - 1] == 0) {
                rises.add(margin[i] - margin[i - 1]);
            }
        }
        double[] slacks = rises.stream().mapToDouble(Double::doubleValue).toArray();
        double limit = margin[margin.length - 1];
        List<Check> checks = new ArrayList<>();
        checks.add(Claim.that(name + ": the smallest normalized margin never falls after separation")
                .holds(1e-9, slacks));
        checks.add(Claim.that(name + ": slope of ρ against log t, times the margin")
                .predicts(1)
                .observed(lateSlope(run.logTimes(), run.values(Part.RHO)) * limit)
                .within(tolerance));
        double[] cosines = Stationarity.cosines(run.at(run.lastStep() / 2), run.net());
        for (int k = 0; k < cosines.length; k++) {
            checks.add(Claim.that(name + ": weights of layer " + (k + 1) + " grow along themselves (cosine)")
                    .predicts(1)
                    .observed(cosines[k])
                    .within(tolerance));
        }
        Margins margins = Margins.normalized(run.net(), run.data()).by(Norm.FROBENIUS_PRODUCT);
        checks.add(Claim.that(name + ": area under the sorted margins, by trapezoids, is their mean")
                .predicts(margins.area())
                .observed(trapezoids(margins.sorted()))
                .within(spread(margins) / margins.values().length));
        return checks;
    }

    /** The slope of the last third of log t. */
    private static double lateSlope(double[] logT, double[] rho) {
        int last = logT.length - 1;
        int first = last;
        while (first > 1 && logT[first - 1] > logT[last] * 2 / 3) {
            first--;
        }
        return (rho[last] - rho[first]) / (logT[last] - logT[first]);
    }

    private static double trapezoids(double[] sorted) {
        double sum = 0;
        for (int i = 1; i < sorted.length; i++) {
            sum += (sorted[i] + sorted[i - 1]) / 2;
        }
        return sum / (sorted.length - 1);
    }

    private static double spread(Margins margins) {
        double[] sorted = margins.sorted();
        return sorted[sorted.length - 1] - sorted[0];
    }

    /** Plain gradient descent for a short while must be on the same path at the same time. */
    private static Check control(String name, Net net, Data data, double rate, Run run) {
        Run plain = Descent.of(net, data)
                .loss(Loss.EXPONENTIAL)
                .rate(rate)
                .record(Part.RHO)
                .at(Times.at())
                .run(run.lastStep() / 4);
        double[] rho = plain.values(Part.RHO);
        double[] time = plain.logTimes();
        int end = rho.length - 1;
        return Claim.that(name + ": plain gradient descent has the same ρ at the same t")
                .predicts(at(time[end], run.logTimes(), run.values(Part.RHO)))
                .observed(rho[end])
                .withinRelative(0.02);
    }

    private static double at(double place, double[] x, double[] y) {
        int above = 1;
        while (above < x.length - 1 && x[above] < place) {
            above++;
        }
        double share = Double.isInfinite(x[above - 1]) ? 1 : (place - x[above - 1]) / (x[above] - x[above - 1]);
        return y[above - 1] + share * (y[above] - y[above - 1]);
    }

    // ---- figures

    private static Chart distributions(String name, Run run) {
        Chart chart = Chart.titled("Distribution of normalized margins, " + name)
                .x("margin / product of Frobenius norms")
                .y("fraction of samples below");
        int last = run.lastStep();
        for (int divisor : new int[] {1000, 100, 10}) {
            chart = run.partial() ? chart : chart.and(cdf(run.at(last / divisor), run, "step " + last / divisor));
        }
        return chart.and(cdf(run.net(), run, "step " + last));
    }

    private static Chart cdf(Net net, Run run, String label) {
        return Margins.normalized(net, run.data())
                .by(Norm.FROBENIUS_PRODUCT)
                .label(label)
                .cdf();
    }

    private static Chart margins(String name, Run run) {
        // A logarithmic axis has no place for the step 0.
        int records = run.steps().length;
        double[] steps = Arrays.stream(run.steps()).skip(1).asDoubleStream().toArray();
        return Chart.titled("Normalized margin along the run, " + name)
                .x("step")
                .y("margin / product of Frobenius norms")
                .logX()
                .xRange(1, Math.max(run.lastStep(), 2))
                .line("area (mean)", steps, Arrays.copyOfRange(run.values(Part.AREA), 1, records))
                .line("smallest", steps, Arrays.copyOfRange(run.values(Part.MARGIN), 1, records));
    }

    private static Chart norm(String name, Run run) {
        double[] logT = Arrays.copyOfRange(run.logTimes(), 1, run.logTimes().length);
        double[] rho = Arrays.copyOfRange(run.values(Part.RHO), 1, run.logTimes().length);
        double[] margin = run.values(Part.MARGIN);
        double limit = margin[margin.length - 1];
        Chart chart =
                Chart.titled("Norm against log time, " + name).x("log t").y("ρ").line("ρ", logT, rho);
        if (run.partial() || limit <= 0) {
            return chart;
        }
        int end = logT.length - 1;
        return chart.theory("slope 1 / γ", t -> rho[end] + (t - logT[end]) / limit, 0, logT[end]);
    }
}
