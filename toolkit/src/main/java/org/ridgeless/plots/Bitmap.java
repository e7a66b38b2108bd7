package org.ridgeless.plots;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pictures as PNG. */
final class Bitmap {
    private static final double SMALLEST = 0.1;
    private static final double LARGEST = 20;
    /** More pixels than a poster has. */
    private static final double MOST_PIXELS = 4e8;

    static {
        // Encoding goes through memory; a cache on disk would only cost time.
        ImageIO.setUseCache(false);
    }

    private Bitmap() {}

    static byte[] png(Plot plot, double scale) {
        double pixels = scale * plot.width() * scale * plot.height();
        if (!(scale >= SMALLEST && scale <= LARGEST && pixels <= MOST_PIXELS)) {
            throw new IllegalArgumentException(
                    "a picture of " + plot.width() + " × " + plot.height() + " is drawn at a scale of " + SMALLEST
                            + " to " + Math.min(LARGEST, largest(plot)) + ", got " + scale);
        }
        int width = (int) Math.ceil(scale * plot.width());
        int height = (int) Math.ceil(scale * plot.height());
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setColor(java.awt.Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            graphics.scale(scale, scale);
            plot.paint(graphics);
        } finally {
            graphics.dispose();
        }
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(IndexedColours.of(image), "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double largest(Plot plot) {
        return Math.floor(Math.sqrt(MOST_PIXELS / plot.width() / plot.height()));
    }
}
