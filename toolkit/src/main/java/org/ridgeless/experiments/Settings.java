package org.ridgeless.experiments;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.ridgeless.sweeps.Grid;

/** The options of an experiment by name, with their values. Immutable. */
public final class Settings {
    private static final Settings EMPTY = new Settings(Map.of());

    private final Map<String, Object> values;

    private Settings(Map<String, Object> values) {
        this.values = values;
    }

    /** No options at all. */
    public static Settings none() {
        return EMPTY;
    }

    /** These settings with one option set. */
    public Settings with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Settings(Collections.unmodifiableMap(more));
    }

    /** These settings with all options of the others set. */
    public Settings with(Settings others) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.putAll(others.values);
        return new Settings(Collections.unmodifiableMap(more));
    }

    /** Whether the option is set. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    public int integer(String name) {
        return value(name, Integer.class);
    }

    /** A whole number of any length, for example a seed. */
    public long whole(String name) {
        return value(name, Long.class);
    }

    public double number(String name) {
        return value(name, Number.class).doubleValue();
    }

    public boolean flag(String name) {
        return value(name, Boolean.class);
    }

    public String text(String name) {
        return value(name, String.class);
    }

    public Grid grid(String name) {
        return value(name, Grid.class);
    }

    /** An option of any type. */
    public <T> T value(String name, Class<T> type) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalStateException(
                    "the option \"" + name + "\" of type " + type.getSimpleName() + " is missing in " + values);
        }
        return type.cast(value);
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
