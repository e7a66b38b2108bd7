package org.ridgeless.study;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ridgeless.study.Card.Part;

/**
 * Reads a card:
 *
 * <pre>
 * ---
 * entry: B13
 * themes: [descent]
 * cost: 15 s / 5 min
 * slider: momentum 0 0.5 0.9
 * ---
 *
 * # Title
 *
 * Claim, in one paragraph or several.
 *
 * ## Formulas
 *
 * $$\kappa \to \infty$$
 *
 * where it is valid
 *
 * ## Assumptions
 *
 * * one
 *
 * ## Remarks
 *
 * A paragraph, with [&#64;key, Theorem 3] where a paper is meant.
 *
 * ## Papers
 *
 * * [&#64;key, Theorem 3]
 * </pre>
 *
 * Every part may be missing here; {@link Card} says which it needs. Lines of a paragraph are joined.
 */
final class CardFile {
    private static final String FENCE = "---";
    private static final String CLAIM = "the claim";
    private static final String FORMULAS = "Formulas";
    private static final String ASSUMPTIONS = "Assumptions";
    private static final String REMARKS = "Remarks";
    private static final String PAPERS = "Papers";
    private static final List<String> SECTIONS = List.of(FORMULAS, ASSUMPTIONS, REMARKS, PAPERS);
    private static final Map<String, Part> MATTER =
            Map.of("entry", Part.ENTRY, "themes", Part.THEMES, "cost", Part.COST, "slider", Part.SLIDER);
    private static final Pattern FORMULA = Pattern.compile("\\$\\$(.+?)\\$\\$(.*?)(?=\\$\\$|\\z)", Pattern.DOTALL);

    private final List<String> lines;
    private final Map<Part, List<String>> parts = new EnumMap<>(Part.class);
    private final Map<String, StringBuilder> sections = new LinkedHashMap<>();

    CardFile(String markdown) {
        lines = markdown.replace("\uFEFF", "").lines().toList();
        split(frontMatter());
        put(Part.CLAIM, paragraphs(section(CLAIM)));
        put(Part.FORMULAS, formulas());
        put(Part.ASSUMPTIONS, bullets(ASSUMPTIONS));
        put(Part.REMARKS, paragraphs(section(REMARKS)));
        parts.values().forEach(texts -> texts.forEach(Citations::in));
    }

    Map<Part, List<String>> parts() {
        return parts;
    }

    List<Citations.Citation> papers() {
        List<Citations.Citation> papers = new ArrayList<>();
        for (String bullet : bullets(PAPERS)) {
            List<Citations.Citation> cited = Citations.in(bullet);
            if (cited.size() != 1 || !bullet.startsWith("[@") || !bullet.endsWith("]")) {
                throw new IllegalArgumentException(
                        "a line of ## Papers is * [@key] or * [@key, Theorem 3], got \"" + bullet + "\"");
            }
            papers.addAll(cited);
        }
        return papers;
    }

    /** A formula as a card has it. */
    static String formula(String latex, String valid) {
        return ("$$" + latex.strip() + "$$\n" + joined(valid)).strip();
    }

