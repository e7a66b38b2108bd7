package org.ridgeless.plots;

import java.awt.Font;
import java.util.List;

/**
 * A label. What stands between two dollar signs is read as LaTeX: Greek letters, indices and powers, fractions, roots,
 * accents, relations and operators, letters in italics ({@code "$\\lambda_{\\max}/2$"}). {@code \$} is a dollar sign.
 */
record MathText(List<Piece> pieces) {
    private static final double TALL = 0.2;
    private static final double SLANT = 0.06;

    /** Part of a line of text. */
    sealed interface Piece {}

    /** Characters in one style; {@code scale} and {@code raise} in units of the label's font. */
    record Glyphs(String text, int style, double scale, double raise) implements Piece {}

    /** An index below a power. */
    record Scripts(List<Piece> lower, List<Piece> upper) implements Piece {}

    /** A letter with a mark above it. */
    record Accent(Glyphs letter, String mark) implements Piece {}

    /** Reads a label; a command that is not known is refused by its name. */
    static MathText of(String label) {
        return of(label, Font.PLAIN);
    }

    /** Reads a label whose text is regular or bold. */
    static MathText of(String label, int style) {
        return new MathText(new MathParser(label, style).label());
    }

    /** The label in one line of characters, for what cannot raise and lower them. */
    String plain() {
        StringBuilder text = new StringBuilder();
        plain(pieces, text);
        return text.toString();
    }

    double width(double size) {
        return width(pieces, size);
    }

    private static double width(List<Piece> pieces, double size) {
        double width = 0;
        for (Piece piece : pieces) {
            if (piece instanceof Glyphs glyphs) {
                width += Fonts.width(Fonts.of(glyphs.style(), size * glyphs.scale(), glyphs.text()), glyphs.text());
            } else if (piece instanceof Accent accent) {
                width += width(List.of(accent.letter()), size);
            } else if (piece instanceof Scripts scripts) {
                width += Math.max(width(scripts.lower(), size), width(scripts.upper(), size));
            }
        }
        return width;
    }

    /** Writes the label from its left end on the base line. */
    void draw(java.awt.Graphics2D graphics, double size, double x, double y) {
        draw(graphics, pieces, size, x, y);
    }

    private static void draw(java.awt.Graphics2D graphics, List<Piece> pieces, double size, double x, double y) {
        double at = x;
        for (Piece piece : pieces) {
            if (piece instanceof Glyphs glyphs) {
                Font font = Fonts.of(glyphs.style(), size * glyphs.scale(), glyphs.text());
                graphics.setFont(font);
                graphics.drawString(glyphs.text(), (float) at, (float) (y - glyphs.raise() * size));
                at += Fonts.width(font, glyphs.text());
            } else if (piece instanceof Accent accent) {
                draw(graphics, accent, size, at, y);
                at += width(List.of(accent.letter()), size);
            } else if (piece instanceof Scripts scripts) {
                draw(graphics, scripts.lower(), size, at, y);
                draw(graphics, scripts.upper(), size, at, y);
                at += Math.max(width(scripts.lower(), size), width(scripts.upper(), size));
            }
        }
    }

    /** The mark stands over the middle of the letter, and higher over a tall one. */
    private static void draw(java.awt.Graphics2D graphics, Accent accent, double size, double x, double y) {
        Glyphs letter = accent.letter();
        draw(graphics, List.of(letter), size, x, y);
        boolean tall = !letter.text().isEmpty()
                        && "bdfhkltβδζθλξφψ".indexOf(letter.text().charAt(0)) >= 0
                || Character.isUpperCase(letter.text().charAt(0));
        double scale = letter.scale();
        Glyphs mark = new Glyphs(accent.mark(), letter.style(), scale, letter.raise() + (tall ? TALL * scale : 0));
        double middle = (width(List.of(letter), size) - width(List.of(mark), size)) / 2;
        draw(graphics, List.of(mark), size, x + middle + (tall ? SLANT * size * scale : 0), y);
    }

    private static void plain(List<Piece> pieces, StringBuilder text) {
        for (Piece piece : pieces) {
            if (piece instanceof Glyphs glyphs) {
                text.append(glyphs.text());
            } else if (piece instanceof Accent accent) {
                text.append(accent.letter().text()).append(Latex.COMBINING.get(accent.mark()));
            } else if (piece instanceof Scripts scripts) {
                text.append(script(scripts.lower(), "_")).append(script(scripts.upper(), "^"));
            }
        }
    }

    private static String script(List<Piece> pieces, String sign) {
        StringBuilder text = new StringBuilder();
        plain(pieces, text);
        return text.isEmpty() ? "" : Superscripts.convert(text.toString(), sign);
    }
}
