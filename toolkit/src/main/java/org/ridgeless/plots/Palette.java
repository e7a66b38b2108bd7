package org.ridgeless.plots;

import java.awt.BasicStroke;
import java.awt.Color;

/**
 * Colours that people with colour-blindness can tell apart (M. Okabe and K. Ito, <i>Color universal design</i>, 2008), and
 * thin dark strokes for theory, each with a pattern of its own.
 */
final class Palette {
    static final Color INK = new Color(0x22, 0x22, 0x22);
    static final Color FAINT = new Color(0xDF, 0xDF, 0xDF);
    static final Color FAINTER = new Color(0xEC, 0xEC, 0xEC);
    static final Color NOTE = new Color(0x66, 0x66, 0x66);
    static final Color REFERENCE = new Color(0x80, 0x80, 0x80);
    static final Color MISSING = new Color(0xD9, 0xD9, 0xD9);
    static final float THEORY_WIDTH = 1.4f;
    static final float LINE_WIDTH = 1.8f;
    private static final int BAND_ALPHA = 56;
    private static final int CLOUD_ALPHA = 150;
    private static final double SHADE = 0.55;

    private static final Color[] DATA = {
        new Color(0x00, 0x72, 0xB2), new Color(0xD5, 0x5E, 0x00), new Color(0x00, 0x9E, 0x73),
        new Color(0xCC, 0x79, 0xA7), new Color(0xE6, 0x9F, 0x00), new Color(0x56, 0xB4, 0xE9),
    };
    private static final Color[] THEORY = {
        new Color(0x11, 0x11, 0x11),
        new Color(0x6A, 0x1B, 0x6A),
        new Color(0x7A, 0x28, 0x10),
        new Color(0x0B, 0x4F, 0x3A),
    };
    private static final float[][] THEORY_DASHES = {
        {7, 3.5f}, {10, 3, 2, 3}, {2, 2.5f}, {15, 4}, {8, 3, 2, 3, 2, 3}, {4, 2, 4, 7},
    };
    private static final float[][] REFERENCE_DASHES = {{1.5f, 3}, {5, 5}, {1.5f, 3, 6, 3}, {1.5f, 6}};

    private Palette() {}

    static Color data(int index) {
        return DATA[index % DATA.length];
    }

    static Color band(int index) {
        return translucent(data(index), BAND_ALPHA);
    }

    /** For so many points that they cover one another. */
    static Color cloud(int index) {
        return translucent(data(index), CLOUD_ALPHA);
    }

    static Color theory(int index) {
        return THEORY[index % THEORY.length];
    }

    /** The colour of a theory that belongs to one series of data. */
    static Color shade(int index) {
        Color c = data(index);
        return new Color((int) (SHADE * c.getRed()), (int) (SHADE * c.getGreen()), (int) (SHADE * c.getBlue()));
    }

    static BasicStroke theoryStroke(int index) {
        return dashes(THEORY_WIDTH, theoryDashes(index));
    }

    static float[] theoryDashes(int index) {
        return THEORY_DASHES[index % THEORY_DASHES.length];
    }

    static BasicStroke referenceStroke(int index) {
        return dashes(1.1f, REFERENCE_DASHES[index % REFERENCE_DASHES.length]);
    }

    static BasicStroke solid(float width) {
        return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private static Color translucent(Color c, int alpha) {
        return new Color(c.getRed(), c.getGreen(), c.getBlue(), alpha);
    }

    private static BasicStroke dashes(float width, float[] pattern) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, pattern, 0f);
    }
}
