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

    /**
     * The distinct values of the key, or of the first of several.
     *
     * @return one number for each group, in the order of the groups
     * @throws IllegalArgumentException if that key holds text
     */
    public double[] keys() {
        return keys(names.get(0));
    }

    /**
     * The values of a key that is a number.
     *
     * @param name one of the columns that the rows are grouped by
     * @return one number for each group, in the order of the groups
     * @throws IllegalArgumentException if the rows are not grouped by that column, or if it holds text
     */
    public double[] keys(String name) {
        double[] column = results.numbers(requireKey(name));
        return rows.stream().mapToDouble(indices -> column[indices[0]] + 0.0).toArray();
    }

    /**
     * The values of a key as texts.
     *
     * @param name one of the columns that the rows are grouped by; numbers are written in full
     * @return one text for each group, in the order of the groups
     * @throws IllegalArgumentException if the rows are not grouped by that column
     */
    public String[] texts(String name) {
        String[] column = results.texts(requireKey(name));
        return rows.stream().map(indices -> column[indices[0]]).toArray(String[]::new);
    }

    /**
     * The number of rows in each group.
     *
     * @return whole numbers of at least 1, in the order of the groups
     */
    public double[] counts() {
        return rows.stream().mapToDouble(r -> r.length).toArray();
    }

    /**
     * The mean of a column in each group; NaN where a value of the group is missing.
     *
     * @param column a column of numbers
     * @return one mean for each group, in the order of the groups
     * @throws IllegalArgumentException if there is no such column, or if it holds text
     */
    public double[] mean(String column) {
        return each(column, Statistics::mean);
    }

    /**
     * The standard error of the mean in each group; NaN for a group of one row.
     *
     * @param column a column of numbers
     * @return one standard error for each group, in the unit of the column
     * @throws IllegalArgumentException if there is no such column, or if it holds text
     */
    public double[] standardError(String column) {
        return each(column, Statistics::standardError);
    }

    /**
     * The median of a column in each group; NaN where a value of the group is missing.
     *
     * @param column a column of numbers
     * @return one median for each group, in the order of the groups
     * @throws IllegalArgumentException if there is no such column, or if it holds text
     */
    public double[] median(String column) {
        return quantile(column, 0.5);
    }

    /**
     * The quantile of each group, interpolated between order statistics as in {@link Statistics#quantile}.
     *
     * @param column a column of numbers
     * @param probability from 0, the smallest value, to 1, the largest
     * @return one quantile for each group, in the order of the groups
     * @throws IllegalArgumentException if there is no such column, if it holds text, or if the probability lies outside 0 to 1
     */
    public double[] quantile(String column, double probability) {
        return each(column, values -> Statistics.quantile(probability, values));
    }

    /**
     * Any number that is made of the values of a column in a group.
     *
     * @param column a column of numbers
     * @param statistic gets the values of one group in the order of the rows, missing ones as NaN
     * @return what it gives, one number for each group
     * @throws IllegalArgumentException if there is no such column, or if it holds text
     */
    public double[] each(String column, ToDoubleFunction<double[]> statistic) {
        double[] values = results.numbers(column);
        return rows.stream()
                .mapToDouble(indices -> statistic.applyAsDouble(
                        Arrays.stream(indices).mapToDouble(i -> values[i]).toArray()))
                .toArray();
    }

    /**
     * The keys as a table, to which columns can be added; partial if the table that was grouped is.
     *
     * @param title the title of the table
     * @return one row for each group, one column for each key
     */
    public Results table(String title) {
        Results table = Results.titled(title);
        for (String name : names) {
            table = results.isNumeric(name) ? table.numbers(name, keys(name)) : table.texts(name, texts(name));
        }
        return results.isPartial() ? table.partial(results.missing()) : table;
    }

    /**
     * Count, median, 10 % and 90 % quantiles of a column as a table.
     *
     * @param column a column of numbers
     * @return one row for each group: the keys, then {@code count}, {@code median}, {@code 10 %} and {@code 90 %}
     * @throws IllegalArgumentException if there is no such column, if it holds text, or if a key has one of these names
     */
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
