package org.ridgeless.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Rows grouped by the distinct values of one column, in rising order; each verb gives one number for each group. */
public final class Groups {
    private final Results results;
    private final String key;
    private final Map<Double, int[]> rows = new TreeMap<>();

    Groups(Results results, String key) {
        this.results = results;
        this.key = key;
        double[] keys = results.numbers(key);
        Map<Double, List<Integer>> lists = new TreeMap<>();
        for (int i = 0; i < keys.length; i++) {
            lists.computeIfAbsent(keys[i] + 0.0, k -> new ArrayList<>()).add(i);
        }
        lists.forEach((k, list) ->
                rows.put(k, list.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** The distinct values of the key. */
    public double[] keys() {
        return rows.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The number of rows in each group. */
    public double[] counts() {
        return rows.values().stream().mapToDouble(r -> r.length).toArray();
    }

    public double[] mean(String column) {
        return each(column, Statistics::mean);
    }

    public double[] standardError(String column) {
        return each(column, Statistics::standardError);
    }

    public double[] median(String column) {
        return quantile(column, 0.5);
    }

    /** The quantile of each group, interpolated between order statistics. */
    public double[] quantile(String column, double probability) {
        return each(column, values -> Statistics.quantile(probability, values));
    }

    /** Count, median, 10 % and 90 % quantiles of a column as a table. */
    public Results summary(String column) {
        Results table = Results.titled(column + " by " + key)
                .numbers(key, keys())
                .numbers("count", counts())
                .numbers("median", median(column))
                .numbers("10 %", quantile(column, 0.1))
                .numbers("90 %", quantile(column, 0.9));
        return results.isPartial() ? table.partial(results.missing()) : table;
    }

    private double[] each(String column, ToDoubleFunction<double[]> statistic) {
        double[] values = results.numbers(column);
        return rows.values().stream()
                .mapToDouble(indices -> statistic.applyAsDouble(
                        Arrays.stream(indices).mapToDouble(i -> values[i]).toArray()))
                .toArray();
    }
}
