package org.ridgeless.sweeps;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.cells.CellKey;

/** One point of a sweep: the values of its parameters, the number of its trial, and seeds of its own. */
public final class Cell {
    /** The way back of a sweep that goes along an axis there and back. */
    static final String BACK = "back";

    static final String THERE = "there";

    private final Map<String, Object> values;
    private final Map<String, String> texts;
    private final int trial;
    private final String way;
    private final Seeds seeds;

    /**
     * @param values by the names of their parameters, with their texts
     * @param way empty, {@link #THERE} or {@link #BACK}
     */
    Cell(Map<String, Object> values, Map<String, String> texts, int trial, String way, long seed) {
        this.values = values;
        this.texts = texts;
        this.trial = trial;
        this.way = way;
        // Named by the values and not by their places in the grid: a finer grid repeats the cells of a coarser one.
        Seeds node = Seeds.of(seed);
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            Seeds axis = node.child(entry.getKey());
            String text = texts.get(entry.getKey());
            node = Axis.isNumber(entry.getValue(), text)
                    ? axis.child(Double.doubleToLongBits((Double) entry.getValue()))
                    : axis.child(text);
        }
        node = way.equals(BACK) ? node.child(BACK) : node;
        this.seeds = node.child("trial").child(trial);
    }

    /**
     * The value of a parameter that is a number.
     *
     * @param name of the parameter
     * @return its value
     * @throws IllegalArgumentException if there is no such parameter, or it is no number
     */
    public double number(String name) {
        if (get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("the parameter \"" + name + "\" is no number, it is " + text(name));
    }

    /**
     * The value of a parameter that is a whole number.
     *
     * @param name of the parameter
     * @return its value
     * @throws IllegalArgumentException if there is no such parameter, or it is no whole number that fits an int
     */
    public int integer(String name) {
        return Grid.whole(number(name));
    }

    /**
     * The value of a parameter of any kind, as it was given; numbers without a name of their own are {@code Double}.
     *
     * @param <T> its type, which is not checked here
     * @param name of the parameter
     * @return its value
     * @throws IllegalArgumentException if there is no such parameter, with those there are
     */
    @SuppressWarnings("unchecked")
    public <T> T get(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no parameter \"" + name + "\"; the sweep has " + values.keySet());
        }
        return (T) value;
    }

    /**
     * The text of a parameter: a word itself, the name of anything else.
     *
     * @param name of the parameter
     * @return its text, by which it is called in tables
     * @throws IllegalArgumentException if there is no such parameter, with those there are
     */
    public String text(String name) {
        get(name);
        return texts.get(name);
    }

    /** The number of the repetition, from 0. */
    public int trial() {
        return trial;
    }

    /** Where all randomness of this cell comes from. */
    public Seeds seeds() {
        return seeds;
    }

    Object shown(String name) {
        String text = texts.get(name);
        return Axis.isNumber(values.get(name), text) ? values.get(name) : text;
    }

    List<String> names() {
        return List.copyOf(values.keySet());
    }

    String way() {
        return way;
    }

    CellKey key() {
        return new CellKey(way.isEmpty() ? "sweep" : way, place(), trial);
    }

    /** The values in words, such as {@code n = 10, rule = "Adam"}; different ones have different words. */
    String place() {
        return values.entrySet().stream()
                .map(e -> e.getKey() + " = " + shown(e.getKey(), e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String shown(String name, Object value) {
        String text = texts.get(name);
        return Axis.isNumber(value, text) ? text : Words.quoted(text);
    }

    @Override
    public String toString() {
        return place() + ", trial " + trial + (way.isEmpty() ? "" : ", " + way);
    }
}
