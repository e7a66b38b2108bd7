package org.ridgeless.plots;

import java.awt.BasicStroke;
import java.awt.Color;

/**
 * Colours that people with colour-blindness can tell apart (M. Okabe and K. Ito, <i>Color universal design</i>, 2008), and
 * dark dashes for theory, which no data curve uses.
 */
final class Palette {
    static final Color INK = new Color(0x22, 0x22, 0x22);
    static final Color FAINT = new Color(0xE3, 0xE3, 0xE3);
    static final Color NOTE = new Color(0x66, 0x66, 0x66);
    static final Color REFERENCE = new Color(0x80, 0x80, 0x80);
    static final BasicStroke REFERENCE_STROKE = dashes(1.2f, 2, 4);
    static final float THEORY_WIDTH = 2.4f;
    private static final int BAND_ALPHA = 64;

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
    private static final double[][] THEORY_DASHES = {{9, 6}, {14, 5, 3, 5}, {3, 5}, {18, 6}};

    private Palette() {}

    static Color data(int index) {
        return DATA[index % DATA.length];
    }

    static Color band(int index) {
        Color c = data(index);
        return new Color(c.getRed(), c.getGreen(), c.getBlue(), BAND_ALPHA);
    }

    static Color theory(int index) {
        return THEORY[index % THEORY.length];
    }

    static double[] theoryDashes(int index) {
        return THEORY_DASHES[index % THEORY_DASHES.length];
    }

    /** The stroke of a theory in the legend. */
    static BasicStroke theoryStroke(int index) {
        double[] pattern = theoryDashes(index);
        float[] dashes = new float[pattern.length];
        for (int i = 0; i < dashes.length; i++) {
            dashes[i] = (float) pattern[i];
        }
        return dashes(THEORY_WIDTH, dashes);
    }

    static BasicStroke solid(float width) {
        return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private static BasicStroke dashes(float width, float... pattern) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, pattern, 0f);
    }
}
