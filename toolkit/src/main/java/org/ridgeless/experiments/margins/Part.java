package org.ridgeless.experiments.margins;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.nets.Norm;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.plots.Plot;
import org.ridgeless.tables.Results;

/**
 * What one run brings to the experiment.
 *
 * @param name the data
 * @param run the run with ρ, margin and area recorded
 */
record Part(String name, Run run, boolean partial, List<Plot> plots, List<Check> checks) {
    static final Probe RHO = Probe.norm(Norm.FROBENIUS_PRODUCT);
    static final Probe MARGIN = Probe.normalizedMargin(Norm.FROBENIUS_PRODUCT);
    static final Probe AREA = Probe.marginArea(Norm.FROBENIUS_PRODUCT);

    /** The table with the measurements of all parts, one below the other. */
    static Results table(Results table, int[] indices, IntFunction<Part> parts) {
        List<Part> all = Arrays.stream(indices).mapToObj(parts).toList();
        return table.texts(
                        "data",
                        all.stream()
                                .flatMap(p -> IntStream.range(0, p.run().steps().length)
                                        .mapToObj(i -> p.name()))
                                .toArray(String[]::new))
                .numbers(
                        "step",
                        all.stream()
                                .flatMapToInt(p -> Arrays.stream(p.run().steps()))
                                .toArray())
                .numbers("log t", column(all, Run::logTimes))
                .numbers("ρ", column(all, run -> run.values(RHO)))
                .numbers("smallest normalized margin", column(all, run -> run.values(MARGIN)))
                .numbers("area", column(all, run -> run.values(AREA)));
    }

    private static double[] column(List<Part> parts, java.util.function.Function<Run, double[]> values) {
        return parts.stream()
                .flatMapToDouble(p -> Arrays.stream(values.apply(p.run())))
                .toArray();
    }
}
