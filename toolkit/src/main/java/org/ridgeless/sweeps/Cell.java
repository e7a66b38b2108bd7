package org.ridgeless.sweeps;

import java.util.Map;
import org.ridgeless.random.Seeds;

/** One point of a sweep: the values of its parameters, the number of its trial, and seeds of its own. */
public final class Cell {
    private final Map<String, Double> values;
    private final int trial;
    private final Seeds seeds;

    Cell(Map<String, Double> values, int trial, long seed) {
        this.values = values;
        this.trial = trial;
        // Named by the values and not by their places in the grid: a finer grid repeats the cells of a coarser one.
        Seeds node = Seeds.of(seed);
        for (Map.Entry<String, Double> entry : values.entrySet()) {
            node = node.child(entry.getKey()).child(Double.doubleToLongBits(entry.getValue() + 0.0));
        }
        this.seeds = node.child("trial").child(trial);
    }

    /** The value of a parameter. */
    public double number(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no parameter \"" + name + "\"; the sweep has " + values.keySet());
        }
        return value;
    }

    /** The value of a parameter that is a whole number. */
    public int integer(String name) {
        return Grid.whole(number(name));
    }

    public int trial() {
        return trial;
    }

    /** Where all randomness of this cell comes from. */
    public Seeds seeds() {
        return seeds;
    }

    @Override
    public String toString() {
        return values + ", trial " + trial;
    }
}
