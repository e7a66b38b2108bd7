package org.ridgeless.kernel.notebook.html;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.ridgeless.kernel.notebook.MultilineText;

/** One stored output as HTML: of several representations the richest that a page without scripts can show. */
final class OutputHtml {
    private static final List<String> BY_PREFERENCE = List.of(
            "text/html",
            "image/svg+xml",
            "image/png",
            "image/jpeg",
            "image/gif",
            "text/markdown",
            "text/latex",
            "text/plain");

    private final MarkdownHtml markdown;

    OutputHtml(MarkdownHtml markdown) {
        this.markdown = markdown;
    }

    String render(JsonObject output) {
        return switch (text(output, "output_type")) {
            case "stream" ->
                "<pre class=\"stream " + Html.escape(text(output, "name")) + "\">"
                        + TerminalText.html(text(output, "text")) + "</pre>\n";
            case "error" -> "<pre class=\"error\">" + TerminalText.html(traceback(output)) + "</pre>\n";
            case "display_data", "execute_result" -> bundle(output);
            default -> "";
        };
    }

    private static String traceback(JsonObject output) {
        if (!output.has("traceback") || output.getAsJsonArray("traceback").isEmpty()) {
            return text(output, "ename") + ": " + text(output, "evalue");
        }
        return StreamSupport.stream(output.getAsJsonArray("traceback").spliterator(), false)
                .map(JsonElement::getAsString)
                .collect(Collectors.joining("\n"));
    }

    private String bundle(JsonObject output) {
        if (!(output.get("data") instanceof JsonObject data)) {
            return "";
        }
        for (String type : BY_PREFERENCE) {
            if (data.has(type)) {
                return representation(type, text(data, type), data, output);
            }
        }
        return "";
    }

    private String representation(String type, String value, JsonObject data, JsonObject output) {
        return switch (type) {
            case "text/html" -> "<div class=\"rich\">" + value + "</div>\n";
            case "image/svg+xml" -> picture(type, base64(value), data, output);
            case "text/markdown" -> "<div class=\"rich\">" + markdown.render(value, new JsonObject()) + "</div>\n";
            case "text/latex" -> "<div class=\"rich\">" + latex(value) + "</div>\n";
            case "text/plain" -> "<pre>" + TerminalText.html(value) + "</pre>\n";
            default -> picture(type, value.replaceAll("\\s", ""), data, output);
        };
    }

    private String latex(String value) {
        // Without dollars the text is a formula as a whole; Markdown would see words.
        boolean delimited = value.contains("$") || value.strip().startsWith("\\begin");
        return markdown.render(delimited ? value : "$$" + value + "$$", new JsonObject());
    }

    private static String picture(String type, String base64, JsonObject data, JsonObject output) {
        String alternative = data.has("text/plain")
                ? text(data, "text/plain").lines().findFirst().orElse("")
                : "";
        return "<p class=\"figure\"><img src=\"" + EmbeddedPictures.uri(type, base64) + "\" alt=\""
                + Html.escape(alternative) + "\"" + size(type, output) + "></p>\n";
    }

    private static String size(String type, JsonObject output) {
        if (!(output.get("metadata") instanceof JsonObject metadata)
                || !(metadata.get(type) instanceof JsonObject hints)) {
            return "";
        }
        StringBuilder attributes = new StringBuilder();
        for (String dimension : List.of("width", "height")) {
            if (hints.has(dimension)) {
                attributes.append(' ').append(dimension).append("=\"");
                attributes
                        .append(Html.escape(hints.get(dimension).getAsString()))
                        .append('"');
            }
        }
        return attributes.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonObject object, String key) {
        return MultilineText.join(object.get(key));
    }
}
