package org.ridgeless.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The files that scikit-learn brings (iris.csv, wine_data.csv, breast_cancer.csv): the first line has the number of rows, that of the
 * inputs and the names of the classes; the last column has class numbers.
 */
record ClassNamesFirst(CsvText rest, List<String> classes) {
    static ClassNamesFirst of(CsvText text) {
        String[] first = text.rows().get(0).split(",");
        int rows = text.rows().size() - 1;
        boolean counts = first.length > 3
                && rows > 0
                && first[0].equals(Integer.toString(rows))
                && first[1].equals(Integer.toString(text.fields(1) - 1))
                && Arrays.stream(first, 2, first.length).noneMatch(name -> name.matches("[-+.\\d]*"));
        if (!counts) {
            return null;
        }
        CsvText rest = new CsvText(
                new ArrayList<>(text.rows().subList(1, rows + 1)),
                text.numbers().subList(1, rows + 1),
                text.separator());
        return new ClassNamesFirst(rest, List.of(first).subList(2, first.length));
    }

    /** The table with the names in the last column. */
    Results name(Results table) {
        Results named = Results.titled(table.title());
        String last = table.columns().get(table.columns().size() - 1);
        for (String column : table.columns()) {
            named = column.equals(last)
                    ? named.texts("class", names(table.numbers(last)))
                    : named.numbers(column, table.numbers(column));
        }
        return named;
    }

    private String[] names(double... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> {
                    if (number != Math.rint(number) || number < 0 || number >= classes.size()) {
                        throw new IllegalArgumentException(
                                "there are " + classes.size() + " classes, numbered from 0, but a row says " + number);
                    }
                    return classes.get((int) number);
                })
                .toArray(String[]::new);
    }
}
