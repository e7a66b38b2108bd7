package org.ridgeless.study;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of authors, {@code Alan Edelman} or {@code Edelman, Alan}, in the forms in which a bibliography needs them. */
final class AuthorNames {
    private static final String OTHERS = "others";

    /** Words that say little as the first of a title. */
    private static final Set<String> SMALL_WORDS = Set.of("a", "an", "the", "on", "do", "does", "how", "why", "for");

    private AuthorNames() {}

    /** The parts between the word {@code and} outside braces, still in LaTeX. */
    static List<String> split(String latex) {
        List<String> names = new ArrayList<>();
        int depth = 0;
        int start = 0;
        String text = latex.replaceAll("\\s+", " ").strip();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0 && text.startsWith(" and ", i)) {
                names.add(text.substring(start, i).strip());
                start = i + 5;
            }
        }
        names.add(text.substring(start).strip());
        return names;
    }

    /** {@code Edelman, Alan} as {@code Alan Edelman}. */
    static String given(String name) {
        String[] parts = name.strip().split("\\s*,\\s*");
        return switch (parts.length) {
            case 1 -> parts[0];
            case 2 -> parts[1] + " " + parts[0];
            default -> parts[2] + " " + parts[0] + " " + parts[1];
        };
    }

    /** The names joined by {@code and}; one that has the word in itself is braced. */
    static String bibtex(List<String> names) {
        return names.stream()
                .map(Latex::fromUnicode)
                .map(name -> name.contains(" and ") ? "{" + name + "}" : name)
                .collect(Collectors.joining(" and "));
    }

    /** One or two family names, or the first of them and et al. */
    static String label(List<String> names) {
        if (names.isEmpty()) {
            return "Anonymous";
        }
        if (names.size() == 2 && !names.get(1).equals(OTHERS)) {
            return family(names.get(0)) + " and " + family(names.get(1));
        }
        return family(names.get(0)) + (names.size() > 1 ? " et al." : "");
    }

    /** A citation key: family name, year, first word of the title that means something. */
    static String key(List<String> names, String year, String title) {
        String word = "";
        for (String next : title.split("[\\s:,?!–—]+")) {
            word = next;
            if (!SMALL_WORDS.contains(next.toLowerCase(Locale.ROOT))) {
                break;
            }
        }
        String plain = Normalizer.normalize(
                (names.isEmpty() ? "anonymous" : family(names.get(0))) + year + word, Normalizer.Form.NFD);
        return plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** What stands before the comma, or the last word with the small particles before it. */
    private static String family(String name) {
        if (name.contains(",")) {
            return name.substring(0, name.indexOf(',')).strip();
        }
        String[] words = name.split(" ");
        int first = words.length - 1;
        while (first > 1 && Character.isLowerCase(words[first - 1].charAt(0))) {
            first--;
        }
        return String.join(" ", List.of(words).subList(first, words.length));
    }
}
