package org.ridgeless.lab.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ridgeless.kernel.notebook.tex.TexMath;

/**
 * Renders the formulas of pages that {@code javadoc} wrote. Every browser draws MathML, so that neither a script nor a font has
 * to be loaded.
 */
public final class Formulas {
    /** Code, listings, scripts and tags are passed over; what remains is text. */
    private static final Pattern PASSED_OVER_OR_FORMULA = Pattern.compile(
            "<(pre|code|script|style)\\b.*?</\\1>|<[^>]*>|\\\\\\((.+?)\\\\\\)|\\\\\\[(.+?)\\\\]", Pattern.DOTALL);

    private static final int INLINE = 2;
    private static final int DISPLAY = 3;

    private Formulas() {}

    /**
     * Renders the formulas of all pages below a folder, in place.
     *
     * @param arguments the folder
     * @throws IOException if a page cannot be read or written
     * @throws IllegalArgumentException if there is not one folder
     */
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("takes the folder of the pages, got " + List.of(arguments));
        }
        renderAll(Path.of(arguments[0]));
    }

    static void renderAll(Path folder) throws IOException {
        List<Path> pages;
        try (Stream<Path> files = Files.walk(folder)) {
            pages = files.filter(file -> file.toString().endsWith(".html")).toList();
        }
        for (Path page : pages) {
            String html = Files.readString(page);
            String rendered = render(html);
            if (!rendered.equals(html)) {
                Files.writeString(page, rendered);
            }
        }
    }

    /** The page with MathML in the place of {@code \(…\)} and {@code \[…\]}. */
    static String render(String html) {
        return PASSED_OVER_OR_FORMULA.matcher(html).replaceAll(match -> Matcher.quoteReplacement(replacement(match)));
    }

    private static String replacement(MatchResult match) {
        if (match.group(INLINE) != null) {
            return TexMath.inline(text(match.group(INLINE)));
        }
        if (match.group(DISPLAY) != null) {
            return TexMath.display(text(match.group(DISPLAY)));
        }
        return match.group();
    }

    private static String text(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }
}
