package org.ridgeless.kernel.assist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;

/**
 * Imports that cells need not write. Java knows no import that gives way to all others, so a name is imported when a cell
 * first uses it, and only while nothing that the notebook declares or imports goes by that name.
 */
public final class DefaultImports {

    private static final Pattern DECLARATION = Pattern.compile("\\s*import\\s+([\\w.]+?)(\\.\\*)?\\s*;\\s*");
    private static final Pattern TYPE_NAME = Pattern.compile("(?<![\\w$.])[A-Z]\\w*");
    private static final Pattern NOT_CODE =
            Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|//[^\\n]*|/\\*.*?\\*/");
    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|interface|enum|record)\\s+([A-Z]\\w*)");

    private final JShell jshell;
    private final PublicTypes types;
    private final Map<String, String> single = new ConcurrentHashMap<>();
    private final List<String> packages = new ArrayList<>();
    private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();
    private final Map<String, Snippet> imported = new ConcurrentHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile Set<String> declaredInCell = Set.of();

    public DefaultImports(JShell jshell, ClassLoader loader) {
        this.jshell = jshell;
        types = new PublicTypes(loader);
    }

    /** Adds import declarations; static ones cannot give way and hold at once. Of two with the same name the earlier wins. */
    public void add(List<String> declarations) {
        for (String declaration : declarations) {
            Matcher parts = DECLARATION.matcher(declaration);
            if (!parts.matches()) {
                jshell.eval(declaration);
            } else if (parts.group(2) == null) {
                single.putIfAbsent(simpleName(parts.group(1)), parts.group(1));
            } else {
                packages.add(parts.group(1));
            }
        }
        known.clear();
    }

    private static String simpleName(String qualified) {
        return qualified.substring(qualified.lastIndexOf('.') + 1);
    }

    /** Notes which names a whole cell declares, so that statements before the declaration do not get others. */
    public void cell(String code) {
        Set<String> names = new TreeSet<>();
        DECLARED.matcher(code).results().forEach(match -> names.add(match.group(1)));
        declaredInCell = names;
    }

    /**
     * Imports what a piece of code needs, and takes back what the notebook has got a name of its own for.
     *
     * @return what the reader has to know
     */
    public List<String> prepare(String code) {
        List<String> notices = new ArrayList<>();
        for (String name : namesIn(code)) {
            meaning(name).flatMap(meant -> settle(name, meant)).ifPresent(notices::add);
        }
        return notices;
    }

    private Optional<String> settle(String name, String meant) {
        Snippet before = imported.get(name);
        boolean active = before != null && jshell.status(before).isActive();
        boolean taken = isTaken(name);
        if (!active && !taken) {
            imported.put(name, jshell.eval("import " + meant + ";").get(0).snippet());
        } else if (active && taken) {
            // JShell forgets what was declared with an import that is taken back.
            if (!isDeclared(name) && isUsedInDeclarations(name)) {
                return told.add(name)
                        ? Optional.of(name + " stays " + meant + ", for it is in use; write import other." + name
                                + "; if you mean another one")
                        : Optional.empty();
            }
            jshell.drop(before);
            imported.remove(name);
        }
        return Optional.empty();
    }

    private boolean isDeclared(String name) {
        return declaredInCell.contains(name)
                || jshell.types().anyMatch(type -> type.name().equals(name));
    }

    private boolean isUsedInDeclarations(String name) {
        Pattern use = Pattern.compile("(?<![\\w$.])" + name + "\\b");
        return jshell.snippets()
                .filter(snippet -> snippet instanceof DeclarationSnippet declared
                        && !declared.name().startsWith("$")
                        && jshell.status(snippet).isActive())
                .anyMatch(snippet -> use.matcher(snippet.source()).find());
    }

    private Set<String> namesIn(String code) {
        Set<String> names = new TreeSet<>();
        TYPE_NAME.matcher(code).results().forEach(match -> names.add(match.group()));
        return names;
    }

    /** The names of types in some code that nothing gives a meaning to: neither the notebook nor an import. */
    public Set<String> unknownIn(String code) {
        Set<String> names = namesIn(NOT_CODE.matcher(code).replaceAll(" "));
        DECLARED.matcher(code).results().forEach(match -> names.remove(match.group(1)));
        names.removeIf(
                name -> types.exists("java.lang." + name) || meaning(name).isPresent() || isTaken(name));
        return names;
    }

    /** The class that a name stands for where nobody says otherwise. */
    private Optional<String> meaning(String name) {
        return known.computeIfAbsent(
                name, unknown -> Optional.ofNullable(single.get(unknown)).or(() -> inPackages(unknown)));
    }

    private Optional<String> inPackages(String name) {
        return packages.stream()
                .map(one -> one + "." + name)
                .filter(types::exists)
                .findFirst();
    }

    private boolean isTaken(String name) {
        if (isDeclared(name)) {
            return true;
        }
        return jshell.imports().filter(one -> one != imported.get(name)).anyMatch(one -> brings(one, name));
    }

    private boolean brings(ImportSnippet one, String name) {
        String full = one.fullname();
        if (one.subKind() == SubKind.TYPE_IMPORT_ON_DEMAND_SUBKIND) {
            return types.exists(full.replaceFirst("\\*$", "") + name);
        }
        if (one.subKind() == SubKind.STATIC_IMPORT_ON_DEMAND_SUBKIND) {
            return types.exists(full.replaceFirst("\\.\\*$", "") + "$" + name);
        }
        return simpleName(full).equals(name);
    }

    /** Code with the full names of what would be imported, for assistance, which must not change the session. */
    Qualified qualified(String code, int cursor) {
        return qualified(code, cursor, List.of());
    }

    /** @param own what the code imports itself */
    Qualified qualified(String code, int cursor, List<String> own) {
        Map<String, Optional<String>> replacements = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        int moved = 0;
        Matcher name = TYPE_NAME.matcher(code);
        while (name.find()) {
            boolean unfinished = name.end() == cursor;
            Optional<String> full = unfinished
                    ? Optional.empty()
                    : replacements.computeIfAbsent(
                            name.group(),
                            one -> imported(one, own)
                                    .or(() -> meaning(one).filter(any -> !imported.containsKey(one) && !isTaken(one))));
            String replacement = full.orElse(name.group());
            name.appendReplacement(text, Matcher.quoteReplacement(replacement));
            if (name.end() <= cursor) {
                moved += replacement.length() - name.group().length();
            }
        }
        name.appendTail(text);
        return new Qualified(text.toString(), cursor + moved, moved);
    }

    private Optional<String> imported(String name, List<String> own) {
        return own.stream()
                .map(one -> one.endsWith(".*") ? one.substring(0, one.length() - 1) + name : one)
                .filter(full -> simpleName(full).equals(name) && types.exists(full))
                .findFirst();
    }

    /** @param moved by how much the cursor has moved */
    record Qualified(String code, int cursor, int moved) {}

    /** What could be typed, by its first letters: name to full name. */
    Map<String, String> startingWith(String prefix) {
        Map<String, String> found = new TreeMap<>();
        single.forEach((name, full) -> found.putIfAbsent(name, full));
        for (String one : packages) {
            types.in(one).forEach(name -> found.putIfAbsent(name, one + "." + name));
        }
        found.keySet().removeIf(name -> !name.startsWith(prefix) || imported.containsKey(name) || isTaken(name));
        return found;
    }

    /** The full names that are imported, with an asterisk for all of a package. */
    Stream<String> names() {
        return Stream.concat(
                packages.stream().map(one -> one + ".*"),
                single.values().stream().sorted());
    }

    /** The declarations, as a person would write them. */
    public List<String> declarations() {
        return names().map(name -> "import " + name + ";").toList();
    }

    /** What of them cells have used so far. */
    public List<String> used() {
        return imported.keySet().stream()
                .map(this::meaning)
                .flatMap(Optional::stream)
                .sorted()
                .map(full -> "import " + full + ";")
                .toList();
    }
}
