package org.ridgeless.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;

/** Shows a text as Markdown: {@code Markdown.of("**bold**, $x^2$")}. */
public final class Markdown extends Markup {
    private Markdown(String source) {
        super(MIMEType.TEXT_MARKDOWN, source);
    }

    public static Markdown of(String source) {
        return new Markdown(source);
    }
}
