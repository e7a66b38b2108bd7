package org.ridgeless.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The options of a run by name, with their values. Immutable. */
public final class Settings {
    private static final Settings NONE = new Settings(Map.of());

    private final Map<String, Object> values;

    private Settings(Map<String, Object> values) {
        this.values = values;
    }

    static Settings none() {
        return NONE;
    }

    Settings with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Settings(Collections.unmodifiableMap(more));
    }

    /**
     * Whether the option is set.
     *
     * @param name of an option
     * @return whether it has a value
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * The value of an option; null if it is not set.
     *
     * @param name of an option
     * @return a number, text, truth value or grid; null if it is not set
     */
    public Object get(String name) {
        return values.get(name);
    }

    /** All options with their values, in order. */
    public Map<String, Object> asMap() {
        return values;
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
