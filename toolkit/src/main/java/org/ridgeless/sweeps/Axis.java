package org.ridgeless.sweeps;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ridgeless.sweeps.cells.Plain;

/** A parameter of a sweep with the values that it takes, each of which has a text: numbers, words, anything with a name. */
final class Axis {
    private static final Set<Class<?>> NUMBERS =
            Set.of(Double.class, Float.class, Long.class, Integer.class, Short.class, Byte.class);

    private final String name;
    /** By their texts, in order. */
    private final Map<String, Object> values;

    private final Object[] inOrder;
    private final String[] texts;

    private Axis(String name, Map<String, Object> values) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a parameter of a sweep needs a name, got \"" + name + "\"");
        }
        if ((name + " = ").indexOf(" = ") < name.length() || name.startsWith("(")) {
            throw new IllegalArgumentException(
                    "the name of a parameter is without \" = \" and a bracket in front, got \"" + name + "\"");
        }
        requireText(name, name);
        values.keySet().forEach(text -> requireText(name, text));
        if (values.isEmpty()) {
            throw new IllegalArgumentException("the axis \"" + name + "\" is empty; it needs at least one value");
        }
        this.name = name;
        this.values = values;
        this.inOrder = values.values().toArray();
        this.texts = values.keySet().toArray(String[]::new);
    }

    static Axis of(String name, Collection<?> values) {
        Map<String, Object> byText = new LinkedHashMap<>();
        for (Object value : values) {
            if (value == null || Plain.isNameless(value)) {
                throw new IllegalArgumentException("the values of \"" + name
                        + "\" need texts that say what they are, got " + value
                        + "; give names to them: Map.of(\"name\", value)");
            }
            put(name, byText, value);
        }
        return new Axis(name, byText);
    }

    /** A map without an order of its own is taken in the order of the names. */
    static Axis of(String name, Map<String, ?> named) {
        named.forEach((text, value) -> {
            if (value == null) {
                throw new IllegalArgumentException("\"" + text + "\" of \"" + name + "\" names no value, got null");
            }
        });
        boolean ordered = named instanceof LinkedHashMap || named instanceof SortedMap;
        return new Axis(name, new LinkedHashMap<>(ordered ? named : new TreeMap<>(named)));
    }

    String name() {
        return name;
    }

    int size() {
        return values.size();
    }

    Object value(int index) {
        return inOrder[index];
    }

    List<String> texts() {
        return List.of(texts);
    }

    String text(int index) {
        return texts[index];
    }

    boolean isNumeric() {
        return values.entrySet().stream().allMatch(entry -> isNumber(entry.getValue(), entry.getKey()));
    }

    /** The values as the command line takes them. */
    String text() {
        return Words.join(values.keySet());
    }

    /**
     * The same parameter with values given as text: numbers in the place of numbers, or else some of the names that it has.
     */
    Axis with(String text) {
        List<String> parts = Words.split(text);
        return isNumeric() ? of(name, parts.stream().map(this::number).toList()) : of(name, chosen(parts));
    }

    /** The text of a value by which a cell is named; equal numbers have equal texts. */
    static String text(Object value) {
        if (value instanceof Double number) {
            boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
            return whole ? Long.toString(number.longValue()) : number.toString();
        }
        return value.toString();
    }

    /** Whether a value stands for itself: a number, unless it was given a name of its own. */
    static boolean isNumber(Object value, String text) {
        return value instanceof Double && text(value).equals(text);
    }

    private static void requireText(String name, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(
                    "the parameter \"" + name + "\" has a name or value with half a character: \"" + text + "\"");
        }
    }

    private Map<String, Object> chosen(List<String> names) {
        Map<String, Object> chosen = new LinkedHashMap<>();
        for (String wanted : names) {
            if (!values.containsKey(wanted)) {
                throw new IllegalArgumentException("no " + name + " \"" + wanted + "\"; there are " + values.keySet());
            }
            chosen.put(wanted, values.get(wanted));
        }
        return chosen;
    }

    private Object number(String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " takes numbers, got " + text, e);
        }
        throw new IllegalArgumentException(name + " takes finite numbers, got " + text);
    }

    private static void put(String name, Map<String, Object> byText, Object value) {
        // Adding zero takes the sign from zero, which its text does not show.
        Object kept = NUMBERS.contains(value.getClass()) ? (Object) (((Number) value).doubleValue() + 0.0) : value;
        if (byText.put(text(kept), kept) != null) {
            throw new IllegalArgumentException("two values of \"" + name + "\" have the same text " + text(kept));
        }
    }
}
