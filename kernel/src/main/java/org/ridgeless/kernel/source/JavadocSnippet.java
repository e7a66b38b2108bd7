package org.ridgeless.kernel.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An example in a documentation comment: a tag {@code snippet} as JEP 413 has it. The {@code javadoc} of JDK 17 does not know
 * the tag yet.
 *
 * @param attributes in the order of the tag; those without a value are empty
 * @param body what stands in the tag itself, without its indentation; empty if the code is in a file
 */
public record JavadocSnippet(Map<String, String> attributes, String body) {
    private static final String OPENING = "{@snippet";
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\s*([\\w-]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"':}]+)))?");
    private static final Pattern MARKUP = Pattern.compile("^(.*?)//\\s*@(start|end|highlight|replace|link)\\b(.*)$");
    private static final Pattern BLANK_LINES = Pattern.compile("^(?: *\n)+");
    private static final Pattern REGION =
            Pattern.compile("\\bregion(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([\\w.-]+)))?");

    /**
     * Reads a tag.
     *
     * @param tag with its braces
     * @return what it says
     * @throws IllegalArgumentException if it is no such tag
     */
    public static JavadocSnippet parse(String tag) {
        if (!tag.startsWith(OPENING) || !tag.endsWith("}")) {
            throw new IllegalArgumentException("a snippet is {@snippet …}, got " + tag);
        }
        String inner = tag.substring(OPENING.length(), tag.length() - 1);
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(inner);
        int position = 0;
        while (attribute.region(position, inner.length()).lookingAt()) {
            attributes.put(attribute.group(1), value(attribute, 2));
            position = attribute.end();
        }
        String rest = inner.substring(position).strip();
        if (!rest.isEmpty() && rest.charAt(0) != ':') {
            throw new IllegalArgumentException("a snippet has attributes, then a colon and its code, got " + tag);
        }
        String body = inner.substring(
                inner.length() - inner.substring(position).stripLeading().length());
        return new JavadocSnippet(attributes, rest.isEmpty() ? "" : lines(body.substring(body.indexOf('\n') + 1), ""));
    }

    private static String value(Matcher matcher, int first) {
        for (int group = first; group < first + 3; group++) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        return "";
    }

    /**
     * The comment with all such tags replaced.
     *
     * @param comment without its stars
     * @param replacement what comes into the place of each
     * @return the rest as it is
     */
    public static String replaceAll(String comment, Function<JavadocSnippet, String> replacement) {
        StringBuilder result = new StringBuilder();
        int position = 0;
        for (int begin = comment.indexOf(OPENING); begin >= 0; begin = comment.indexOf(OPENING, position)) {
            int end = end(comment, begin);
            if (end < 0) {
                break;
            }
            result.append(comment, position, begin).append(replaced(comment.substring(begin, end), replacement));
            position = end;
        }
        return result.append(comment.substring(position)).toString();
    }

    /** Comments of anybody are shown, and what is no such tag in them stays. */
    private static String replaced(String tag, Function<JavadocSnippet, String> replacement) {
        JavadocSnippet snippet;
        try {
            snippet = parse(tag);
        } catch (IllegalArgumentException malformed) {
            return tag;
        }
        return replacement.apply(snippet);
    }

    /** Behind the brace that closes the one at the beginning; braces in code come in pairs. */
    private static int end(String comment, int begin) {
        int depth = 0;
        for (int i = begin; i < comment.length(); i++) {
            depth += comment.charAt(i) == '{' ? 1 : comment.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** The path of the file with the code, if it is not in the tag. */
    public Optional<String> file() {
        return Optional.ofNullable(attributes.get("file"))
                .or(() -> Optional.ofNullable(attributes.get("class")).map(name -> name.replace('.', '/') + ".java"));
    }

    /**
     * The code, without markup.
     *
     * @param files the text of a file at a path
     * @return lines that begin at the margin, each with its end
     * @throws IllegalArgumentException if there is no such file, or no such region in it
     */
    public String code(Function<String, Optional<String>> files) {
        String region = attributes.getOrDefault("region", "");
        if (file().isEmpty()) {
            return body;
        }
        String text = files.apply(file().get())
                .orElseThrow(() -> new IllegalArgumentException("there is no file of snippets " + file().get()));
        return lines(text, region);
    }

    /** The lines of a region, or all if it has no name. */
    private static String lines(String text, String wanted) {
        List<String> lines = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>();
        boolean found = wanted.isEmpty();
        for (String line : text.split("\n", -1)) {
            Matcher markup = MARKUP.matcher(line);
            boolean marked = markup.matches();
            String code = marked ? markup.group(1) : line;
            boolean inside = wanted.isEmpty() || open.contains(wanted);
            if (inside && (!marked || !code.isBlank())) {
                lines.add(code);
            }
            if (marked) {
                track(markup.group(2), markup.group(3), open);
                found |= open.contains(wanted);
            }
        }
        if (!found) {
            throw new IllegalArgumentException("there is no region \"" + wanted + "\"");
        }
        String code = String.join("\n", lines).stripIndent();
        return BLANK_LINES.matcher(code).replaceFirst("").stripTrailing().concat("\n");
    }

    private static void track(String markup, String rest, Deque<String> open) {
        Matcher region = REGION.matcher(rest);
        boolean named = region.find();
        if (!markup.equals("end")) {
            if (named) {
                open.push(value(region, 1));
            }
        } else if (named) {
            open.remove(value(region, 1));
        } else {
            open.poll();
        }
    }
}
