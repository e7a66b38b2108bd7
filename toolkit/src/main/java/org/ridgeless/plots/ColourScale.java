package org.ridgeless.plots;

import java.awt.Color;

/**
 * Numbers as colours: from dark blue to yellow in steps of equal lightness (viridis, S. van der Walt and N. Smith, 2015), or, where
 * both signs occur, from blue over white at 0 to red.
 */
record ColourScale(double low, double high, boolean signed) {
    static final int STEPS = 64;
    private static final int[] RISING = {
        0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B, 0xFDE725
    };
    private static final int[] SIGNED = {0x2166AC, 0x67A9CF, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xEF8A62, 0xB2182B};

    /** The scale that holds all finite values. */
    static ColourScale of(double[][] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] row : values) {
            for (double value : row) {
                if (Double.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        if (low > high) {
            return new ColourScale(0, 1, false);
        }
        if (low < 0 && high > 0) {
            double size = Math.max(-low, high);
            return new ColourScale(-size, size, true);
        }
        return low < high ? new ColourScale(low, high, false) : flat(low);
    }

    private static ColourScale flat(double value) {
        Scale around = Scale.around(false, value, value);
        return new ColourScale(around.low(), around.high(), false);
    }

    /** One of the steps, or −1 for a number that is missing. */
    int step(double value) {
        if (!Double.isFinite(value)) {
            return -1;
        }
        double fraction = new Scale(false, low, high).fraction(value);
        return Math.max(0, Math.min(STEPS - 1, (int) (STEPS * fraction)));
    }

    Color color(int step) {
        if (step < 0) {
            return Palette.MISSING;
        }
        int[] anchors = signed ? SIGNED : RISING;
        double place = (step + 0.5) / STEPS * (anchors.length - 1);
        int left = Math.min(anchors.length - 2, (int) place);
        double share = place - left;
        return new Color(
                mixed(anchors[left] >> 16, anchors[left + 1] >> 16, share),
                mixed(anchors[left] >> 8, anchors[left + 1] >> 8, share),
                mixed(anchors[left], anchors[left + 1], share));
    }

    private static int mixed(int a, int b, double share) {
        return (int) Math.round((a & 0xff) * (1 - share) + (b & 0xff) * share);
    }
}
