package org.ridgeless.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;

/** Shows a text as an SVG drawing: {@code Svg.of("<svg …>")}. */
public final class Svg extends Markup {
    private Svg(String source) {
        super(MIMEType.IMAGE_SVG, source);
    }

    public static Svg of(String source) {
        return new Svg(source);
    }
}
