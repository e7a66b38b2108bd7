package org.ridgeless.tables;

import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** To and from Tablesaw. */
final class Tablesaw {
    private Tablesaw() {}

    static Table write(Results results) {
        Table table = Table.create(results.title());
        for (String name : results.columns()) {
            table.addColumns(
                    results.isNumeric(name)
                            ? DoubleColumn.create(name, results.numbers(name))
                            : StringColumn.create(name, results.texts(name)));
        }
        return table;
    }

    static Results read(Table table) {
        Results results = Results.titled(table.name() == null ? "" : table.name());
        for (Column<?> column : table.columns()) {
            if (column instanceof NumericColumn<?> numeric) {
                results = results.numbers(column.name(), numeric.asDoubleArray());
            } else if (column instanceof BooleanColumn flags) {
                results = results.numbers(column.name(), numbers(flags));
            } else {
                results = results.texts(
                        column.name(), column.asStringColumn().asList().toArray(new String[0]));
            }
        }
        return results;
    }

    /** 1 and 0; Tablesaw's own conversion gives −128 for a missing one. */
    private static double[] numbers(BooleanColumn flags) {
        double[] values = new double[flags.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = flags.isMissing(i) ? Double.NaN : flags.getByte(i);
        }
        return values;
    }
}
