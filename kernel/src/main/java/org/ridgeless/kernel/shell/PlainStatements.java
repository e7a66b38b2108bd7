package org.ridgeless.kernel.shell;

import java.util.Optional;
import java.util.regex.Pattern;
import org.ridgeless.kernel.source.CellSplitter;

/**
 * Expressions as blocks. JShell compiles an expression four times to make a variable for its value, a call without a value
 * three times, a block twice.
 */
final class PlainStatements {

    private static final String NAME =
            "(?!(?:if|for|while|switch|synchronized|try|return|throw|assert|do|new|yield|this|super)\\b)"
                    + "[\\p{L}_$][\\p{L}\\p{N}_$]*+";
    private static final String PATH = NAME + "(?:\\s*+\\.\\s*+" + NAME + ")*+";
    private static final String PLACE = PATH + "(?:\\s*+\\[[^\\[\\]\\n]*+\\])*+";
    private static final Pattern CALL = Pattern.compile("(?s)" + PATH + "\\s*+\\(.*\\)\\s*;\\s*");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?s)" + PLACE + "\\s*+(?:[-+*/%&|^]|<<|>>>?)?=(?!=).*;\\s*");
    private static final Pattern STEP = Pattern.compile("(?s)" + PLACE + "\\s*+(?:\\+\\+|--)\\s*;\\s*");
    private static final Pattern ASSIGNED_NAME = Pattern.compile("(?s)" + NAME + "\\s*+=(?!=).*");
    private static final Pattern PRINT = Pattern.compile("(?s)System\\.(?:out|err)\\.print(?:ln)?\\(.*\\)\\s*;?\\s*");

    private static final Pattern VALUE = Pattern.compile("(?s)(?:\\(*+(?:[\\d\"'~]|[-!](?![-=])|new\\b)|" + PLACE
            + "\\s*+(?:$|==|!=|<=|>|&&|[|][|]|[-+*/%](?![-+=])|[?])).*");

    private PlainStatements() {}

    /**
     * The block, if the unit looks like such a statement. It may turn out to be none: then the compiler refuses the block,
     * and none of it has run.
     *
     * @param isLast whether the value of the unit would be that of the cell
     */
    static Optional<String> block(String source, boolean isLast) {
        String code = source.substring(CellSplitter.beginOfCode(source));
        boolean plain = isLast
                ? PRINT.matcher(code).matches() || ASSIGNED_NAME.matcher(code).matches()
                : CALL.matcher(code).matches()
                        || ASSIGNMENT.matcher(code).matches()
                        || STEP.matcher(code).matches();
        if (!plain) {
            return Optional.empty();
        }
        String end = source.stripTrailing().endsWith(";") ? "\n}" : ";\n}";
        return Optional.of("{ " + source + end);
    }

    /**
     * The block that hands over the value of what looks like an expression with one; it, too, may turn out to be none. Calls do not,
     * for they may have no value.
     *
     * @param hasValue whether it is known to have one
     */
    static Optional<String> handover(String source, boolean hasValue) {
        int begin = CellSplitter.beginOfCode(source);
        String code = source.substring(begin).stripTrailing();
        String expression = code.endsWith(";") ? code.substring(0, code.length() - 1) : code;
        if (!hasValue && !VALUE.matcher(expression).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                source.substring(0, begin) + "{ " + CellValues.class.getName() + ".result(" + expression + "\n); }");
    }
}
