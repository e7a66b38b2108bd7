package org.ridgeless.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ridgeless.kernel.shell.JavaShell;

/**
 * Values as a pane of variables shows them, to be opened step by step. No code of the notebook runs for it: a {@code toString} might
 * not come back.
 */
final class VariableTree {

    private static final int MOST_PARTS = 100;
    private static final int WIDTH = 200;

    /** What can be opened, by its number, which counts from 1. */
    private final List<Object> opened = new ArrayList<>();

    /** The variables of cells, by name; what was opened before is closed. */
    synchronized JsonArray top(Map<String, Object> values) {
        opened.clear();
        return described(values);
    }

    /** The parts of what has a number. */
    synchronized JsonArray parts(int reference) {
        return reference < 1 || reference > opened.size()
                ? new JsonArray()
                : described(parts(opened.get(reference - 1)));
    }

    private JsonArray described(Map<String, Object> values) {
        JsonArray all = new JsonArray();
        values.forEach((name, value) -> {
            JsonObject one = new JsonObject();
            one.addProperty("name", name);
            one.addProperty("evaluateName", name);
            one.addProperty(
                    "type",
                    value == null
                            ? "null"
                            : value.getClass().getTypeName().replaceAll("^REPL\\.\\$JShell\\$\\w+\\$", ""));
            one.addProperty("value", text(value));
            one.addProperty("variablesReference", parts(value).isEmpty() ? 0 : open(value));
            all.add(one);
        });
        return all;
    }

    private int open(Object value) {
        opened.add(value);
        return opened.size();
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return '"' + (text.length() <= WIDTH ? text : text.substring(0, WIDTH) + "…") + '"';
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value == null || value.getClass().getName().startsWith("java.lang.") && !(value instanceof Iterable)) {
            return String.valueOf(value);
        }
        if (value.getClass().isArray()) {
            return "length " + Array.getLength(value);
        }
        if (isOfJava(value) && value instanceof Collection<?> collection) {
            return "size " + collection.size();
        }
        if (isOfJava(value) && value instanceof Map<?, ?> map) {
            return "size " + map.size();
        }
        return value.getClass().getSimpleName();
    }

    private static boolean isOfJava(Object value) {
        return value.getClass().getName().startsWith("java.util.");
    }

    private static Map<String, Object> parts(Object value) {
        Map<String, Object> parts = new LinkedHashMap<>();
        if (value == null || value instanceof String || value instanceof Enum) {
            return parts;
        }
        if (value.getClass().isArray()) {
            for (int i = 0; i < Math.min(MOST_PARTS, Array.getLength(value)); i++) {
                parts.put("[" + i + "]", Array.get(value, i));
            }
        } else if (isOfJava(value) && value instanceof Collection<?> collection) {
            int i = 0;
            for (Object element : collection) {
                if (i == MOST_PARTS) {
                    break;
                }
                parts.put("[" + i++ + "]", element);
            }
        } else if (isOfJava(value) && value instanceof Map<?, ?> map) {
            map.entrySet().stream()
                    .limit(MOST_PARTS)
                    .forEach(entry -> parts.put("[" + text(entry.getKey()) + "]", entry.getValue()));
        } else if (JavaShell.isOfCells(value.getClass())) {
            fields(value, parts);
        }
        return parts;
    }

    private static void fields(Object value, Map<String, Object> parts) {
        for (Class<?> type = value.getClass(); JavaShell.isOfCells(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                    try {
                        field.setAccessible(true);
                        parts.putIfAbsent(field.getName(), field.get(value));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
    }
}