    /** The number of the first line after the front matter. */
    private int frontMatter() {
        if (lines.isEmpty() || !lines.get(0).equals(FENCE)) {
            throw at(1, "the front matter begins with a line " + FENCE);
        }
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.equals(FENCE)) {
                return i + 1;
            }
            if (!line.isEmpty()) {
                matter(i + 1, line);
            }
        }
        throw at(1, "the front matter has no closing line " + FENCE);
    }

    private void matter(int number, String line) {
        int colon = line.indexOf(':');
        Part part = colon < 0 ? null : MATTER.get(line.substring(0, colon).strip());
        if (part == null) {
            throw at(
                    number,
                    "the front matter has entry: …, themes: [a, b], cost: … and slider: …, got \"" + line + "\"");
        }
        if (parts.containsKey(part)) {
            throw at(number, line.substring(0, colon).strip() + " is there twice");
        }
        String value = line.substring(colon + 1).strip();
        try {
            put(part, part == Part.THEMES ? themes(value) : List.of(value));
        } catch (IllegalArgumentException malformed) {
            throw at(number, malformed.getMessage());
        }
    }

    private static List<String> themes(String value) {
        List<String> themes = new ArrayList<>();
        for (String tag : value.replaceAll("^\\[|]$", "").split(",")) {
            themes.add(CardNames.theme(tag.strip(), themes));
        }
        return themes;
    }

    private void split(int from) {
        StringBuilder current = new StringBuilder();
        boolean code = false;
        for (int i = from; i < lines.size(); i++) {
            String line = lines.get(i);
            code ^= line.startsWith("```");
            if (!code && line.startsWith("# ")) {
                if (parts.put(Part.TITLE, List.of(line.substring(2).strip())) != null) {
                    throw at(i + 1, "a second title \"" + line + "\"");
                }
                current = sections.computeIfAbsent(CLAIM, claim -> new StringBuilder());
            } else if (!code && line.startsWith("## ")) {
                current = begin(i + 1, line.substring(3).strip());
            } else if (sections.isEmpty() && !line.isBlank()) {
                throw at(i + 1, "after the front matter comes # and the title, got \"" + line + "\"");
            } else {
                current.append(line).append('\n');
            }
        }
    }

    private StringBuilder begin(int number, String heading) {
        if (!SECTIONS.contains(heading)) {
            throw at(number, "the sections of a card are ## " + String.join(", ## ", SECTIONS) + "; got ## " + heading);
        }
        StringBuilder section = new StringBuilder();
        if (sections.put(heading, section) != null) {
            throw at(number, "a second section ## " + heading);
        }
        return section;
    }

    private String section(String heading) {
        return sections.getOrDefault(heading, new StringBuilder()).toString().strip();
    }

    private List<String> formulas() {
        String text = section(FORMULAS);
        List<String> formulas = new ArrayList<>();
        Matcher next = FORMULA.matcher(text);
        int end = 0;
        while (next.find() && next.start() == end) {
            if (next.group(2).isBlank()) {
                throw new IllegalArgumentException(
                        "## Formulas: no word on where $$" + next.group(1).strip() + "$$ is valid");
            }
            formulas.add(formula(next.group(1), next.group(2)));
            end = next.end();
        }
        if (end < text.length()) {
            throw new IllegalArgumentException("## Formulas: a formula $$…$$ and then where it is valid, got \""
                    + text.substring(end).lines().findFirst().orElse("") + "\"");
        }
        return formulas;
    }

    private List<String> bullets(String heading) {
        List<String> bullets = new ArrayList<>();
        for (String line : section(heading).split("\n")) {
            if (line.startsWith("* ") || line.startsWith("- ")) {
                bullets.add(line.substring(2).strip());
            } else if (!line.isBlank() && bullets.isEmpty()) {
                throw new IllegalArgumentException(
                        "## " + heading + " is a list with * before each item, got \"" + line + "\"");
            } else if (!line.isBlank()) {
                bullets.add(bullets.remove(bullets.size() - 1) + " " + line.strip());
            }
        }
        return bullets;
    }

    private static List<String> paragraphs(String text) {
        List<String> paragraphs = new ArrayList<>();
        for (String paragraph : text.split("\n\\s*\n")) {
            if (!paragraph.isBlank()) {
                boolean prose = paragraph
                        .lines()
                        .noneMatch(line -> line.matches("\\s*([*+>|-] .*|\\d+\\. .*|```.*|\\|.*|    .*)"));
                paragraphs.add(prose ? joined(paragraph) : paragraph);
            }
        }
        return paragraphs;
    }

    private static String joined(String paragraph) {
        return paragraph.strip().replaceAll("[ \t]*\n[ \t]*", " ");
    }

    private void put(Part part, List<String> texts) {
        if (!texts.isEmpty()) {
            parts.put(part, List.copyOf(texts));
        }
    }

    private static IllegalArgumentException at(int line, String what) {
        return new IllegalArgumentException("line " + line + ": " + what);
    }
}
