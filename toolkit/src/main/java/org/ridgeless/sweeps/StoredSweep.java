package org.ridgeless.sweeps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.sweeps.store.Contents;

/** A sweep as its store tells it, whether or not its class is here. */
final class StoredSweep {
    private StoredSweep() {}

    static SweepResult read(Contents contents) {
        Recipe recipe = contents.recipe();
        String measures = recipe.options().get(Sweep.MEASURES);
        if (measures == null) {
            throw new IllegalArgumentException("the store holds the experiment " + recipe.study()
                    + ", not a sweep; run it with store(folder), or read its cells.csv");
        }
        Map<String, List<String>> axes = new LinkedHashMap<>();
        recipe.options().forEach((name, value) -> {
            if (!name.startsWith("(")) {
                axes.put(name, Words.split(value));
            }
        });
        List<SweepRow> rows = new ArrayList<>();
        for (CellKey key : contents.keys()) {
            rows.add(SweepRow.of(key, contents.outcomeWithoutClasses(key)));
        }
        rows.sort(order(axes));
        boolean back = rows.stream().anyMatch(row -> row.key().group().equals(Cell.BACK));
        SweepForm form = new SweepForm(recipe.study(), List.copyOf(axes.keySet()), Words.split(measures), back);
        return SweepResult.of(form, rows, rows.size() < expected(recipe, axes));
    }

    /**
     * The order of the rows: of the grid, then of the trials, then there before back.
     *
     * @param axes the texts of their values in order
     */
    static Comparator<SweepRow> order(Map<String, List<String>> axes) {
        Comparator<SweepRow> order = Comparator.comparing(row -> 0);
        for (Map.Entry<String, List<String>> axis : axes.entrySet()) {
            Map<String, Integer> places = new HashMap<>();
            axis.getValue().forEach(text -> places.put(text, places.size()));
            order = order.thenComparing(
                    row -> places.getOrDefault(Axis.text(row.values().get(axis.getKey())), -1));
        }
        return order.thenComparing(row -> row.key().repetition())
                .thenComparing(row -> row.key().group().equals(Cell.BACK));
    }

    /** How many cells there are at least; of an adaptive sweep those of the first round. */
    private static int expected(Recipe recipe, Map<String, List<String>> axes) {
        String repetitions = recipe.options().getOrDefault(Sweep.REPETITIONS, "1");
        int count = Integer.parseInt(repetitions.replaceAll(" .*", ""));
        for (List<String> values : axes.values()) {
            count *= values.size();
        }
        return recipe.options().getOrDefault(Sweep.PASSAGE, "").endsWith(Passage.BOTH) ? 2 * count : count;
    }
}
