package org.ridgeless.kernel.notebook.html;

import java.util.Set;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/** Colours the Java in fenced code blocks of Markdown; other languages stay plain. */
final class JavaFence implements NodeRenderer {
    private final HtmlNodeRendererContext context;

    JavaFence(HtmlNodeRendererContext context) {
        this.context = context;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(FencedCodeBlock.class);
    }

    @Override
    public void render(Node node) {
        FencedCodeBlock block = (FencedCodeBlock) node;
        String code = block.getLiteral();
        boolean java =
                block.getInfo() != null && block.getInfo().strip().toLowerCase().matches("java|jshell");
        context.getWriter().line();
        context.getWriter().raw("<pre><code>" + (java ? JavaColours.html(code) : Html.escape(code)) + "</code></pre>");
        context.getWriter().line();
    }
}
