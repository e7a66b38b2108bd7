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
import org.ridgeless.kernel.shell.CellCode;

/**
 * Values as a pane of variables shows them, to be opened step by step. No code of the notebook runs for it: a {@code toString} might
 * not come back.
 */
final class VariableTree {

    private static final int MOST_PARTS = 100;
    private static final int WIDTH = 200;

    /** Where the numbers of a second tree begin. */
    static final int OTHER = 1 << 30;

    /** What can be opened, by its number, which counts from 1 behind the base. */
    private final List<Object> opened = new ArrayList<>();

    private final int base;

    VariableTree(int base) {
        this.base = base;
    }

    /** Values with names that are shown as one. */
    private record Scope(Map<String, Object> values) {}

    /** The number by which they are opened. */
    synchronized int scope(Map<String, Object> values) {
        return open(new Scope(values));
    }

    synchronized void clear() {
        opened.clear();
    }

    /** Adds a value as the answer to an evaluation has it. */
    synchronized void describe(String name, Object value, JsonObject body) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put(name, value);
        JsonObject described = described(one).get(0).getAsJsonObject();
        body.add("result", described.get("value"));
        if (described.has("type")) {
            body.add("type", described.get("type"));
        }
        body.add("variablesReference", described.get("variablesReference"));
    }

    /** The variables of cells, by name; what was opened before is closed. */
    synchronized JsonArray top(Map<String, Object> values) {
        opened.clear();
        return described(values);
    }

    /** The parts of what has a number. */
    synchronized JsonArray parts(int reference) {
        int number = reference - base;
        return number < 1 || number > opened.size() ? new JsonArray() : described(parts(opened.get(number - 1)));
    }

    private JsonArray described(Map<String, Object> values) {
        JsonArray all = new JsonArray();
        values.forEach((name, value) -> {
            JsonObject one = new JsonObject();
            one.addProperty("name", name);
            one.addProperty("evaluateName", name);
            // JupyterLab shows either the type or, where there is none, the value.
            if (!isPlain(value)) {
                one.addProperty("type", value.getClass().getTypeName().replaceAll("^REPL\\.\\$JShell\\$\\w+\\$", ""));
            }
            one.addProperty("value", text(value));
            one.addProperty("variablesReference", parts(value).isEmpty() ? 0 : open(value));
            all.add(one);
        });
        return all;
    }

    private int open(Object value) {
        opened.add(value);
        return base + opened.size();
    }

    private static boolean isPlain(Object value) {
        return value == null
                || value instanceof String
                || value instanceof Number && value.getClass().getName().startsWith("java.lang.")
                || value instanceof Boolean
                || value instanceof Character;
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
        if (value instanceof Scope scope) {
            return scope.values();
        }
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
        } else if (CellCode.isOfCells(value.getClass())) {
            fields(value, parts);
        }
        return parts;
    }

    private static void fields(Object value, Map<String, Object> parts) {
        for (Class<?> type = value.getClass(); CellCode.isOfCells(type); type = type.getSuperclass()) {
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
