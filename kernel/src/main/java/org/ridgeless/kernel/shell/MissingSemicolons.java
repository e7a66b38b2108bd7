package org.ridgeless.kernel.shell;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;

/** Puts semicolons where the compiler misses them at the end of a line. */
final class MissingSemicolons {

    private static final Pattern LINE_END = Pattern.compile("[ \\t]*(//[^\\n]*|/\\*[^\\n]*?\\*/[ \\t]*)?(\\n|$)");
    private static final Pattern LONE_NAME = Pattern.compile("(\\w+)[ \\t]*(?=\\n)");

    private MissingSemicolons() {}

    /** The repaired source; empty if semicolons are not what is wrong. */
    static Optional<String> repair(String source, List<Diag> diagnostics) {
        StringBuilder repaired = new StringBuilder(source);
        List<Integer> gaps = diagnostics.stream()
                .filter(diagnostic -> isSemicolonMissing(diagnostic, source))
                .map(diagnostic -> (int) diagnostic.getPosition())
                .distinct()
                .sorted((a, b) -> b - a)
                .toList();
        gaps.forEach(gap -> repaired.insert(gap.intValue(), ";"));
        return gaps.isEmpty() ? Optional.empty() : Optional.of(repaired.toString());
    }

    private static boolean isSemicolonMissing(Diag diagnostic, String source) {
        int position = (int) diagnostic.getPosition();
        return diagnostic.getCode().startsWith("compiler.err.expected")
                && diagnostic.getMessage(Locale.ENGLISH).contains("';'")
                && isLineEnd(source, position);
    }

    /** Whether nothing but white space and comments stands between a position and the end of its line. */
    static boolean isLineEnd(String source, int position) {
        return position > 0
                && position < source.length()
                && LINE_END.matcher(source).region(position, source.length()).lookingAt();
    }

    /** Two names on two lines read like the declaration of a variable; where the first is a variable, they are two values. */
    static Optional<String> splitNames(String source, Predicate<String> isVariable) {
        Matcher name = LONE_NAME.matcher(source);
        return name.lookingAt() && isVariable.test(name.group(1))
                ? Optional.of(source.substring(0, name.end(1)) + ";" + source.substring(name.end(1)))
                : Optional.empty();
    }
}
