package org.ridgeless.study;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jbibtex.BibTeXEntry;
import org.jbibtex.BibTeXObject;
import org.jbibtex.BibTeXParser;
import org.jbibtex.Key;
import org.jbibtex.ObjectResolutionException;
import org.jbibtex.ParseException;
import org.jbibtex.TokenMgrException;
import org.jbibtex.Value;

/**
 * From BibTeX to papers: JBibTeX reads the entries, {@link Latex} their text (JBibTeX drops ł and the accent of ń
 * without a word).
 */
final class BibtexReader {
    private static final Pattern ENTRY = Pattern.compile("@\\s*(\\w+)\\s*[{(]\\s*([^\\s,{}()]*)");
    private static final Pattern LINE = Pattern.compile("\\bline (\\d+)");

    private final String bibtex;
    private final String source;
    private final List<Start> starts = new ArrayList<>();
    private final Map<String, Integer> times = new HashMap<>();

    /** The line on which an entry begins. */
    private record Start(String key, int line) {}

    BibtexReader(String bibtex, String source) {
        this.bibtex = bibtex;
        this.source = source;
        int at = 0;
        int line = 1;
        Matcher entry = ENTRY.matcher(bibtex);
        while (entry.find()) {
            line += newlines(at, entry.start());
            at = entry.start();
            starts.add(new Start(entry.group(2), line));
            times.merge(entry.group(2), 1, Integer::sum);
        }
    }

    Map<String, Paper> papers() {
        Map<String, Paper> papers = new LinkedHashMap<>();
        for (BibTeXObject object : objects()) {
            if (object instanceof BibTeXEntry entry) {
                String key = entry.getKey().getValue();
                papers.put(key, paper(key, entry));
            }
        }
        return papers;
    }

    private List<BibTeXObject> objects() {
        try {
            return new BibTeXParser().parse(new StringReader(bibtex)).getObjects();
        } catch (ParseException | TokenMgrException malformed) {
            String message = String.valueOf(malformed.getMessage()).strip();
            Matcher line = LINE.matcher(message);
            int number = line.find()
                    ? Integer.parseInt(line.group(1))
                    : (int) bibtex.lines().count();
            String what = message.lines().findFirst().orElse("").strip();
            throw new IllegalArgumentException(
                    source + ", line " + number + ", " + entryBefore(number) + ": " + what, malformed);
        } catch (ObjectResolutionException unknown) {
            int at = bibtex.indexOf(unknown.getMessage());
            int number = 1 + newlines(0, Math.max(0, at));
            throw new IllegalArgumentException(
                    source + ", line " + number + ", " + entryBefore(number) + ": no @string " + unknown.getMessage()
                            + " (text stands in braces)",
                    unknown);
        }
    }

    private Paper paper(String key, BibTeXEntry entry) {
        if (!times.containsKey(key)) {
            throw new IllegalArgumentException(source + ": an entry without a key (" + entry.getType() + ")");
        }
        if (times.getOrDefault(key, 0) > 1) {
            throw error(key, "the key is there twice", null); // JBibTeX keeps one of the two without a word.
        }
        Map<String, String> raw = new LinkedHashMap<>();
        for (Map.Entry<Key, Value> field : entry.getFields().entrySet()) {
            raw.put(
                    field.getKey().getValue().toLowerCase(Locale.ROOT),
                    field.getValue().toUserString());
        }
        for (String needed : List.of("author", "title", "year")) {
            if (raw.getOrDefault(needed, "").isBlank()) {
                throw error(key, "no " + needed, null);
            }
        }
        List<String> authors = AuthorNames.split(raw.remove("author")).stream()
                .map(name -> decoded(key, "author", name))
                .toList();
        Map<String, String> fields = new LinkedHashMap<>();
        if (raw.containsKey("eprint")) {
            raw.putIfAbsent("archiveprefix", "arXiv");
        }
        raw.forEach((name, text) -> fields.put(name, decoded(key, name, text)));
        if (fields.getOrDefault("archiveprefix", "").equalsIgnoreCase("arXiv")) {
            fields.computeIfPresent("eprint", (name, number) -> checked(key, name, () -> Identifiers.arXiv(number)));
        }
        return new Paper(entry.getType().getValue().toLowerCase(Locale.ROOT), key, authors, fields);
    }

    private String decoded(String key, String name, String latex) {
        return checked(key, name, () -> switch (name) {
            case "doi" -> Identifiers.doi(latex.replace("\\_", "_"));
            case "url" -> latex.strip().replace("\\_", "_");
            case "eprint" -> latex.strip();
            case "year" -> year(Latex.toUnicode(latex));
            case "pages" -> Latex.toUnicode(latex).replaceAll("\\s*[-–]+\\s*", "–");
            default -> Latex.toUnicode(latex);
        });
    }

    private String checked(String key, String name, Supplier<String> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException malformed) {
            throw error(key, name + ": " + malformed.getMessage(), malformed);
        }
    }

    private static String year(String text) {
        if (!text.matches("\\d{4}")) {
            throw new IllegalArgumentException("a year has four digits, got \"" + text + "\"");
        }
        return text;
    }

    private IllegalArgumentException error(String key, String what, Exception cause) {
        return new IllegalArgumentException(source + ", line " + lineOf(key) + ", " + key + ": " + what, cause);
    }

    /** Of the last entry with that key. */
    private int lineOf(String key) {
        return starts.stream()
                .filter(start -> start.key().equals(key))
                .mapToInt(Start::line)
                .reduce(0, (first, last) -> last);
    }

    private String entryBefore(int line) {
        String key = starts.stream()
                .filter(start -> start.line() <= line)
                .map(Start::key)
                .reduce("before the first entry", (first, last) -> last);
        return key.isEmpty() ? "an entry without a key" : key;
    }

    private int newlines(int from, int to) {
        return (int) bibtex.substring(from, to).chars().filter(c -> c == '\n').count();
    }
}
