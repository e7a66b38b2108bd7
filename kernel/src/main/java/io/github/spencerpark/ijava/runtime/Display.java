package io.github.spencerpark.ijava.runtime;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import org.ridgeless.kernel.shell.CellFunctions;

/** Shows values; see {@link CellFunctions}. */
public final class Display {

    private Display() {}

    public static DisplayData render(Object value) {
        return CellFunctions.render(value);
    }

    public static DisplayData render(Object value, String... as) {
        return CellFunctions.render(value, as);
    }

    public static String display(Object value) {
        return CellFunctions.display(value);
    }

    public static String display(Object value, String... as) {
        return CellFunctions.display(value, as);
    }

    public static void updateDisplay(String id, Object value) {
        CellFunctions.updateDisplay(id, value);
    }

    public static void updateDisplay(String id, Object value, String... as) {
        CellFunctions.updateDisplay(id, value, as);
    }
}
