package org.ridgeless.kernel.assist;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import jdk.jshell.VarSnippet;
import org.ridgeless.kernel.source.CellParser;

/** What may stand at the cursor: what fits the expected type first, what every object has last. */
final class CodeCompletion {

    private static final Set<String> OF_EVERY_OBJECT = Set.of(
            "clone()",
            "equals(",
            "finalize()",
            "getClass()",
            "hashCode()",
            "notify()",
            "notifyAll()",
            "toString()",
            "wait(",
            "wait()");

    private final JShell jshell;
    private final SourceCodeAnalysis analysis;
    private final MemberSignatures members;
    private final PackageCompletion packages;
    private final DefaultImports imports;
    private final CellParser parser;

    CodeCompletion(JShell jshell, ClassLoader loader, ClassIndex index, DefaultImports imports, CellParser parser) {
        this.parser = parser;
        this.imports = imports;
        this.jshell = jshell;
        this.analysis = jshell.sourceCodeAnalysis();
        this.members = new MemberSignatures(jshell, loader);
        this.packages = new PackageCompletion(jshell, index);
    }

    Completions complete(String source, int position) {
        CellContext cell = CellContext.before(position, source, parser);
        DefaultImports.Qualified whole =
                imports.qualified(cell.code(), cell.code().length(), cell.imports());
        Completions found = find(whole.code(), whole.cursor());
        List<Completions.Match> matches = declared(cell, source, position);
        found.matches().stream()
                .filter(match -> !cell.names().containsKey(match.text()) || isMember(source, position))
                .forEach(matches::add);
        int own = found.matches().size();
        matches.addAll(importable(source, position));
        boolean isFound = own > 0 && matches.size() == own;
        return new Completions(
                isFound ? found.start() - whole.moved() - cell.shift() : nameStart(source, position),
                position,
                matches);
    }

    /** What the cell itself declares before the cursor. */
    private static List<Completions.Match> declared(CellContext cell, String source, int position) {
        List<Completions.Match> matches = new ArrayList<>();
        String prefix = source.substring(nameStart(source, position), position);
        if (!prefix.isEmpty() && !isMember(source, position)) {
            cell.names().forEach((name, kind) -> {
                if (name.startsWith(prefix)) {
                    matches.add(new Completions.Match(name, kind, ""));
                }
            });
        }
        return matches;
    }

    private static boolean isMember(String source, int position) {
        return source.substring(0, nameStart(source, position)).stripTrailing().endsWith(".");
    }

    /** What a name that is being typed could become without an import. */
    private List<Completions.Match> importable(String source, int position) {
        int start = nameStart(source, position);
        boolean isName = start < position && Character.isUpperCase(source.charAt(start));
        return !isName || isMember(source, position)
                ? List.of()
                : imports.startingWith(source.substring(start, position)).entrySet().stream()
                        .map(entry -> new Completions.Match(entry.getKey(), "class", entry.getValue()))
                        .toList();
    }

    private static int nameStart(String source, int position) {
        int start = position;
        while (start > 0 && Character.isJavaIdentifierPart(source.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private Completions find(String code, int cursor) {
        int[] anchor = {cursor};
        List<Suggestion> suggestions = analysis.completionSuggestions(code, cursor, anchor);
        Map<String, Boolean> fits = new LinkedHashMap<>();
        suggestions.forEach(
                suggestion -> fits.merge(suggestion.continuation(), suggestion.matchesType(), (a, b) -> a | b));
        packages.continuations(code.substring(0, cursor)).forEach(name -> fits.putIfAbsent(name, false));
        int start = fits.isEmpty() || !suggestions.isEmpty() ? anchor[0] : beginOfName(code, cursor);
        boolean isMember = start > 0 && code.charAt(start - 1) == '.';
        if (start == cursor && !isMember && fits.containsValue(true)) {
            // Where nothing is typed yet, the hundreds of names that do not fit help nobody.
            fits.values().removeIf(fit -> !fit);
        }
        Map<String, String> signatures = isMember ? members.of(code.substring(0, start - 1)) : own();
        List<Completions.Match> matches = fits.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Boolean> entry) -> !entry.getValue())
                        .thenComparing(entry -> isMember && OF_EVERY_OBJECT.contains(entry.getKey())))
                .map(entry -> match(entry.getKey(), signatures))
                .toList();
        return new Completions(start, cursor, matches);
    }

    private static int beginOfName(String code, int cursor) {
        int begin = cursor;
        while (begin > 0 && Character.isJavaIdentifierPart(code.charAt(begin - 1))) {
            begin--;
        }
        return begin;
    }

    private Map<String, String> own() {
        Map<String, String> signatures = jshell.variables()
                .collect(Collectors.toMap(VarSnippet::name, VarSnippet::typeName, (a, b) -> a, LinkedHashMap::new));
        jshell.methods()
                .forEach(method -> signatures.merge(method.name() + "(", signature(method), MemberSignatures::joined));
        return signatures;
    }

    private static String signature(MethodSnippet method) {
        return method.signature();
    }

    private static Completions.Match match(String text, Map<String, String> signatures) {
        String key = text.endsWith("()") ? text.substring(0, text.length() - 1) : text;
        String signature = Optional.ofNullable(signatures.get(key)).orElse("");
        return new Completions.Match(text, type(text, signature), signature);
    }

    private static String type(String text, String signature) {
        if (text.endsWith("(") || text.endsWith("()")) {
            return "function";
        }
        if (SourceVersion.isKeyword(text)) {
            return "keyword";
        }
        if (!signature.isEmpty()) {
            return "instance";
        }
        boolean isConstant = text.equals(text.toUpperCase(Locale.ROOT)) && text.length() > 1;
        if (isConstant) {
            return "property";
        }
        return Character.isUpperCase(text.charAt(0)) ? "class" : "module";
    }
}
