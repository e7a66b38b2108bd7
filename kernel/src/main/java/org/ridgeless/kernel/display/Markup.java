package org.ridgeless.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.DisplayDataRenderable;
import io.github.spencerpark.jupyter.kernel.display.RenderContext;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Set;

/** A text in a language that front ends can show; beside it the source as plain text. */
abstract class Markup implements DisplayDataRenderable {
    private final MIMEType type;
    private final String source;

    Markup(MIMEType type, String source) {
        this.type = type;
        this.source = java.util.Objects.requireNonNull(source, type.toString());
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public final Set<MIMEType> getSupportedRenderTypes() {
        return Set.of(type, MIMEType.TEXT_PLAIN);
    }

    @Override
    public final Set<MIMEType> getPreferredRenderTypes() {
        return getSupportedRenderTypes();
    }

    @Override
    public final void render(RenderContext context) {
        context.renderIfRequested(type, () -> representation());
        context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> toString());
    }

    /** What stands under the MIME type. */
    Object representation() {
        return source;
    }

    /** The source. */
    @Override
    public final String toString() {
        return source;
    }
}
