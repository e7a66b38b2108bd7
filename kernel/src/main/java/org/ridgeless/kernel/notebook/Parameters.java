package org.ridgeless.kernel.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes given values into the declarations of the cell tagged {@code parameters}. */
final class Parameters {
    private static final String TAG = "parameters";
    private static final Pattern DECLARATION = Pattern.compile(
            "(?m)^(?<head>[ \\t]*(?:final[ \\t]+)?(?<type>[\\w.]+(?:<[^=;]*>)?(?:\\[\\])*)[ \\t]+(?<name>\\w+)[ \\t]*=[ \\t]*)"
                    + "(?<value>(?:\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])'|[^;\"'\\n])+?)(?<tail>[ \\t]*(?:;|//|$))");

    private Parameters() {}

    static void apply(Map<String, String> values, Notebook notebook) {
        if (values.isEmpty()) {
            return;
        }
        Cell cell = notebook.cells().stream()
                .filter(candidate -> candidate.isCode() && candidate.tags().contains(TAG))
                .findFirst()
                .orElseThrow(() -> new WrongParameterException(
                        notebook.name() + " takes no parameters: it has no code cell" + " tagged \"" + TAG + "\""));
        List<String> declared = new ArrayList<>();
        Matcher matcher = DECLARATION.matcher(cell.source());
        StringBuilder source = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group("name");
            declared.add(name);
            String value = values.get(name);
            if (value != null) {
                String literal = literal(name, value, matcher.group("type"), matcher.group("value"));
                matcher.appendReplacement(
                        source, Matcher.quoteReplacement(matcher.group("head") + literal + matcher.group("tail")));
            }
        }
        matcher.appendTail(source);
        for (String name : values.keySet()) {
            if (!declared.contains(name)) {
                throw new WrongParameterException(
                        notebook.name() + " has no parameter " + name + "; it has " + String.join(", ", declared));
            }
        }
        cell.setSource(source.toString());
    }

    /** The value as Java, judged by the declared type, or by the present value where the type is {@code var}. */
    private static String literal(String name, String value, String type, String present) {
        String kind = type.equals("var") ? kindOf(present) : type;
        return switch (kind) {
            case "String" -> value.matches("(?s)\".*\"") ? value : quoted(value);
            case "boolean", "Boolean" -> checked(name, value, "true|false", "true or false");
            case "int", "Integer", "short", "byte" -> checked(name, value, "[+-]?\\d[\\d_]*", "a whole number");
            case "long", "Long" -> checked(name, value, "[+-]?\\d[\\d_]*[lL]?", "a whole number");
            case "double", "Double" ->
                checked(name, value, "[+-]?(\\d[\\d_]*\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?[dD]?", "a number");
            default -> value;
        };
    }

    private static String kindOf(String present) {
        if (present.startsWith("\"")) {
            return "String";
        }
        if (present.matches("true|false")) {
            return "boolean";
        }
        if (present.matches("[+-]?\\d[\\d_]*")) {
            return "int";
        }
        if (present.matches("[+-]?\\d[\\d_]*[lL]")) {
            return "long";
        }
        return present.matches("[+-]?(\\d[\\d_]*\\.\\d*|\\.\\d+|\\d+[eE].*)[\\deE+-]*") ? "double" : "other";
    }

    private static String checked(String name, String value, String pattern, String accepted) {
        if (!value.matches(pattern)) {
            throw new WrongParameterException("parameter " + name + " takes " + accepted + ", got \"" + value + "\"");
        }
        return value;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
