package org.ridgeless.study;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.ridgeless.plots.Chart;
import org.ridgeless.verdict.Estimate;

/**
 * Estimates side by side, with their 99 % intervals, for charts and tables.
 *
 * @param all in the order in which they are shown
 */
public record Estimates(List<Estimate> all) {
    private static final double SHOWN = 0.99;

    /**
     * One estimate for each item.
     *
     * @param <I> the items
     * @param items in the order in which they are shown
     * @param estimate of an item
     * @return as many estimates as items
     */
    public static <I> Estimates of(Collection<I> items, Function<? super I, Estimate> estimate) {
        return new Estimates(items.stream().<Estimate>map(estimate::apply).toList());
    }

    /** Not a number where nothing was observed. */
    public double[] values() {
        return column(Estimate::value);
    }

    /** The lower ends of the intervals. */
    public double[] low() {
        return column(estimate -> estimate.interval(SHOWN).low());
    }

    /** The upper ends of the intervals. */
    public double[] high() {
        return column(estimate -> estimate.interval(SHOWN).high());
    }

    /**
     * The chart with these as points that carry their intervals.
     *
     * @param chart to be drawn on
     * @param label for the legend
     * @param x a place for each estimate
     * @return the chart with points and intervals
     * @throws IllegalArgumentException if there are not as many places as estimates
     */
    public Chart on(Chart chart, String label, double... x) {
        return chart.errors(label, x, values(), low(), high());
    }

    private double[] column(ToDoubleFunction<Estimate> number) {
        return all.stream().mapToDouble(number).toArray();
    }
}
