package org.ridgeless.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Rows grouped by the distinct values of one column or of several; each verb gives one number for each group. Numbers come in rising
 * order, words in the order in which they occur; the last key runs fastest.
 */
public final class Groups {
    private final Results results;
    private final List<String> names;
    private final List<int[]> rows = new ArrayList<>();

    Groups(Results results, List<String> names) {
        this.results = results;
        this.names = names;
        List<Comparable<?>[]> columns = names.stream().map(this::ranks).toList();
        Map<List<Comparable<?>>, List<Integer>> lists = new TreeMap<>(Groups::compare);
        for (int i = 0; i < results.rows(); i++) {
            List<Comparable<?>> key = new ArrayList<>();
            for (Comparable<?>[] column : columns) {
                key.add(column[i]);
            }
            lists.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
        }
        lists.values()
                .forEach(list ->
                        rows.add(list.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** The distinct values of the key, or of the first of several, one for each group. */
    public double[] keys() {
        return keys(names.get(0));
    }

    /** The values of a key that is a number, one for each group. */
    public double[] keys(String name) {
        double[] column = results.numbers(requireKey(name));
        return rows.stream().mapToDouble(indices -> column[indices[0]] + 0.0).toArray();
    }

    /** The texts of a key, one for each group. */
    public String[] texts(String name) {
        String[] column = results.texts(requireKey(name));
        return rows.stream().map(indices -> column[indices[0]]).toArray(String[]::new);
    }

    /** The number of rows in each group. */
    public double[] counts() {
        return rows.stream().mapToDouble(r -> r.length).toArray();
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

    /** Any number that is made of the values of a column in a group. */
    public double[] each(String column, ToDoubleFunction<double[]> statistic) {
        double[] values = results.numbers(column);
        return rows.stream()
                .mapToDouble(indices -> statistic.applyAsDouble(
                        Arrays.stream(indices).mapToDouble(i -> values[i]).toArray()))
                .toArray();
    }

    /** The keys as a table, to which columns can be added. */
    public Results table(String title) {
        Results table = Results.titled(title);
        for (String name : names) {
            table = results.isNumeric(name) ? table.numbers(name, keys(name)) : table.texts(name, texts(name));
        }
        return results.isPartial() ? table.partial(results.missing()) : table;
    }

    /** Count, median, 10 % and 90 % quantiles of a column as a table. */
    public Results summary(String column) {
        return table(column + " by " + String.join(", ", names))
                .numbers("count", counts())
                .numbers("median", median(column))
                .numbers("10 %", quantile(column, 0.1))
                .numbers("90 %", quantile(column, 0.9));
    }

    /** What a column is sorted by: numbers themselves, words by their first occurrence. */
    private Comparable<?>[] ranks(String name) {
        if (results.isNumeric(name)) {
            return Arrays.stream(results.numbers(name)).mapToObj(v -> v + 0.0).toArray(Comparable<?>[]::new);
        }
        Map<String, Integer> seen = new HashMap<>();
        return Arrays.stream(results.texts(name))
                .map(text -> seen.computeIfAbsent(text, t -> seen.size()))
                .toArray(Comparable<?>[]::new);
    }

    private String requireKey(String name) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException("the rows are not grouped by \"" + name + "\", but by " + names);
        }
        return name;
    }

    @SuppressWarnings("unchecked")
    private static int compare(List<Comparable<?>> a, List<Comparable<?>> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = ((Comparable<Object>) a.get(i)).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
