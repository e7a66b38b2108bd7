package org.ridgeless.kernel.report;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names characters that look like others, or like nothing, and come with what is copied from a web page or a book. */
final class IllegalCharacters {

    private static final Pattern CODE = Pattern.compile("illegal character: '\\\\u([0-9a-f]{4})'");

    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("\u00a0", "an ordinary space"),
            Map.entry("\u2007", "an ordinary space"),
            Map.entry("\u202f", "an ordinary space"),
            Map.entry("\ufeff", ""),
            Map.entry("\u200b", ""),
            Map.entry("\u201c", "\""),
            Map.entry("\u201d", "\""),
            Map.entry("\u201e", "\""),
            Map.entry("\u00ab", "\""),
            Map.entry("\u00bb", "\""),
            Map.entry("\u2018", "'"),
            Map.entry("\u2019", "'"),
            Map.entry("\u2010", "-"),
            Map.entry("\u2011", "-"),
            Map.entry("\u2013", "-"),
            Map.entry("\u2014", "-"),
            Map.entry("\u2212", "-"),
            Map.entry("\u00d7", "*"),
            Map.entry("\u2264", "<="),
            Map.entry("\u2265", ">="),
            Map.entry("\u2260", "!="),
            Map.entry("\u2026", "..."));

    private IllegalCharacters() {}

    /** The compiler's message with the name of the character and what to put in its place. */
    static String named(String message) {
        Matcher code = CODE.matcher(message);
        if (!code.find()) {
            return message;
        }
        int character = Integer.parseInt(code.group(1), 16);
        String name = String.valueOf(Character.getName(character)).toLowerCase(Locale.ROOT);
        String meant = MEANT.get(Character.toString(character));
        return "illegal character: " + name + " (U+" + code.group(1).toUpperCase(Locale.ROOT) + ")"
                + (meant == null ? "" : meant.isEmpty() ? "; leave it out" : "; put " + meant + " in its place");
    }
}
