package org.ridgeless.kernel.notebook.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program wrote for a terminal, as HTML: ANSI colours become spans, carriage returns overwrite their line. */
final class TerminalText {
    private static final int LONGEST_CODE = 3;
    private static final int UNKNOWN_CODE = -1;
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[([0-9;]*)m");
    private static final Pattern OTHER_CONTROL = Pattern.compile("\u001B\\[[0-9;?]*[A-Za-ln-z]");

    private boolean bold;
    private boolean underlined;
    private String foreground = "";
    private String background = "";

    private TerminalText() {}

    static String html(String text) {
        return new TerminalText()
                .convert(overwritten(OTHER_CONTROL.matcher(text).replaceAll("")));
    }

    /** The text after every carriage return has thrown away the line before it. */
    static String overwritten(String text) {
        if (text.indexOf('\r') < 0) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        for (String line : text.replace("\r\n", "\n").split("(?<=\n)")) {
            String end = line.endsWith("\n") ? "\n" : "";
            String body = line.substring(0, line.length() - end.length()).replaceAll("\r+$", "");
            kept.append(body.substring(body.lastIndexOf('\r') + 1)).append(end);
        }
        return kept.toString();
    }

    private String convert(String text) {
        StringBuilder html = new StringBuilder();
        Matcher matcher = COLOUR.matcher(text);
        int end = 0;
        while (matcher.find()) {
            append(html, text.substring(end, matcher.start()));
            apply(matcher.group(1));
            end = matcher.end();
        }
        append(html, text.substring(end));
        return html.toString();
    }

    private void append(StringBuilder html, String text) {
        if (text.isEmpty()) {
            return;
        }
        String classes = classes();
        html.append(
                classes.isEmpty()
                        ? Html.escape(text)
                        : "<span class=\"" + classes + "\">" + Html.escape(text) + "</span>");
    }

    private String classes() {
        List<String> classes = new ArrayList<>();
        if (bold) {
            classes.add("ansi-bold");
        }
        if (underlined) {
            classes.add("ansi-underline");
        }
        if (!foreground.isEmpty()) {
            classes.add("ansi-" + foreground);
        }
        if (!background.isEmpty()) {
            classes.add("ansi-on-" + background);
        }
        return String.join(" ", classes);
    }

    private void apply(String codes) {
        String[] parts = codes.isEmpty() ? new String[] {"0"} : codes.split(";");
        for (int i = 0; i < parts.length; i++) {
            int code = code(parts[i]);
            if (code == 38 || code == 48) {
                // 38;5;n and 38;2;r;g;b choose from palettes that the page does not have.
                i += i + 1 < parts.length && parts[i + 1].equals("5") ? 2 : 4;
            } else {
                apply(code);
            }
        }
    }

    private static int code(String digits) {
        if (digits.isEmpty()) {
            return 0;
        }
        return digits.length() > LONGEST_CODE ? UNKNOWN_CODE : Integer.parseInt(digits);
    }

    private void apply(int code) {
        if (code == 0) {
            bold = false;
            underlined = false;
            foreground = "";
            background = "";
        } else if (code == 1) {
            bold = true;
        } else if (code == 22) {
            bold = false;
        } else if (code == 4 || code == 24) {
            underlined = code == 4;
        } else if (code >= 30 && code <= 37 || code >= 90 && code <= 97) {
            foreground = String.valueOf(code % 10);
        } else if (code == 39) {
            foreground = "";
        } else if (code >= 40 && code <= 47 || code >= 100 && code <= 107) {
            background = String.valueOf(code % 10);
        } else if (code == 49) {
            background = "";
        }
    }
}
