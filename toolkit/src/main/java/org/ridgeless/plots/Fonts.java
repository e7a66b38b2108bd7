package org.ridgeless.plots;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The font of all charts, brought along: pictures do not depend on the machine, and a PDF can hold its text. */
final class Fonts {
    static final String[] FILES = {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf"};
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

    private Fonts() {}

    /** Loaded when the first chart is drawn. */
    private static final class Loaded {
        private static final Font[] STYLES = {load(Font.PLAIN), load(Font.BOLD), load(Font.ITALIC)};
    }

    /** Regular, bold or italic; text with characters that the font lacks takes what the machine has. */
    static Font of(int style, double size, String text) {
        Font font = Loaded.STYLES[style].deriveFont(style, (float) size);
        return font.canDisplayUpTo(text) < 0 ? font : new Font(Font.SANS_SERIF, style, 1).deriveFont((float) size);
    }

    /** The style of one of these fonts, or −1 for another font. */
    static int styleOf(Font font) {
        for (int style = 0; style < Loaded.STYLES.length; style++) {
            if (font.getFontName().equals(Loaded.STYLES[style].getFontName())) {
                return style;
            }
        }
        return -1;
    }

    /** The width of a text, the same on every device. */
    static double width(Font font, String text) {
        return font.getStringBounds(text, EXACT).getWidth();
    }

    /** The file that holds a style. */
    static InputStream open(int style) {
        InputStream stream = Fonts.class.getResourceAsStream(FILES[style]);
        if (stream == null) {
            throw new IllegalStateException("the font " + FILES[style] + " is missing beside " + Fonts.class.getName());
        }
        return stream;
    }

    private static Font load(int style) {
        try (InputStream stream = open(style)) {
            return Font.createFont(Font.TRUETYPE_FONT, stream);
        } catch (IOException e) {
            // So Java reports that a native library is missing, and does not say which.
            throw new UncheckedIOException(
                    "Java cannot read the font " + FILES[style]
                            + "; it takes libfreetype6 and libharfbuzz0b, which packages"
                            + " of OpenJDK may do no more than recommend (see lab doctor)",
                    e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the font " + FILES[style] + " is damaged", e);
        }
    }
}
