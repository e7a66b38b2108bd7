package org.ridgeless.kernel.widget;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A widget by which a person chooses a value.
 *
 * @param <T> what is chosen
 */
public final class Control<T> extends Widget {

    private final String label;
    private final String key;
    private final Function<JsonElement, T> read;
    private final Function<T, JsonElement> write;
    private final List<T> samples;
    private final List<Consumer<? super T>> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param key what of the state is the value
     * @param samples values from the first to the last, as many as a picture of all needs
     */
    Control(
            ModelType type,
            JsonObject state,
            String key,
            Function<JsonElement, T> read,
            Function<T, JsonElement> write,
            List<T> samples) {
        super(type, state);
        this.key = key;
        this.read = read;
        this.write = write;
        this.samples = samples;
        label = state.get("description").getAsString();
    }

    /** What is chosen. */
    public T value() {
        return read.apply(get(key));
    }

    /**
     * Chooses, as a person would.
     *
     * @throws IllegalArgumentException for a value that cannot be chosen
     */
    public Control<T> value(T value) {
        put(key, write.apply(value));
        listeners.forEach(listener -> listener.accept(value));
        return this;
    }

    /** Calls {@code listener} with each value that is chosen from now on, on the thread of the cells. */
    public Control<T> onChange(Consumer<? super T> listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * The control with what {@code function} makes of its value below, made anew for each value that is chosen. For front ends without a
     * widget manager a function with numbers is drawn over the values (which calls it up to 21 times), and otherwise what it makes
     * of the value now is shown.
     */
    public Interactive each(Function<? super T, ?> function) {
        return new Interactive(this, function);
    }

    @Override
    void changed(JsonObject changes) {
        if (changes.has(key)) {
            T value = value();
            listeners.forEach(listener -> listener.accept(value));
        }
    }

    String label() {
        return label;
    }

    List<T> samples() {
        return samples;
    }

    @Override
    DisplayData withoutManager(Models session) {
        return new DisplayData(label + ": " + value());
    }
}
