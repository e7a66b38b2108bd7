package org.ridgeless.kernel.notebook.html;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.ridgeless.kernel.notebook.Notebook;

/**
 * Pieces of HTML for whoever frames pages of their own: formulas are MathML, code is coloured, pictures lie in the text
 * itself, and nothing is loaded. {@link #styleSheet} belongs to them.
 */
public final class Fragments {
    private static final Path NOWHERE = Path.of("");

    private Fragments() {}

    /** Markdown with formulas, as Jupyter understands it. */
    public static String markdown(String text) {
        return markdown(text, NOWHERE, UnaryOperator.identity());
    }

    /**
     * Markdown with formulas, as Jupyter understands it.
     *
     * @param folder where the text lies, for the pictures that it names
     * @param links where a link of the text leads on the page
     */
    public static String markdown(String text, Path folder, UnaryOperator<String> links) {
        return new MarkdownHtml(folder, links).render(text, new JsonObject());
    }

    /** Java code, coloured. */
    public static String java(String code) {
        return "<pre><code>" + JavaColours.html(code) + "</code></pre>";
    }

    /**
     * The cells of a notebook with their outputs.
     *
     * @param folder where the notebook lies, for the pictures that its text names
     * @param links where a link of its text leads on the page
     */
    public static String cells(Notebook notebook, Path folder, UnaryOperator<String> links) {
        return new NotebookPage(folder, links).cells(notebook);
    }

    /** The style of all these pieces, light and dark. */
    public static String styleSheet() {
        return NotebookPage.styleSheet();
    }
}
