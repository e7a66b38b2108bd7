package org.ridgeless.lab.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Formulas on cards, which are narrower than pages. */
final class Formulas {
    private static final Pattern DISPLAYED = Pattern.compile("\\$\\$(.+?)\\$\\$", Pattern.DOTALL);
    private static final Pattern MARK_OF_TEX = Pattern.compile("\\\\[a-zA-Z]+|\\\\.|[{}]");

    private Formulas() {}

    /** A displayed formula, cut where its author left a wide space, so that the pieces may stand one below the other. */
    static String inPieces(String formula) {
        Matcher displayed = DISPLAYED.matcher(formula);
        if (!displayed.lookingAt()) {
            return formula;
        }
        List<String> pieces = new ArrayList<>();
        int depth = 0;
        int start = 0;
        String tex = displayed.group(1);
        Matcher mark = MARK_OF_TEX.matcher(tex);
        while (mark.find()) {
            switch (mark.group()) {
                case "{" -> depth++;
                case "}" -> depth--;
                case "\\quad", "\\qquad" -> {
                    if (depth == 0) {
                        pieces.add(tex.substring(start, mark.start()).strip());
                        start = mark.end();
                    }
                }
                default -> {}
            }
        }
        pieces.add(tex.substring(start).strip());
        return "$$" + String.join("$$ $$", pieces) + "$$\n\n"
                + formula.substring(displayed.end()).strip();
    }
}
