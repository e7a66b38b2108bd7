package org.ridgeless.kernel.magics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ridgeless.kernel.display.StandardDisplays;
import org.ridgeless.kernel.extension.KernelSession;

/** {@code %who} and {@code %whos}: the variables that cells have declared. */
final class WorkspaceMagics {
    private static final int WIDTH = 60;

    private WorkspaceMagics() {}

    static List<Magic> all() {
        return List.of(
                SimpleMagic.line("who", "%who\nNames the variables that cells have declared.", (call, session) -> {
                    System.out.println(String.join("  ", session.variables().keySet()));
                    return null;
                }),
                SimpleMagic.line(
                        "whos vars",
                        "%whos\nLists the variables that cells have declared, with type, size and value.",
                        (call, session) -> print(session)));
    }

    static Object print(KernelSession session) {
        Map<String, String> types = session.variables();
        if (types.isEmpty()) {
            System.out.println("no variables");
            return null;
        }
        Object[] values = values(types, session);
        List<String[]> rows = new ArrayList<>(List.<String[]>of(new String[] {"name", "type", "size", "value"}));
        int i = 0;
        for (Map.Entry<String, String> variable : types.entrySet()) {
            Object value = values[i++];
            rows.add(new String[] {variable.getKey(), variable.getValue(), size(value), shown(value)});
        }
        int[] widths = new int[3];
        for (String[] row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        for (String[] row : rows) {
            System.out.printf(
                    "%-" + widths[0] + "s  %-" + widths[1] + "s  %" + Math.max(1, widths[2]) + "s  %s%n",
                    (Object[]) row);
        }
        return null;
    }

    private static Object[] values(Map<String, String> types, KernelSession session) {
        String all = types.keySet().stream().collect(Collectors.joining(", "));
        return (Object[]) session.eval("new Object[] {" + all + "}");
    }

    private static String size(Object value) {
        if (value instanceof double[][] rows) {
            return rows.length + "×" + (rows.length == 0 ? 0 : rows[0].length);
        }
        if (value instanceof Collection<?> collection) {
            return String.valueOf(collection.size());
        }
        if (value instanceof Map<?, ?> map) {
            return String.valueOf(map.size());
        }
        if (value instanceof CharSequence text) {
            return String.valueOf(text.length());
        }
        return value != null && value.getClass().isArray()
                ? String.valueOf(java.lang.reflect.Array.getLength(value))
                : "";
    }

    private static String shown(Object value) {
        String text;
        try {
            text = StandardDisplays.text(value);
        } catch (RuntimeException | StackOverflowError e) {
            text = "(its toString fails: " + e + ")";
        }
        String line = text.lines().findFirst().orElse("");
        return line.length() <= WIDTH && line.length() == text.length()
                ? line
                : line.substring(0, Math.min(WIDTH, line.length())) + "…";
    }
}
