package org.ridgeless.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.DisplayDataRenderable;
import io.github.spencerpark.jupyter.kernel.display.RenderContext;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.MultiResolutionImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/**
 * An image with the size at which it is to be seen. Screens are sharper than that size: an image of 800 × 600 pixels shown
 * at 400 × 300 uses what they have.
 */
public final class Picture implements DisplayDataRenderable {
    private static final int SHARPNESS = 2;

    private final RenderedImage image;
    private final int width;
    private final int height;

    private Picture(RenderedImage image, int width, int height) {
        this.image = image;
        this.width = width;
        this.height = height;
    }

    /** The image, one pixel of it for each pixel of the page. */
    public static Picture of(RenderedImage image) {
        return new Picture(image, image.getWidth(), image.getHeight());
    }

    /** The image at the size of its base, drawn from the variant for sharp screens. */
    static Picture of(MultiResolutionImage image) {
        Image base = (Image) image;
        int width = base.getWidth(null);
        int height = base.getHeight(null);
        Image sharp = image.getResolutionVariant((double) SHARPNESS * width, (double) SHARPNESS * height);
        BufferedImage copy =
                new BufferedImage(sharp.getWidth(null), sharp.getHeight(null), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = copy.createGraphics();
        graphics.drawImage(sharp, 0, 0, null);
        graphics.dispose();
        return new Picture(copy, width, height);
    }

    /** Draws a picture of so many pixels of the page, at twice that resolution: {@code Picture.drawn(400, 300, g -> …)}. */
    public static Picture drawn(int width, int height, Consumer<Graphics2D> drawing) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture has at least 1 × 1 pixels, got " + width + " × " + height);
        }
        BufferedImage image = new BufferedImage(SHARPNESS * width, SHARPNESS * height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.scale(SHARPNESS, SHARPNESS);
        drawing.accept(graphics);
        graphics.dispose();
        return new Picture(image, width, height);
    }

    /** This picture shown so many pixels wide; the height follows. */
    public Picture width(int pixels) {
        if (pixels < 1) {
            throw new IllegalArgumentException("a picture is at least 1 pixel wide, got " + pixels);
        }
        return new Picture(image, pixels, Math.max(1, Math.round((float) pixels * height / width)));
    }

    @Override
    public Set<MIMEType> getSupportedRenderTypes() {
        return Set.of(MIMEType.IMAGE_PNG, MIMEType.TEXT_PLAIN);
    }

    @Override
    public Set<MIMEType> getPreferredRenderTypes() {
        return getSupportedRenderTypes();
    }

    @Override
    public void render(RenderContext context) {
        if (context.wantsDataRenderedAs(MIMEType.IMAGE_PNG)) {
            context.getOutputContainer()
                    .putData(MIMEType.IMAGE_PNG, Base64.getEncoder().encodeToString(png()), size());
        }
        context.getOutputContainer().putText(toString());
    }

    /** In a fixed order, unlike {@code Map.of}, so that a notebook is written the same way each time. */
    private Map<String, Object> size() {
        Map<String, Object> size = new LinkedHashMap<>();
        size.put("width", width);
        size.put("height", height);
        return size;
    }

    private byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "Picture " + width + " × " + height;
    }
}
