package org.ridgeless.plots;

import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import org.ridgeless.plots.MathText.Glyphs;
import org.ridgeless.plots.MathText.Piece;
import org.ridgeless.plots.MathText.Scripts;

/** Reads labels: text, and a subset of LaTeX between dollar signs. */
final class MathParser {
    private static final double SHRINK = 0.7;
    private static final double UP = 0.36;
    private static final double DOWN = -0.18;

    private final String source;
    private final int textStyle;
    private int at;

    MathParser(String source, int textStyle) {
        this.source = source;
        this.textStyle = textStyle;
    }

    /** Text with formulas in it. */
    List<Piece> label() {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (at < source.length()) {
            if (source.startsWith("\\$", at)) {
                text.append('$');
                at += 2;
            } else if (source.charAt(at) == '$' && isClosed()) {
                flush(text, pieces);
                at++;
                formula(pieces, 1, 0, '$');
                at++;
            } else {
                text.append(source.charAt(at++));
            }
        }
        flush(text, pieces);
        return List.copyOf(pieces);
    }

    /** Whether another dollar sign follows, so that this one opens a formula. */
    private boolean isClosed() {
        int next = source.indexOf('$', at + 1);
        while (next > 0 && source.charAt(next - 1) == '\\') {
            next = source.indexOf('$', next + 1);
        }
        return next > 0;
    }

    private void flush(StringBuilder text, List<Piece> pieces) {
        if (!text.isEmpty()) {
            pieces.add(new Glyphs(text.toString(), textStyle, 1, 0));
            text.setLength(0);
        }
    }

    private void formula(List<Piece> pieces, double scale, double raise, char end) {
        while (true) {
            if (at >= source.length()) {
                throw error("\"" + end + "\" is missing at the end");
            }
            if (source.charAt(at) == end) {
                return;
            }
            item(pieces, scale, raise);
        }
    }

    /** One atom with its index and power. */
    private void item(List<Piece> pieces, double scale, double raise) {
        char next = source.charAt(at);
        if (next == '^' || next == '_') {
            List<Piece> lower = new ArrayList<>();
            List<Piece> upper = new ArrayList<>();
            while (at < source.length() && (source.charAt(at) == '^' || source.charAt(at) == '_')) {
                boolean up = source.charAt(at++) == '^';
                argument(up ? upper : lower, scale * SHRINK, raise + scale * (up ? UP : DOWN));
            }
            pieces.add(new Scripts(List.copyOf(lower), List.copyOf(upper)));
        } else {
            atom(pieces, scale, raise);
        }
    }

    /** A group in braces, or a single atom. */
    private void argument(List<Piece> pieces, double scale, double raise) {
        skipSpaces();
        if (at >= source.length() || source.charAt(at) == '$') {
            throw error("something is missing after \"" + source.substring(0, at) + "\"");
        }
        if (source.charAt(at) == '{') {
            at++;
            formula(pieces, scale, raise, '}');
            at++;
        } else {
            atom(pieces, scale, raise);
        }
    }

    private void atom(List<Piece> pieces, double scale, double raise) {
        char c = source.charAt(at);
        if (c == '{') {
            argument(pieces, scale, raise);
        } else if (c == '\\') {
            command(pieces, scale, raise);
        } else if (c == ' ') {
            at++;
        } else if (c == '}' || c == '&') {
            throw error("unexpected \"" + c + "\"");
        } else {
            at++;
            String text = c == '-' ? "−" : c == '\'' ? "′" : c == '*' ? "∗" : String.valueOf(c);
            symbol(pieces, text, scale, raise);
        }
    }

    private void symbol(List<Piece> pieces, String text, double scale, double raise) {
        boolean operator = Latex.SPACED.contains(text);
        String spaced =
                operator && scale == 1 && !pieces.isEmpty() && !opens(pieces) ? "\u2005" + text + "\u2005" : text;
        pieces.add(new Glyphs(spaced, style(text), scale, raise));
    }

    private static boolean opens(List<Piece> pieces) {
        return pieces.get(pieces.size() - 1) instanceof Glyphs last
                && !last.text().isEmpty()
                && "([{⟨|,=<≤>≥ \u2005".indexOf(last.text().charAt(last.text().length() - 1)) >= 0;
    }

