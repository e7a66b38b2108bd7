package org.ridgeless.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers that a notebook's text names, and whether a cell has written them: in its code or in its output. A number in
 * the text agrees with one there to the digits that the text gives.
 */
final class Prose {
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w.,^])\\d+(?:[,_]\\d{3})*(?:\\.\\d+)?(?:[eE]-?\\d+)?");

    /** What is a label, a citation, a link or the edition of something, and no result. */
    private static final List<Pattern> LABELS = List.of(
            Pattern.compile("\\[[^\\]]*]\\((?:[^()]|\\([^()]*\\))*\\)"),
            Pattern.compile("\\b(?:19|20)\\d\\d(?=\\))"),
            Pattern.compile(
                    "(?i)\\b(?:figures?|claims?|theorems?|tasks?|exercises?|notebooks?|weeks?)\\*{0,2} \\d+(?:(?:,| and) \\d+)*"),
            Pattern.compile("numbered \\(\\d+\\) and \\(\\d+\\)"),
            Pattern.compile("(?m)^(?:\\*\\*)?\\d+\\.(?=\\s|\\*)"),
            Pattern.compile("\\([^()]*[A-Z][a-z]+ \\d{4}[^()]*\\)"));

    /** Cells before and after a text whose code and outputs it may speak about. */
    private static final int REACH = 4;

    private Prose() {}

    /** The numbers that no cell near the text has written, with the text's identifier and what stands around them. */
    static List<String> unwritten(NotebookFile notebook) {
        List<String> found = new ArrayList<>();
        List<NotebookFile.Cell> cells = notebook.cells();
        for (int i = 0; i < cells.size(); i++) {
            NotebookFile.Cell cell = cells.get(i);
            if (!cell.isCode() && !cell.id().startsWith("exercise")) {
                List<Double> written = written(near(cells, i));
                String text = withoutLabels(cell.source());
                Matcher matcher = NUMBER.matcher(text);
                while (matcher.find()) {
                    if (!isCoefficient(text, matcher)
                            && written.stream().noneMatch(value -> agree(text, matcher, value))) {
                        String around = text.substring(
                                Math.max(0, matcher.start() - 30), Math.min(text.length(), matcher.end() + 20));
                        found.add(
                                cell.id() + ": " + matcher.group() + " in \"" + around.replaceAll("\\s+", " ") + "\"");
                    }
                }
            }
        }
        return found;
    }

    /** An introduction speaks about the whole notebook; every other text about what stands around it. */
    private static List<NotebookFile.Cell> near(List<NotebookFile.Cell> cells, int text) {
        boolean introduction = cells.subList(0, text).stream().noneMatch(NotebookFile.Cell::isCode);
        int from = introduction ? 0 : Math.max(0, text - REACH);
        int to = introduction ? cells.size() : Math.min(cells.size(), text + REACH + 1);
        return cells.subList(from, to).stream()
                .filter(NotebookFile.Cell::isCode)
                .toList();
    }

    private static List<Double> written(List<NotebookFile.Cell> cells) {
        List<Double> values = new ArrayList<>();
        for (NotebookFile.Cell cell : cells) {
            Matcher matcher = NUMBER.matcher(cell.source() + "\n" + cell.outputText());
            while (matcher.find()) {
                values.add(value(matcher.group()));
            }
        }
        return values;
    }

    private static String withoutLabels(String text) {
        String kept = text;
        for (Pattern label : LABELS) {
            kept = label.matcher(kept).replaceAll(" ");
        }
        return kept;
    }

    /** One digit within a formula: an exponent or a factor of a definition. */
    private static boolean isCoefficient(String text, Matcher number) {
        long dollars =
                text.substring(0, number.start()).chars().filter(c -> c == '$').count();
        return number.group().length() == 1 && (dollars % 2 == 1 || text.startsWith("^", number.end()));
    }

    /** Equal to the digits that the text gives; a percentage may be written as a share. */
    private static boolean agree(String text, Matcher number, double written) {
        String plain = number.group().replaceAll("[,_]", "");
        int point = plain.indexOf('.');
        double half = point < 0 ? 0 : 0.5 * Math.pow(10, point + 1 - plain.length());
        double slack = half * (1 + 1e-9) + 1e-12;
        boolean isShare = text.substring(number.end()).matches("(?s)\\s?\\\\?%.*");
        double inProse = value(plain);
        return Math.abs(inProse - written) <= slack || isShare && Math.abs(inProse - 100 * written) <= slack;
    }

    private static double value(String number) {
        return Double.parseDouble(number.replaceAll("[,_]", ""));
    }
}
