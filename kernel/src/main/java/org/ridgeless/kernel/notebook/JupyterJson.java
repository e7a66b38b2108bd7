package org.ridgeless.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes JSON exactly as Jupyter writes notebooks: sorted keys, one space of indentation, non-ASCII text as it is, a
 * newline at the end. Numbers keep the spelling in which they were read.
 */
final class JupyterJson {
    private final StringBuilder out = new StringBuilder();

    private JupyterJson() {}

    static String write(JsonElement root) {
        JupyterJson writer = new JupyterJson();
        writer.element(root, 0);
        return writer.out.append('\n').toString();
    }

    private void element(JsonElement element, int depth) {
        if (element instanceof JsonObject object) {
            object(object, depth);
        } else if (element instanceof JsonArray array) {
            array(array, depth);
        } else if (element instanceof JsonPrimitive primitive && primitive.isString()) {
            string(primitive.getAsString());
        } else {
            out.append(element);
        }
    }

    private void object(JsonObject object, int depth) {
        if (object.isEmpty()) {
            out.append("{}");
            return;
        }
        char separator = '{';
        for (Map.Entry<String, JsonElement> entry : new TreeMap<>(object.asMap()).entrySet()) {
            out.append(separator);
            newLine(depth + 1);
            string(entry.getKey());
            out.append(": ");
            element(entry.getValue(), depth + 1);
            separator = ',';
        }
        newLine(depth);
        out.append('}');
    }

    private void array(JsonArray array, int depth) {
        if (array.isEmpty()) {
            out.append("[]");
            return;
        }
        char separator = '[';
        for (JsonElement element : array) {
            out.append(separator);
            newLine(depth + 1);
            element(element, depth + 1);
            separator = ',';
        }
        newLine(depth);
        out.append(']');
    }

    private void newLine(int depth) {
        out.append('\n').append(" ".repeat(depth));
    }

    private void string(String text) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                out.append(text, written, i);
                escaped(c);
                written = i + 1;
            }
        }
        out.append(text, written, text.length());
        out.append('"');
    }

    private void escaped(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> out.append(String.format("\\u%04x", (int) c));
        }
    }
}
