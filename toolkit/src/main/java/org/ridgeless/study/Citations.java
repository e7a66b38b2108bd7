package org.ridgeless.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Citations {@code [@key]} and {@code [@key, Theorem 3]} in Markdown. */
final class Citations {
    private static final String START = "[@";
    private static final Pattern CITATION = Pattern.compile("\\[@([A-Za-z0-9][A-Za-z0-9_:.+/-]*)(?:,\\s*([^\\]]+))?]");

    private Citations() {}

    /** A key and where in the paper; the place may be empty. */
    record Citation(String key, String where) {
        private static Citation of(MatchResult match) {
            String where = match.group(2);
            return new Citation(
                    match.group(1),
                    where == null ? "" : where.replaceAll("\\s+", " ").strip());
        }
    }

    /**
     * @throws IllegalArgumentException if something begins like a citation and is none; the message quotes it
     */
    static List<Citation> in(String text) {
        List<Citation> found = new ArrayList<>();
        Matcher citation = CITATION.matcher(text);
        for (int at = text.indexOf(START); at >= 0; at = text.indexOf(START, at + START.length())) {
            if (!citation.find(at) || citation.start() != at) {
                throw new IllegalArgumentException("a citation is [@key] or [@key, Theorem 3], got \""
                        + text.substring(at, Math.min(text.length(), at + 40))
                                .lines()
                                .findFirst()
                                .orElse("") + "\"");
            }
            found.add(Citation.of(citation));
        }
        return found;
    }

    /** The text with author, year and link in the place of each key. */
    static String resolved(String text, Function<String, Paper> papers) {
        return CITATION.matcher(text).replaceAll(match -> {
            Citation citation = Citation.of(match);
            Paper paper = papers.apply(citation.key());
            String label = paper.link()
                    .map(url -> "[" + paper.label() + "](" + url + ")")
                    .orElse(paper.label());
            return Matcher.quoteReplacement(label + (citation.where().isEmpty() ? "" : ", " + citation.where()));
        });
    }
}
