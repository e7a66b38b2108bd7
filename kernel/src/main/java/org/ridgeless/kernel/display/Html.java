package org.ridgeless.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;

/** Shows a text as HTML: {@code Html.of("<b>bold</b>")}. */
public final class Html extends Markup {
    private Html(String source) {
        super(MIMEType.TEXT_HTML, source);
    }

    public static Html of(String source) {
        return new Html(source);
    }
}
