package org.ridgeless.kernel.assist;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;

/** The packages whose name may be begun at the end of some code, in an import or in a qualified name. */
final class PackageCompletion {

    private static final Pattern NAME = Pattern.compile("(?<![\\w.$)\\]\"])((?:[a-z_]\\w*\\.)*)(\\w*)$");
    private static final Pattern IMPORT = Pattern.compile("\\bimport\\s+(?:static\\s+)?[\\w.]*$");

    private final JShell jshell;
    private final ClassIndex index;

    PackageCompletion(JShell jshell, ClassIndex index) {
        this.jshell = jshell;
        this.index = index;
    }

    /** What may take the place of the begun name, with the dot that must follow. */
    List<String> continuations(String code) {
        String line = code.substring(code.lastIndexOf('\n') + 1);
        Matcher name = NAME.matcher(line);
        if (!name.find() || isTextOrComment(line)) {
            return List.of();
        }
        String outer = name.group(1);
        String begun = name.group(2);
        boolean isAnything = outer.isEmpty() && begun.isEmpty();
        if (isAnything && !IMPORT.matcher(line).find() || isVariable(outer)) {
            return List.of();
        }
        return index.packages(outer).stream()
                .filter(one -> one.startsWith(begun))
                .map(one -> one + ".")
                .toList();
    }

    private static boolean isTextOrComment(String line) {
        return line.contains("//")
                || line.contains("/*")
                || line.chars().filter(c -> c == '"').count() % 2 != 0;
    }

    private boolean isVariable(String outer) {
        return !outer.isEmpty()
                && jshell.variables()
                        .anyMatch(variable -> variable.name().equals(outer.substring(0, outer.indexOf('.'))));
    }
}
