package org.ridgeless.experiments.randommatrices;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ridgeless.sweeps.Cells;

/** Several statistics of independent draws under several conditions, with means and standard errors. */
final class Replicates {
    /** One simulation: the statistics of one draw under one condition. */
    @FunctionalInterface
    interface Draw {
        double[] at(int condition, int draw);
    }

    private final Cells.Finished<double[]> finished;
    private final int conditions;
    private final int draws;

    private Replicates(Cells.Finished<double[]> finished, int conditions, int draws) {
        this.finished = finished;
        this.conditions = conditions;
        this.draws = draws;
    }

    /** Runs all draws; the first draw of every condition comes before the second of any. */
    static Replicates run(Cells cells, int conditions, int draws, Draw draw) {
        Cells.Finished<double[]> finished =
                cells.run(conditions * draws, task -> draw.at(task % conditions, task / conditions));
        return new Replicates(finished, conditions, draws);
    }

    boolean interrupted() {
        return finished.interrupted();
    }

    /** The statistic in every draw that was finished. */
    double[] all(int condition, int statistic) {
        return IntStream.range(0, draws)
                .map(draw -> draw * conditions + condition)
                .filter(finished::has)
                .mapToDouble(task -> finished.get(task)[statistic])
                .toArray();
    }

    double mean(int condition, int statistic) {
        return Arrays.stream(all(condition, statistic)).average().orElse(Double.NaN);
    }

    double median(int condition, int statistic) {
        double[] sorted = all(condition, statistic);
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[n / 2] + sorted[(n - 1) / 2]) / 2;
    }

    /** The standard error of the mean; NaN with fewer than two draws. */
    double error(int condition, int statistic) {
        double[] values = all(condition, statistic);
        double mean = mean(condition, statistic);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1.0) / values.length);
    }

    /** The means of one statistic under all conditions. */
    double[] means(int statistic) {
        return IntStream.range(0, conditions)
                .mapToDouble(condition -> mean(condition, statistic))
                .toArray();
    }
}
