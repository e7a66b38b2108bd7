package org.ridgeless.data;

import java.util.Arrays;
import java.util.List;
import org.ridgeless.tables.Results;

/**
 * A column of labels: its distinct values in order, and which of them each row has.
 *
 * @param names the distinct values as they are written
 * @param classes the number of the value in each row
 */
record Labels(List<String> names, int[] classes) {
    /** As many classes of numbers have a meaning without a word from the user, with at least two samples each. */
    private static final int MOST = 100;
    /** Of numbers that are not 0, 1, 2, … or 1, 2, 3, …, which may be a measured quantity. */
    private static final int MOST_WITH_GAPS = 20;

    static Labels of(Results table, String column, int... rows) {
        return table.isNumeric(column) ? ofNumbers(table, column, rows) : ofWords(table, column, rows);
    }

    private static Labels ofWords(Results table, String column, int... rows) {
        String[] all = table.texts(column);
        String[] words = Arrays.stream(rows).mapToObj(i -> all[i]).toArray(String[]::new);
        List<String> names = Arrays.stream(words).distinct().sorted().toList();
        if (names.size() > MOST && 2 * names.size() > words.length) {
            throw new IllegalArgumentException("the column \"" + column + "\" holds " + names.size()
                    + " different words in " + words.length + " rows, such as \"" + names.get(0)
                    + "\"; labels repeat; name another column with .label(…)");
        }
        return new Labels(names, Arrays.stream(words).mapToInt(names::indexOf).toArray());
    }

    private static Labels ofNumbers(Results table, String column, int... rows) {
        double[] all = table.numbers(column);
        double[] numbers = Arrays.stream(rows).mapToDouble(i -> all[i]).toArray();
        double[] distinct = distinct(numbers);
        for (double value : distinct) {
            if (value != Math.rint(value) || Double.isInfinite(value)) {
                throw new IllegalArgumentException(
                        "the column \"" + column + "\" holds " + value
                                + ", which is no class number; for real targets add .regression(), or name another column with .label(…)");
            }
        }
        double first = distinct.length == 0 ? 0 : distinct[0];
        boolean counted = (first == 0 || first == 1) && distinct[distinct.length - 1] == first + distinct.length - 1;
        boolean few = distinct.length <= (counted ? MOST : MOST_WITH_GAPS);
        if (!few || distinct.length > 2 && 2 * distinct.length > numbers.length) {
            throw new IllegalArgumentException(
                    "the column \"" + column + "\" holds " + distinct.length
                            + " different whole numbers in " + numbers.length
                            + " rows, which are hardly classes; for real targets add .regression(), or name another column with .label(…)");
        }
        return ofDistinct(numbers);
    }

    /** Whether numbers are −1 and 1, or 0, 1, 2, … or 1, 2, 3, … of which some occurs twice where there are more than two. */
    static boolean areClasses(double... numbers) {
        double[] distinct = distinct(numbers);
        if (distinct.length == 2 && distinct[0] == -1 && distinct[1] == 1) {
            return true;
        }
        boolean counted = distinct.length > 1 && (distinct[0] == 0 || distinct[0] == 1);
        for (int i = 1; i < distinct.length && counted; i++) {
            counted = distinct[i] == distinct[0] + i;
        }
        return counted && (distinct.length == 2 || distinct.length < numbers.length);
    }

    /** Whole numbers, each a class of its own. */
    static Labels ofDistinct(double... numbers) {
        double[] distinct = distinct(numbers);
        List<String> names =
                Arrays.stream(distinct).mapToObj(v -> Long.toString((long) v)).toList();
        return new Labels(
                names,
                Arrays.stream(numbers)
                        .mapToInt(v -> Arrays.binarySearch(distinct, v + 0.0))
                        .toArray());
    }

    /** The values in rising order; both zeros are one. */
    private static double[] distinct(double... numbers) {
        return Arrays.stream(numbers).map(v -> v + 0.0).distinct().sorted().toArray();
    }

    Points points(double[] x, int d) {
        if (names.size() < 2) {
            throw new IllegalArgumentException("all labels are " + names + "; a classification needs at least two");
        }
        int n = classes.length;
        if (names.size() == 2) {
            return new Points(
                    n,
                    d,
                    1,
                    x,
                    Arrays.stream(classes).mapToDouble(k -> 2 * k - 1).toArray(),
                    Targets.BINARY);
        }
        return new Points(n, d, names.size(), x, Points.oneHot(classes, names.size()), Targets.CLASSES);
    }
}
