package org.ridgeless.kernel.notebook.html;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown as Jupyter understands it: CommonMark with tables, raw HTML and formulas. */
final class MarkdownHtml {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private final Path folder;
    private final UnaryOperator<String> links;

    /**
     * @param folder where pictures named by a relative path are looked for
     * @param links where a link of the text leads on the page
     */
    MarkdownHtml(Path folder, UnaryOperator<String> links) {
        this.folder = folder;
        this.links = links;
    }

    String render(String markdown, JsonObject attachments) {
        MathSpans formulas = new MathSpans();
        Node document = PARSER.parse(formulas.extract(markdown));
        makeSafe(document);
        EmbeddedPictures pictures = new EmbeddedPictures(folder, attachments);
        HtmlRenderer renderer = HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (node instanceof Heading heading) {
                        attributes.put("id", anchor(heading));
                    }
                    attributes.replaceAll((key, value) ->
                            (key.equals("href") || key.equals("src")) && !SafeHtml.isSafeAddress(value) ? "" : value);
                    if (tag.equals("img")) {
                        attributes.computeIfPresent("src", (key, source) -> pictures.embedded(source));
                    }
                    if (tag.equals("a")) {
                        attributes.computeIfPresent("href", (key, target) -> links.apply(target));
                    }
                })
                .nodeRendererFactory(JavaFence::new)
                .build();
        return formulas.restore(renderer.render(document));
    }

    private static void makeSafe(Node document) {
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlBlock block) {
                block.setLiteral(SafeHtml.of(block.getLiteral()));
            }

            @Override
            public void visit(HtmlInline inline) {
                inline.setLiteral(SafeHtml.of(inline.getLiteral()));
            }
        });
    }

    /** The anchor that Jupyter gives to a heading: its text with hyphens for spaces. */
    private static String anchor(Heading heading) {
        StringBuilder text = new StringBuilder();
        heading.accept(new AbstractVisitor() {
            @Override
            public void visit(Text node) {
                text.append(node.getLiteral());
            }

            @Override
            public void visit(Code node) {
                text.append(node.getLiteral());
            }
        });
        return text.toString().strip().replaceAll("\\s+", "-");
    }
}
