package org.ridgeless.jupyter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.nd4j.ForeignArray;
import org.ridgeless.plots.ForeignChart;
import org.ridgeless.tables.ForeignTable;

/**
 * A type of values that notebooks show: those of the toolkit, and the charts, tables and arrays of the libraries below it.
 * Free of any kernel's classes.
 */
record Shown(Class<?> type, Function<Object, MimeBundle> bundle) {
    /** The forms in which values come, for kernels that ask beforehand. */
    static final String[] FORMS = {
        MimeBundle.TEXT,
        MimeBundle.HTML,
        MimeBundle.PNG,
        MimeBundle.MARKDOWN,
        MimeBundle.LATEX,
        MimeBundle.SVG,
        MimeBundle.VEGA_LITE
    };

    /** All types whose library is on the class path, each value as one bundle. */
    static List<Shown> all() {
        return all(value -> ((Displayable) value).mime());
    }

    /** All types whose library is on the class path; how the toolkit's own values are shown is said by the kernel. */
    static List<Shown> all(Function<Object, MimeBundle> displayable) {
        List<Shown> types = new ArrayList<>();
        add(types, () -> Displayable.class, displayable);
        add(types, ForeignChart::type, chart -> ForeignChart.of(chart).mime());
        add(types, ForeignTable::type, table -> ForeignTable.of(table).mime());
        add(types, ForeignArray::type, ForeignArray::show);
        return types;
    }

    /** A library that is not on the class path has no values to show either. */
    private static void add(List<Shown> types, Supplier<Class<?>> type, Function<Object, MimeBundle> bundle) {
        try {
            types.add(new Shown(type.get(), bundle));
        } catch (NoClassDefFoundError absent) {
            return;
        }
    }
}
