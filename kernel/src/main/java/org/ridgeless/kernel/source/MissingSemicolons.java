package org.ridgeless.kernel.source;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where lines may end without the semicolon that Java wants. */
public final class MissingSemicolons {

    private static final Pattern LINE_END = Pattern.compile("[ \\t]*(//[^\\n]*|/\\*[^\\n]*?\\*/[ \\t]*)?(\\n|$)");
    private static final Pattern LONE_NAME = Pattern.compile("(\\w+)[ \\t]*(?=\\n)");

    private MissingSemicolons() {}

    /** Whether nothing but white space and comments stands between a position and the end of its line. */
    static boolean isLineEnd(String source, int position) {
        return position > 0
                && position < source.length()
                && LINE_END.matcher(source).region(position, source.length()).lookingAt();
    }

    /** Two names on two lines read like the declaration of a variable; where the first is a variable, they are two values. */
    public static Optional<String> splitNames(String source, Predicate<String> isVariable) {
        Matcher name = LONE_NAME.matcher(source);
        return name.lookingAt() && isVariable.test(name.group(1))
                ? Optional.of(source.substring(0, name.end(1)) + ";" + source.substring(name.end(1)))
                : Optional.empty();
    }
}
