package org.ridgeless.tables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Weka's format for data (I. H. Witten and E. Frank, <i>Data Mining</i>, 2000): declared attributes, then rows like CSV. */
final class Arff {
    private static final Pattern ATTRIBUTE =
            Pattern.compile("@attribute\\s+('[^']*'|\"[^\"]*\"|\\S+)\\s+(.*)", Pattern.CASE_INSENSITIVE);

    private Arff() {}

    static Results read(Path file) {
        List<String> names = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        boolean data = false;
        for (String line : CsvText.read(file).rows()) {
            String text = line.trim();
            if (text.startsWith("%")) {
                continue;
            }
            if (data) {
                if (text.startsWith("{")) {
                    throw new IllegalArgumentException(
                            file + " has sparse rows (\"" + text + "\"); accepted are full ones");
                }
                body.append(text.replace('\'', '"')).append('\n');
            } else if (text.toLowerCase(Locale.ROOT).startsWith("@data")) {
                data = true;
            } else if (text.toLowerCase(Locale.ROOT).startsWith("@attribute")) {
                names.add(name(file, text));
            }
        }
        if (names.isEmpty() || body.length() == 0) {
            throw new IllegalArgumentException(file + " is no ARFF file with @attribute lines, @data and rows");
        }
        StringBuilder header = new StringBuilder();
        for (String name : names) {
            header.append(header.length() == 0 ? "" : ",")
                    .append('"')
                    .append(name.replace("\"", "\"\""))
                    .append('"');
        }
        try {
            return CsvColumns.readWithHeader(
                    CsvText.of(header + "\n" + body), file.getFileName().toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String name(Path file, String line) {
        Matcher matcher = ATTRIBUTE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(file + " has an attribute without name and type: " + line);
        }
        String name = matcher.group(1);
        boolean quoted = name.length() > 1 && (name.charAt(0) == '\'' || name.charAt(0) == '"');
        return quoted ? name.substring(1, name.length() - 1) : name;
    }
}