    private static int style(String text) {
        char c = text.charAt(0);
        boolean upright = c >= 'Α' && c <= 'Ω' || c > '\u1fff' || !Character.isLetter(c);
        return upright ? Font.PLAIN : Font.ITALIC;
    }

    private void command(List<Piece> pieces, double scale, double raise) {
        int start = ++at;
        while (at < source.length() && Character.isLetter(source.charAt(at))) {
            at++;
        }
        at = at == start ? Math.min(at + 1, source.length()) : at;
        String name = source.substring(start, at);
        if (Latex.symbol(name) != null) {
            symbol(pieces, Latex.symbol(name), scale, raise);
        } else if (Latex.FUNCTIONS.contains(name)) {
            boolean first = pieces.isEmpty() || opens(pieces) || scale < 1;
            pieces.add(
                    new Glyphs((first ? "" : "\u2009") + name + (scale < 1 ? "" : "\u2009"), Font.PLAIN, scale, raise));
        } else if (Latex.ROMAN.contains(name) || Latex.BOLD.contains(name)) {
            pieces.add(new Glyphs(raw(), Latex.BOLD.contains(name) ? Font.BOLD : Font.PLAIN, scale, raise));
        } else if (name.equals("mathbb") || name.equals("mathcal")) {
            symbol(pieces, Latex.alphabet(name, raw()), scale, raise);
        } else if (Latex.ACCENTS.containsKey(name)) {
            accent(pieces, Latex.ACCENTS.get(name), scale, raise);
        } else if (name.equals("frac") || name.equals("tfrac") || name.equals("dfrac")) {
            bracketed(pieces, scale, raise);
            pieces.add(new Glyphs("/", Font.PLAIN, scale, raise));
            bracketed(pieces, scale, raise);
        } else if (name.equals("sqrt")) {
            pieces.add(new Glyphs("√", Font.PLAIN, scale, raise));
            bracketed(pieces, scale, raise);
        } else if (!Latex.IGNORED.contains(name)) {
            throw error("\\" + name + " is not known; labels take Greek letters, ^ and _, \\frac, \\sqrt, \\hat, \\bar,"
                    + " \\text, \\mathbb, \\mathcal, functions such as \\log, relations and operators");
        }
    }

    /** An argument, in parentheses if it is more than one atom. */
    private void bracketed(List<Piece> pieces, double scale, double raise) {
        List<Piece> inner = new ArrayList<>();
        argument(inner, scale, raise);
        long parts = inner.stream().filter(piece -> piece instanceof Glyphs).count();
        boolean number =
                inner.stream().allMatch(p -> p instanceof Glyphs g && g.text().matches("[0-9.]"));
        if (parts > 1 && !number) {
            inner.add(0, new Glyphs("(", Font.PLAIN, scale, raise));
            inner.add(new Glyphs(")", Font.PLAIN, scale, raise));
        }
        pieces.addAll(inner);
    }

    private void accent(List<Piece> pieces, String mark, double scale, double raise) {
        List<Piece> inner = new ArrayList<>();
        argument(inner, scale, raise);
        if (inner.size() != 1
                || !(inner.get(0) instanceof Glyphs letter)
                || letter.text().length() != 1) {
            throw error("an accent stands over a single letter");
        }
        pieces.add(new MathText.Accent(letter, mark));
    }

    /** The argument as it is written. */
    private String raw() {
        skipSpaces();
        if (at >= source.length() || source.charAt(at) != '{') {
            return at < source.length() ? String.valueOf(source.charAt(at++)) : "";
        }
        int end = source.indexOf('}', at);
        if (end < 0) {
            throw error("\"}\" is missing at the end");
        }
        String text = source.substring(at + 1, end);
        at = end + 1;
        return text;
    }

    private void skipSpaces() {
        while (at < source.length() && source.charAt(at) == ' ') {
            at++;
        }
    }

    private IllegalArgumentException error(String what) {
        return new IllegalArgumentException("the formula in the label \"" + source + "\" cannot be read: " + what);
    }
}
