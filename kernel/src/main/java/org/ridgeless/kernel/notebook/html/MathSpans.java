package org.ridgeless.kernel.notebook.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ridgeless.kernel.notebook.tex.TexMath;

/**
 * Takes the formulas out of a Markdown text before it is parsed and puts them back as MathML afterwards, for Markdown
 * would take underscores and asterisks in a formula as emphasis, and a line that starts with = as a heading.
 */
final class MathSpans {
    // Code is listed first and left alone: a dollar inside it is a dollar. A single dollar opens a formula only where
    // no white space follows, and closes it only where none precedes and no digit follows, as in "from $5 to $9".
    private static final Pattern CODE_OR_MATH = Pattern.compile("""
            (?<fence>(?m:^)\\ {0,3}(?<mark>`{3,}|~{3,})[^\\n]*\\n(?:.*?\\n)?\\ {0,3}\\k<mark>[`~]*\\ *(?:\\n|$))\
            |(?<code>(?<!`)(?<tick>`+)(?!`)(?:(?!\\n\\s*\\n).)+?(?<!`)\\k<tick>(?!`))\
            |(?<escape>\\\\\\$)\
            |\\$\\$(?<dollars>.+?)\\$\\$\
            |\\\\\\\\\\[(?<brackets>.+?)\\\\\\\\\\]\
            |\\\\\\\\\\((?<parens>.+?)\\\\\\\\\\)\
            |(?<env>\\\\begin\\{(?<name>(?:equation|align|gather|multline|eqnarray|alignat)\\*?)\\}.+?\\\\end\\{\\k<name>\\})\
            |\\$(?<dollar>(?![\\s$])(?:[^$`\\\\\\n]|\\\\.|\\n(?!\\s*\\n))+?(?<!\\s))\\$(?!\\d)""", Pattern.DOTALL);

    // Private use characters: Markdown passes them through, and no text has them.
    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';
    private static final Pattern PLACEHOLDER = Pattern.compile(OPEN + "(\\d+)" + CLOSE + "([,.;:!?)]*)");

    private final List<String> formulas = new ArrayList<>();

    /** The text with a placeholder in the place of each formula. */
    String extract(String markdown) {
        Matcher matcher = CODE_OR_MATH.matcher(markdown);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(text, Matcher.quoteReplacement(replacement(matcher)));
        }
        return matcher.appendTail(text).toString();
    }

    /** The page with the formulas in their places. */
    String restore(String html) {
        return PLACEHOLDER
                .matcher(html)
                .replaceAll(match -> Matcher.quoteReplacement(
                        together(formulas.get(Integer.parseInt(match.group(1))), match.group(2))));
    }

    /** Browsers may break a line after a formula; its comma or full stop must not begin the next one. */
    private static String together(String formula, String punctuation) {
        return punctuation.isEmpty() || formula.startsWith(TexMath.DISPLAY)
                ? formula + punctuation
                : "<span style=\"white-space:nowrap\">" + formula + punctuation + "</span>";
    }

    private String replacement(Matcher matcher) {
        if (matcher.group("dollars") != null) {
            return placeholder(TexMath.display(matcher.group("dollars")));
        }
        if (matcher.group("brackets") != null) {
            return placeholder(TexMath.display(matcher.group("brackets")));
        }
        if (matcher.group("env") != null) {
            return placeholder(TexMath.display(matcher.group("env")));
        }
        if (matcher.group("parens") != null) {
            return placeholder(TexMath.inline(matcher.group("parens")));
        }
        if (matcher.group("dollar") != null) {
            return placeholder(TexMath.inline(matcher.group("dollar")));
        }
        return matcher.group();
    }

    private String placeholder(String formula) {
        formulas.add(formula);
        return OPEN + Integer.toString(formulas.size() - 1) + CLOSE;
    }
}
