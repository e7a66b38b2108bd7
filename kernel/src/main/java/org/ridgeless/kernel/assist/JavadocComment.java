package org.ridgeless.kernel.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ridgeless.kernel.source.JavadocSnippet;

/** Documentation comments as HTML, and as text for those who have no HTML. */
final class JavadocComment {

    private static final Pattern LITERAL = Pattern.compile("\\{@(code|literal)\\s+((?:[^{}]|\\{[^{}]*})*)}");
    private static final Pattern LINK =
            Pattern.compile("\\{@(?:link|linkplain)\\s+([^\\s}]+(?:\\([^)]*\\))?)(?:\\s+([^}]*))?}");
    private static final Pattern OTHER_INLINE = Pattern.compile("\\{@\\w+\\s*([^}]*)}");
    private static final Pattern BLOCK = Pattern.compile("(?m)^\\s*@(\\w+)\\s+");
    /** Stands for an example, in whose code nothing is a tag. */
    private static final Pattern EXAMPLE = Pattern.compile("\\uE000(\\d+)\\uE001");

    private static final Pattern FIRST_WORD = Pattern.compile("^(<?[\\w.]+>?)\\s+(.*)$", Pattern.DOTALL);

    private JavadocComment() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String html(String comment) {
        if (comment.isBlank()) {
            return "";
        }
        List<String> examples = new ArrayList<>();
        String prose = JavadocSnippet.replaceAll(comment, snippet -> {
            examples.add("<pre><code>" + escaped(snippet.body().stripTrailing()) + "</code></pre>");
            return snippet.body().isEmpty() ? "" : "\uE000" + (examples.size() - 1) + "\uE001";
        });
        return EXAMPLE.matcher(htmlOfProse(prose))
                .replaceAll(match -> Matcher.quoteReplacement(examples.get(Integer.parseInt(match.group(1)))));
    }

    private static String htmlOfProse(String comment) {
        Matcher block = BLOCK.matcher(comment);
        int end = block.find() ? block.start() : comment.length();
        StringBuilder html = new StringBuilder("<p>")
                .append(inline(comment.substring(0, end).strip()))
                .append("</p>");
        List<String> items = blocks(comment, end);
        if (!items.isEmpty()) {
            html.append("<ul><li>").append(String.join("</li><li>", items)).append("</li></ul>");
        }
        return html.toString();
    }

    private static List<String> blocks(String comment, int begin) {
        List<String> items = new ArrayList<>();
        Matcher block = BLOCK.matcher(comment);
        int position = begin;
        while (block.find(position)) {
            int start = block.end();
            String tag = block.group(1);
            position = start;
            int end = block.find(start) ? block.start() : comment.length();
            items.add(item(tag, inline(comment.substring(start, end).strip())));
        }
        return items;
    }

    private static String item(String tag, String text) {
        Matcher first = FIRST_WORD.matcher(text);
        boolean named = tag.equals("param") || tag.equals("throws") || tag.equals("exception");
        if (named && first.matches()) {
            String word = "<code>" + first.group(1).replace("<", "&lt;") + "</code>";
            return tag.equals("param") ? word + ": " + first.group(2) : "throws " + word + ": " + first.group(2);
        }
        return tag + (tag.equals("return") ? "s: " : ": ") + text;
    }

    private static String inline(String text) {
        String literal = LITERAL.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1).equals("code")
                                ? "<code>" + escaped(match.group(2)) + "</code>"
                                : escaped(match.group(2))));
        String linked = LINK.matcher(literal)
                .replaceAll(match ->
                        Matcher.quoteReplacement("<code>" + label(match.group(1), match.group(2)) + "</code>"));
        return OTHER_INLINE.matcher(linked).replaceAll("$1").replaceAll("\n\\s*\n", "\n<p>");
    }

    private static String label(String reference, String label) {
        return label != null && !label.isBlank()
                ? label.strip()
                : reference.replaceFirst("^#", "").replace('#', '.');
    }

    static String text(String comment) {
        String text = html(comment)
                .replaceAll("(?i)<li>\\s*", "\n  - ")
                .replaceAll("(?i)<(p|br|/?ul|/?ol|/?dl|dt|dd|pre|h\\d|tr|table)\\b[^>]*>", "\n")
                .replaceAll("<[^>]+>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
        return text.replaceAll("(?m)^ (?=\\S)", "")
                .replaceAll("[ \\t]+\\n", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }
}
