package org.ridgeless.lab.gallery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.ridgeless.display.Html;

/** The frame that all pages share. */
final class Page {
    /** By this the gallery knows its own front page again. */
    static final String MARK = "<meta name=\"generator\" content=\"Ridgeless gallery\">";

    private Page() {}

    /**
     * A page.
     *
     * @param root the way from the page's folder to the site's, empty or ending in a slash
     * @param kind what the style sheet may tell pages apart by
     */
    static String of(String title, String root, String kind, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                %s
                <title>%s</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="%sassets/gallery.css">
                <script src="%sassets/gallery.js" defer></script>
                </head>
                <body class="%s">
                <header class="site"><a class="name" href="%sindex.html">Ridgeless</a>
                <nav aria-label="Site">%s</nav></header>
                <main>
                %s</main>
                </body>
                </html>
                """.formatted(MARK, Html.escape(title), root, root, kind, root, navigation(root), body);
    }

    private static String navigation(String root) {
        StringBuilder links = new StringBuilder(link(root + "index.html#experiments", "Experiments"));
        links.append(link(root + "index.html#notebooks", "Notebooks"));
        if (Guide.isThere()) {
            links.append(link(root + Guide.FIRST, "Guide"));
        }
        Optional<String> repository = Links.repository();
        repository.ifPresent(address -> links.append(link(address, "Repository")));
        repository.flatMap(Links::binder).ifPresent(address -> links.append(link(address, "Binder")));
        return links.toString();
    }

    private static String link(String address, String text) {
        return "<a href=\"" + Html.escape(address) + "\">" + text + "</a> ";
    }

    /** Code with a button that copies it as it stands. */
    static String copyable(String highlighted) {
        return "<div class=\"copyable\">" + highlighted
                + "<button type=\"button\" class=\"copy\">Copy</button></div>\n";
    }

    /** Text as code, without colours. */
    static String plain(String text) {
        return "<pre><code>" + Html.escape(text) + "</code></pre>";
    }

    static String badge(Exhibit exhibit) {
        return exhibit.hasResult() ? badge(exhibit.shot()) : "<span class=\"badge error\">! stopped</span>";
    }

    /** Sign, colour and word together, so that the outcome does not hang on colour alone. */
    static String badge(Shot shot) {
        String sign = switch (shot.outcome()) {
            case "PASS" -> "✓ pass";
            case "FAIL" -> "✗ fail";
            default -> "? inconclusive";
        };
        return "<span class=\"badge " + shot.outcome().toLowerCase(java.util.Locale.ROOT) + "\">" + sign
                + "</span> <span class=\"count\">" + shot.passed() + " of " + shot.checks() + " checks</span>";
    }

    /** Prose in which an equation between two letters stays on one line. */
    static String unbroken(String text) {
        return text.replaceAll("(?<=\\S) ([=≤≥<>≈]) (?=\\S)", "\u00a0$1\u00a0");
    }

    static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
