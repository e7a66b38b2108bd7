package org.ridgeless.kernel.magics;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JBang's comments {@code //DEPS} and {@code //REPOS}, all of a cell together, as the line of one magic. */
final class Directives {
    private static final Pattern DIRECTIVE = Pattern.compile("//(DEPS|REPOS)\\s+(\\S.*)");

    private Directives() {}

    static boolean is(String line) {
        return DIRECTIVE.matcher(line).matches();
    }

    /** The line of {@code %deps}. */
    static String line(List<String> directives) {
        List<String> repositories = new ArrayList<>();
        List<String> artifacts = new ArrayList<>();
        for (String directive : directives) {
            Matcher parts = DIRECTIVE.matcher(directive);
            if (parts.matches()) {
                List<String> words = List.of(parts.group(2).strip().split("[\\s,]+"));
                (parts.group(1).equals("DEPS") ? artifacts : repositories).addAll(words);
            }
        }
        return String.join(" ", repositories) + " -- " + String.join(" ", artifacts);
    }
}
