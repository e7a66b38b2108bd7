package org.ridgeless.cluster;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.Recipe;

/**
 * What executors must know of a job: how its study is made, and what its earlier cells have brought.
 *
 * @param id tells jobs apart
 */
record Order(UUID id, Recipe recipe, List<Known> earlier) implements Serializable {
    /** The outcome of an earlier cell. */
    record Known(CellKey key, byte[] outcome) implements Serializable {}

    static Order of(Recipe recipe, Map<CellKey, Outcome> earlier) {
        List<Known> known = earlier.entrySet().stream()
                .map(cell -> new Known(cell.getKey(), cell.getValue().bytes()))
                .toList();
        return new Order(UUID.randomUUID(), recipe, List.copyOf(known));
    }
}
