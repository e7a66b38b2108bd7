package org.ridgeless.lab.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import jdk.javadoc.doclet.Doclet;
import jdk.javadoc.doclet.DocletEnvironment;
import jdk.javadoc.doclet.Taglet;
import org.ridgeless.display.Html;
import org.ridgeless.kernel.source.JavadocSnippet;

/**
 * Lets the {@code javadoc} of JDK 17 show the examples in documentation comments, which that of JDK 18 and later does by itself.
 * The files with the code lie beside the classes, in {@value #FOLDER}.
 */
public final class SnippetTaglet implements Taglet {
    static final String FOLDER = "/META-INF/snippets/";

    private static final String STYLE =
            "background-color:#ebecee;padding:10px;margin:12px 0;overflow:auto;white-space:pre";

    private DocTrees trees;

    /** A taglet as {@code javadoc} makes it. */
    public SnippetTaglet() {}

    @Override
    public void init(DocletEnvironment environment, Doclet doclet) {
        trees = environment.getDocTrees();
    }

    @Override
    public String getName() {
        return "snippet";
    }

    @Override
    public boolean isInlineTag() {
        return true;
    }

    @Override
    public Set<Location> getAllowedLocations() {
        return EnumSet.allOf(Location.class);
    }

    @Override
    public String toString(List<? extends DocTree> tags, Element element) {
        StringBuilder html = new StringBuilder();
        for (DocTree tag : tags) {
            try {
                html.append(html(tag.toString()));
            } catch (IllegalArgumentException e) {
                report(e.getMessage(), tag, element);
            }
        }
        return html.toString();
    }

    static String html(String tag) {
        return "<pre class=\"snippet\" style=\"" + STYLE + "\"><code class=\"language-java\">"
                + Html.escape(
                        JavadocSnippet.parse(tag).code(SnippetTaglet::file).stripTrailing())
                + "</code></pre>";
    }

    private static Optional<String> file(String path) {
        try (InputStream in = SnippetTaglet.class.getResourceAsStream(FOLDER + path)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An error of {@code javadoc}, which fails of it. */
    private void report(String message, DocTree tag, Element element) {
        TreePath place = trees.getPath(element);
        DocCommentTree comment = trees.getDocCommentTree(element);
        if (place == null || comment == null) {
            throw new IllegalArgumentException(element + ": " + message);
        }
        trees.printMessage(Diagnostic.Kind.ERROR, message, tag, comment, place.getCompilationUnit());
    }
}
