package org.ridgeless.tables;

import tech.tablesaw.api.Table;

/** A table that somebody made with Tablesaw itself. */
public final class ForeignTable {
    private ForeignTable() {}

    /** The type of Tablesaw's tables. */
    public static Class<?> type() {
        return Table.class;
    }

    /** The columns of a Tablesaw table. */
    public static Results of(Object table) {
        return Results.of((Table) table);
    }
}
