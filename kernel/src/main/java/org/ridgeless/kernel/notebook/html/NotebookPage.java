package org.ridgeless.kernel.notebook.html;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.ridgeless.kernel.notebook.Cell;
import org.ridgeless.kernel.notebook.Notebook;

/** Writes a notebook as one HTML page without scripts and without anything to load. */
public final class NotebookPage {
    private final MarkdownHtml markdown;
    private final OutputHtml outputs;

    NotebookPage(Path folder, UnaryOperator<String> links) {
        this.markdown = new MarkdownHtml(folder, links);
        this.outputs = new OutputHtml(markdown);
    }

    /**
     * The page of a notebook.
     *
     * @param fallbackTitle the title where the notebook has no heading
     * @param folder where the notebook lies, for the pictures that its text names
     */
    public static String of(Notebook notebook, String fallbackTitle, Path folder) {
        return new NotebookPage(folder, UnaryOperator.identity()).page(notebook, notebook.titleOr(fallbackTitle));
    }

    private String page(Notebook notebook, String title) {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
        page.append("<title>").append(Html.escape(title)).append("</title>\n<style>\n");
        page.append(styleSheet()).append("</style>\n</head>\n<body>\n<main>\n");
        return page.append(cells(notebook))
                .append("</main>\n</body>\n</html>\n")
                .toString();
    }

    String cells(Notebook notebook) {
        StringBuilder html = new StringBuilder();
        for (Cell cell : notebook.cells()) {
            html.append(cell(cell));
        }
        return html.toString();
    }

    private String cell(Cell cell) {
        return switch (cell.type()) {
            case "markdown" ->
                "<section class=\"text\">\n" + markdown.render(cell.source(), cell.attachments()) + "</section>\n";
            case "code" -> code(cell);
            default ->
                cell.source().isBlank()
                        ? ""
                        : "<section class=\"raw\"><pre>" + Html.escape(cell.source()) + "</pre></section>\n";
        };
    }

    private String code(Cell cell) {
        if (cell.source().isBlank() && cell.outputs().isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<section class=\"code\" id=\"cell-" + cell.number() + "\">\n");
        String prompt = cell.executionCount() == 0 ? "" : "[" + cell.executionCount() + "]";
        html.append("<div class=\"source\"><span class=\"prompt\">")
                .append(prompt)
                .append("</span><pre><code>");
        html.append(JavaColours.html(cell.source())).append("</code></pre></div>\n");
        for (JsonObject output : cell.outputs()) {
            html.append("<div class=\"output\">").append(outputs.render(output)).append("</div>\n");
        }
        return html.append("</section>\n").toString();
    }

    static String styleSheet() {
        try (InputStream in = NotebookPage.class.getResourceAsStream("page.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
