package org.ridgeless.kernel.magics;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One use of a magic.
 *
 * @param name the name that was used
 * @param line what follows the name
 * @param body the lines below, where the magic has the whole cell; else null
 */
public record MagicCall(String name, String line, String body) {
    private static final Pattern WORD = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"|'([^']*)'|(\\S+)");

    /** The words of the line; quotes hold words together. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                arguments.add(matcher.group(1).replaceAll("\\\\(.)", "$1"));
            } else {
                arguments.add(matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
            }
        }
        return arguments;
    }

    /** The arguments, of which there must be at least one. */
    List<String> requiredArguments(String what) {
        List<String> arguments = arguments();
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("%" + name + " takes " + what);
        }
        return arguments;
    }
}
