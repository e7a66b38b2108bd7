package org.ridgeless.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text as notebooks store it: a list of lines, each with its line end, so that versions can be compared line by line. */
public final class MultilineText {
    // The line ends of Python's str.splitlines, which decide where Jupyter breaks a text.
    private static final Pattern LINE = Pattern.compile(
            "[^\\n\\r\\x0b\\x0c\\x1c-\\x1e\\x85\\u2028\\u2029]*(\\r\\n|[\\n\\r\\x0b\\x0c\\x1c-\\x1e\\x85\\u2028\\u2029]|$)");

    private MultilineText() {}

    /** The text as the list of its lines. */
    public static JsonArray split(String text) {
        JsonArray lines = new JsonArray();
        Matcher matcher = LINE.matcher(text);
        while (matcher.find()) {
            if (!matcher.group().isEmpty()) {
                lines.add(matcher.group());
            }
        }
        return lines;
    }

    /** The text that a string or a list of strings stands for; the empty text for nothing. */
    public static String join(JsonElement stored) {
        if (stored == null || stored.isJsonNull()) {
            return "";
        }
        if (!stored.isJsonArray()) {
            return stored.getAsString();
        }
        StringBuilder text = new StringBuilder();
        for (JsonElement line : stored.getAsJsonArray()) {
            text.append(line.getAsString());
        }
        return text.toString();
    }
}
