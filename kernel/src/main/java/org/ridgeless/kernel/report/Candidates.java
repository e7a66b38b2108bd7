package org.ridgeless.kernel.report;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.Diag;

/** The methods or constructors that a call could mean, with why it means none of them, as the compiler lists them. */
final class Candidates {

    private static final int LIMIT = 6;

    private Candidates() {}

    /** Whether a message lists more than one. */
    static boolean areIn(Diag diagnostic) {
        return diagnostic.getCode().equals("compiler.err.cant.apply.symbols");
    }

    /** What stands before the list. */
    static String lead(String message) {
        return message.lines().findFirst().orElse("");
    }

    /** One line for each of them. */
    static List<String> of(String message) {
        List<String> all = new ArrayList<>();
        for (String line : message.lines().skip(1).map(String::strip).toList()) {
            if (line.endsWith(" is not applicable")) {
                all.add(line.replaceFirst(" is not applicable$", ""));
            } else if (!all.isEmpty() && !line.isEmpty()) {
                String reason = line.replaceFirst("^\\(", "").replaceFirst("\\)$", "");
                int last = all.size() - 1;
                all.set(last, all.get(last) + ": " + reason);
            }
        }
        if (all.size() > LIMIT) {
            List<String> limited = new ArrayList<>(all.subList(0, LIMIT));
            limited.add("… and " + (all.size() - LIMIT) + " more");
            return limited;
        }
        return all;
    }
}
