package org.ridgeless.kernel.notebook.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cell without its magics: what they say about Java stays, the rest becomes comments. */
final class PlainCell {
    private static final Pattern MAGIC = Pattern.compile("\\s*%(\\w+)\\b\\s*(.*)");
    private static final Pattern COMMENTED = Pattern.compile("\\s*(![\\w./-]+(\\s[^;]*)?|[\\w.$]+\\?\\??)\\s*");
    private static final Pattern DEPENDENCIES = Pattern.compile("//DEPS\\s+(.*)");
    private static final Set<String> TIMING = Set.of("time", "timeit");
    private static final Set<String> MAVEN =
            Set.of("maven", "addMavenDependency", "addMavenDependencies", "dependency");

    private final List<String> lines = new ArrayList<>();
    private final List<String> dependencies = new ArrayList<>();

    PlainCell(String source) {
        String first = source.stripLeading();
        boolean whole = first.startsWith("%%");
        boolean timed = whole && TIMING.stream().anyMatch(name -> first.matches("(?s)%%" + name + "\\b.*"));
        List<String> all = source.lines().toList();
        for (int i = 0; i < all.size(); i++) {
            lines.add(whole && (!timed || i == 0) ? "// " + all.get(i) : line(all.get(i)));
        }
    }

    private String line(String line) {
        Matcher deps = DEPENDENCIES.matcher(line);
        if (deps.matches()) {
            dependencies.addAll(List.of(deps.group(1).strip().split("[\\s,]+")));
            return "";
        }
        Matcher magic = MAGIC.matcher(line);
        if (magic.matches() && TIMING.contains(magic.group(1))) {
            String code = magic.group(2).strip();
            return code.isEmpty() || code.endsWith(";") ? code : code + ";";
        }
        if (magic.matches() && MAVEN.contains(magic.group(1))) {
            List.of(magic.group(2).strip().split("\\s+")).stream()
                    .filter(word -> word.contains(":"))
                    .forEach(dependencies::add);
        }
        return magic.matches() || COMMENTED.matcher(line).matches() ? "// " + line.strip() : line;
    }

    String code() {
        return String.join("\n", lines);
    }

    List<String> dependencies() {
        return dependencies;
    }
}
