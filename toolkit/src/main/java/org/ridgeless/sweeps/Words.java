package org.ridgeless.sweeps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Texts in a line with commas between; those with a comma, a quote or blanks at their ends are quoted. */
final class Words {
    private Words() {}

    static String join(Collection<String> words) {
        return words.stream().map(Words::quotedIfNeeded).collect(Collectors.joining(", "));
    }

    /** The texts that were joined. */
    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        int[] place = {0};
        while (place[0] < line.length()) {
            char c = line.charAt(place[0]);
            if (c == ',' || c == ' ') {
                place[0]++;
            } else {
                words.add(c == '"' ? quotedAt(line, place) : plainAt(line, place));
            }
        }
        return words;
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The quoted text that begins at a place, which moves behind it. */
    static String quotedAt(String line, int[] place) {
        StringBuilder text = new StringBuilder();
        int i = place[0] + 1;
        while (i < line.length() && line.charAt(i) != '"') {
            i += line.charAt(i) == '\\' && i + 1 < line.length() ? 1 : 0;
            text.append(line.charAt(i++));
        }
        if (i >= line.length()) {
            throw new IllegalArgumentException("a quote is missing at the end of " + line);
        }
        place[0] = i + 1;
        return text.toString();
    }

    private static String plainAt(String line, int[] place) {
        int end = line.indexOf(',', place[0]);
        end = end < 0 ? line.length() : end;
        String text = line.substring(place[0], end).strip();
        place[0] = end;
        return text;
    }

    private static String quotedIfNeeded(String text) {
        boolean plain = !text.isEmpty() && text.equals(text.strip()) && text.indexOf(',') < 0 && text.indexOf('"') < 0;
        return plain ? text : quoted(text);
    }
}
