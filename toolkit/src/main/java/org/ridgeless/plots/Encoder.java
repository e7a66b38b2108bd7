package org.ridgeless.plots;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.IChart;

/** Pictures as bytes. */
final class Encoder {
    private static final int SCALE = 2;

    static {
        // Encoding goes through memory; a cache on disk would only cost time.
        ImageIO.setUseCache(false);
    }

    private Encoder() {}

    static byte[] png(Plot plot) {
        var image = new BufferedImage(SCALE * plot.width(), SCALE * plot.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.scale(SCALE, SCALE);
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

    static String svg(Plot plot) {
        try {
            return new String(ChartEncoder.getBytes(new Whole(plot), "svg"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "SVG needs the library de.erichseifert.vectorgraphics2d:VectorGraphics2D:0.13 on the class path",
                    e);
        }
    }

    /** The whole picture, legend and notes included, as XChart's encoders want it. */
    private record Whole(Plot plot) implements IChart {
        @Override
        public void paint(Graphics2D graphics, int width, int height) {
            plot.paint(graphics);
        }

        @Override
        public int getWidth() {
            return plot.width();
        }

        @Override
        public int getHeight() {
            return plot.height();
        }

        @Override
        public String getTitle() {
            return plot.caption();
        }
    }
}
