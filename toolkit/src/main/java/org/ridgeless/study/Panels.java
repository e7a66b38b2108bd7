package org.ridgeless.study;

import java.net.URL;
import java.util.List;

/**
 * Names for parts of experiments: those of the companion code of Couillet and Liao's book, {@code book/<section>/<name>}, each with
 * the experiment that covers it. A resource lists them, a line each: name, experiment or – , what is shown or why it is not.
 */
final class Panels {
    private static final String INDEX = "/org/ridgeless/experiments/book/index.txt";
    private static final String NONE = "–";
    private static final int COLUMNS = 3;
    private static final List<Panel> ALL = read();

    private Panels() {}

    /** All panels in the order of the book. */
    static List<Panel> all() {
        return ALL;
    }

    /** The panel of that name, or those below it: {@code book}, {@code book/2.5}, {@code book/2.5/bbp-spikes}. */
    static List<Panel> under(String name) {
        return ALL.stream()
                .filter(panel -> panel.name().equals(name) || panel.name().startsWith(name + "/"))
                .toList();
    }

    private static List<Panel> read() {
        URL index = Panels.class.getResource(INDEX);
        return Bibliography.text(index).lines().map(Panels::panel).toList();
    }

    private static Panel panel(String line) {
        String[] fields = line.split("\\s*\\|\\s*", COLUMNS);
        if (fields.length != COLUMNS) {
            throw new IllegalStateException("the index of the book: name | experiment | words, got \"" + line + "\"");
        }
        return new Panel(fields[0], fields[1].equals(NONE) ? "" : fields[1], fields[2]);
    }
}
