package org.ridgeless.kernel.widget;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Widgets for cells: {@code Controls.slider("width", 1, 100).each(width -> chart(width))}. They are drawn by the widget manager of
 * JupyterLab (the Python package {@code ipywidgets} brings it); without one, what stands beside them is.
 */
public final class Controls {

    private static final int SAMPLES = 21;

    private Controls() {}

    /** A slider over the whole numbers from {@code min} to {@code max}; it begins at {@code min}. */
    public static Control<Integer> slider(String label, int min, int max) {
        return slider(label, min, max, 1);
    }

    /** A slider over {@code min}, {@code min + step} and so on up to {@code max}. */
    public static Control<Integer> slider(String label, int min, int max, int step) {
        check(min < max && step > 0, "from " + min + " to " + max + " by " + step);
        JsonObject state = range(label, min, max, step);
        int steps = (max - min) / step;
        List<Integer> samples =
                IntStream.of(spread(steps)).map(i -> min + i * step).boxed().toList();
        Function<Integer, JsonElement> write = value -> {
            checkChoice(value >= min && value <= max, value, min + " to " + max);
            return new JsonPrimitive(value);
        };
        return new Control<>(
                ModelType.INT_SLIDER, state, "value", at -> (int) Math.round(at.getAsDouble()), write, samples);
    }

    /** A slider over the numbers from {@code min} to {@code max} in a hundred steps; it begins at {@code min}. */
    public static Control<Double> slider(String label, double min, double max) {
        return slider(label, min, max, (max - min) / 100);
    }

    /** A slider over {@code min}, {@code min + step} and so on up to {@code max}. */
    public static Control<Double> slider(String label, double min, double max, double step) {
        boolean isRange = min < max && step > 0 && Double.isFinite(max - min) && Double.isFinite(step);
        check(isRange, "from " + min + " to " + max + " by " + step);
        JsonObject state = range(label, min, max, step);
        int steps = (int) Math.min(Integer.MAX_VALUE, Math.floor((max - min) / step * (1 + 1e-12)));
        List<Double> samples =
                IntStream.of(spread(steps)).mapToObj(i -> min + i * step).toList();
        Function<Double, JsonElement> write = value -> {
            checkChoice(value >= min && value <= max, value, min + " to " + max);
            return new JsonPrimitive(value);
        };
        return new Control<>(ModelType.FLOAT_SLIDER, state, "value", JsonElement::getAsDouble, write, samples);
    }

    /** A list to choose from; it begins at the first. */
    @SafeVarargs
    public static <T> Control<T> dropdown(String label, T... options) {
        List<T> all = List.of(options);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("A dropdown has at least one option, not none.");
        }
        JsonObject state = described(label);
        JsonArray labels = new JsonArray();
        all.forEach(option -> labels.add(option.toString()));
        state.add("_options_labels", labels);
        state.addProperty("index", 0);
        Function<T, JsonElement> write = value -> {
            checkChoice(all.contains(value), value, "one of " + all);
            return new JsonPrimitive(all.indexOf(value));
        };
        return new Control<>(ModelType.DROPDOWN, state, "index", at -> all.get(at.getAsInt()), write, all);
    }

    /** A bar that is full at {@code total}. */
    public static ProgressWidget progress(String label, double total) {
        if (!(total > 0 && Double.isFinite(total))) {
            throw new IllegalArgumentException(
                    "The total of a progress bar is positive and finite, not " + total + ".");
        }
        JsonObject state = described(label);
        state.addProperty("min", 0.0);
        state.addProperty("max", total);
        state.addProperty("value", 0.0);
        return new ProgressWidget(label, total, state);
    }

    /** A place whose content can be replaced. */
    public static OutputWidget output() {
        return new OutputWidget();
    }

    private static JsonObject range(String label, Number min, Number max, Number step) {
        JsonObject state = described(label);
        state.addProperty("min", min);
        state.addProperty("max", max);
        state.addProperty("step", step);
        state.addProperty("value", min);
        return state;
    }

    private static JsonObject described(String label) {
        JsonObject state = new JsonObject();
        state.addProperty("description", label);
        return state;
    }

    /** So many of the numbers from 0 to {@code last}, evenly, with both ends. */
    private static int[] spread(int last) {
        int count = Math.min(SAMPLES, last + 1);
        return IntStream.range(0, count)
                .map(i -> count == 1 ? 0 : (int) Math.round((double) i * last / (count - 1)))
                .toArray();
    }

    private static void check(boolean isRange, String range) {
        if (!isRange) {
            throw new IllegalArgumentException("A slider goes up, by a positive step, not " + range + ".");
        }
    }

    private static void checkChoice(boolean isThere, Object value, String choice) {
        if (!isThere) {
            throw new IllegalArgumentException("The value is " + choice + ", not " + value + ".");
        }
    }
}
