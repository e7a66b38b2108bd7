package org.ridgeless.tables;

import tech.tablesaw.api.Table;

/** A table that somebody made with Tablesaw itself. */
public final class ForeignTable {
    private ForeignTable() {}

    /**
     * The type of Tablesaw's tables.
     *
     * @return the class {@code tech.tablesaw.api.Table}
     */
    public static Class<?> type() {
        return Table.class;
    }

    /**
     * The columns of a Tablesaw table; all that are not numbers or booleans become text.
     *
     * @param table a {@code tech.tablesaw.api.Table}; anything else is a {@link ClassCastException}
     * @return its name and columns, copied
     */
    public static Results of(Object table) {
        return Results.of((Table) table);
    }
}
