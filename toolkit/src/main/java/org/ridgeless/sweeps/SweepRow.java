package org.ridgeless.sweeps;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Outcome;

/**
 * A cell of a sweep with what came of it.
 *
 * @param values numbers or texts by the names of the axes
 */
record SweepRow(CellKey key, Map<String, Object> values, Outcome outcome) {
    static SweepRow of(Cell cell, Outcome outcome) {
        Map<String, Object> values = new LinkedHashMap<>();
        cell.names().forEach(name -> values.put(name, cell.shown(name)));
        return new SweepRow(cell.key(), values, outcome);
    }

    /** A cell as a store names it: {@code n = 10, rule = "Adam"}. */
    static SweepRow of(CellKey key, Outcome outcome) {
        Map<String, Object> values = new LinkedHashMap<>();
        String text = key.item();
        int[] place = {0};
        while (place[0] < text.length()) {
            int equals = text.indexOf(" = ", place[0]);
            String name = text.substring(place[0], equals);
            place[0] = equals + 3;
            if (text.charAt(place[0]) == '"') {
                values.put(name, Words.quotedAt(text, place));
            } else {
                int end = text.indexOf(", ", place[0]);
                end = end < 0 ? text.length() : end;
                values.put(name, Double.valueOf(text.substring(place[0], end)));
                place[0] = end;
            }
            place[0] += 2;
        }
        return new SweepRow(key, values, outcome);
    }

    /** A number that was measured; not a number where there is none. */
    double measured(int column) {
        return outcome.hasValue() ? Measured.numbers(outcome.value())[column] : Double.NaN;
    }

    /** finished; diverged, if a measured number is infinite or not a number; failed. */
    String status() {
        if (!outcome.hasValue()) {
            return "failed";
        }
        boolean finite = Arrays.stream(Measured.numbers(outcome.value())).allMatch(Double::isFinite);
        return finite ? "finished" : "diverged";
    }

    /** What {@link Measured#state} has handed on; null where there is none. */
    Object state() {
        return outcome.hasValue() ? Measured.state(outcome.value()) : null;
    }
}
