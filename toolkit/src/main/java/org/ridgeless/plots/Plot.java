package org.ridgeless.plots;

import java.awt.Graphics2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;

/** A picture with a logical size: one {@link Chart} or several {@link Panels}. */
public interface Plot extends Displayable {
    /** The logical width in CSS pixels. */
    int width();

    /** The logical height in CSS pixels. */
    int height();

    /**
     * Paints the picture at its logical size, with the origin in its upper left corner.
     *
     * @param graphics to paint on
     */
    void paint(Graphics2D graphics);

    /** One line that says what the picture shows. */
    String caption();

    /** The picture as PNG with two pixels for each logical pixel. */
    default byte[] png() {
        return png(2);
    }

    /**
     * The picture as PNG with so many pixels for each logical pixel, 0.1 to 20; 4 is enough for print.
     *
     * @param scale pixels for each logical pixel, 0.1 to 20
     * @return the bytes of the file
     * @throws IllegalArgumentException if the scale is outside of that range, or the picture would have too many pixels
     */
    default byte[] png(double scale) {
        return Bitmap.png(this, scale);
    }

    /** The picture as SVG, with its text as text. */
    default String svg() {
        return Svg.of(this);
    }

    /** The picture as PDF of one page, with its text as text and its fonts inside; a logical pixel is 1/96 inch. */
    default byte[] pdf() {
        return Pdf.of(this);
    }

    /**
     * Writes the picture to a file whose name ends in .png, .svg or .pdf.
     *
     * @param file path; folders are made, a file that is there is overwritten
     * @return the path
     * @throws IllegalArgumentException if the name has another ending
     * @throws UncheckedIOException if it cannot be written
     */
    default Path save(Path file) {
        return save(file, 2);
    }

    /**
     * The same; {@code scale} is the number of pixels for each logical pixel in a PNG, and the others have no pixels.
     *
     * @param file path; folders are made, a file that is there is overwritten
     * @param scale 0.1 to 20
     * @return the path
     * @throws IllegalArgumentException if the name has another ending, or the scale is outside of the range
     * @throws UncheckedIOException if it cannot be written
     */
    default Path save(Path file, double scale) {
        Path name = file.getFileName();
        String ending =
                name == null ? "" : name.toString().toLowerCase(Locale.ROOT).replaceAll(".*\\.", "");
        byte[] bytes = switch (ending) {
            case "png" -> png(scale);
            case "svg" -> svg().getBytes(StandardCharsets.UTF_8);
            case "pdf" -> pdf();
            default -> throw new IllegalArgumentException("a picture is saved as .png, .svg or .pdf, got " + file);
        };
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes the picture to a file whose name ends in .png, .svg or .pdf.
     *
     * @param file path; folders are made, a file that is there is overwritten
     * @return the path
     * @throws IllegalArgumentException if the name has another ending
     * @throws UncheckedIOException if it cannot be written
     */
    default Path save(String file) {
        return save(Path.of(file));
    }

    /**
     * The same; {@code scale} is the number of pixels for each logical pixel in a PNG.
     *
     * @param file path; folders are made, a file that is there is overwritten
     * @param scale 0.1 to 20
     * @return the path
     * @throws IllegalArgumentException if the name has another ending, or the scale is outside of the range
     * @throws UncheckedIOException if it cannot be written
     */
    default Path save(String file, double scale) {
        return save(Path.of(file), scale);
    }

    @Override
    default MimeBundle mime() {
        return MimeBundle.text(caption()).withPng(png(), width(), height());
    }
}
