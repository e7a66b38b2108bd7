package org.ridgeless.plots;

import java.awt.Graphics2D;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    /** Paints the picture at its logical size, with the origin in its upper left corner. */
    void paint(Graphics2D graphics);

    /** One line that says what the picture shows. */
    String caption();

    /** The picture as PNG with two pixels for each logical pixel. */
    default byte[] png() {
        return Encoder.png(this);
    }

    /** The picture as SVG, for papers; needs the library VectorGraphics2D on the class path. */
    default String svg() {
        return Encoder.svg(this);
    }

    /** Writes the picture to a file whose name ends in .png or .svg. */
    default Path save(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        try {
            if (name.endsWith(".png")) {
                return Files.write(file, png());
            }
            if (name.endsWith(".svg")) {
                return Files.writeString(file, svg());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("a picture is saved as .png or .svg, got " + file);
    }

    /** Writes the picture to a file whose name ends in .png or .svg. */
    default Path save(String file) {
        return save(Path.of(file));
    }

    @Override
    default MimeBundle mime() {
        return MimeBundle.text(caption()).withPng(png(), width(), height());
    }
}
