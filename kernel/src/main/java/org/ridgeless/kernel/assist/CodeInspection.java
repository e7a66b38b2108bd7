package org.ridgeless.kernel.assist;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.ridgeless.kernel.source.ClassNames;

/** Explains the symbol at the cursor: its signatures, and its documentation where the sources are at hand. */
final class CodeInspection {

    private static final int BRIEF = 3;
    private static final Pattern NAME_END = Pattern.compile("([A-Za-z_$][\\w$]*)\\(?$");
    private static final Pattern OWN_COMMENT = Pattern.compile("^\\s*/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    private final JShell jshell;
    private final SourceCodeAnalysis analysis;

    private final SourceDocumentation sources;

    private final DefaultImports imports;

    CodeInspection(JShell jshell, ClassLoader loader, DefaultImports imports) {
        this.imports = imports;
        this.jshell = jshell;
        this.sources = new SourceDocumentation(loader);
        this.analysis = jshell.sourceCodeAnalysis();
    }

    Optional<Inspection> inspect(String code, int cursor, int detail) {
        String upToName = code.substring(0, nameEnd(code, cursor));
        List<Documentation> found = find(upToName);
        if (found.isEmpty()) {
            found = find(code.substring(0, cursor));
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> entries = new LinkedHashMap<>();
        found.forEach(one -> entries.putIfAbsent(signature(one), javadoc(one, upToName)));
        return Optional.of(page(entries, detail > 0 ? Integer.MAX_VALUE : BRIEF));
    }

    private List<Documentation> find(String source) {
        if (source.isBlank()) {
            return List.of();
        }
        String code = imports.qualified(source, -1).code();
        // A name that is followed by a parenthesis is looked up as a method; any other may be one as well.
        List<Documentation> plain = analysis.documentation(code, code.length(), true);
        return plain.isEmpty() && NAME_END.matcher(code).find()
                ? analysis.documentation(code + "(", code.length() + 1, true)
                : plain;
    }

    /** The end of the name in which the cursor stands, with the parenthesis that opens its arguments. */
    private static int nameEnd(String code, int cursor) {
        int end = cursor;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        boolean isName = end > 0 && Character.isJavaIdentifierPart(code.charAt(end - 1));
        return isName && end < code.length() && code.charAt(end) == '(' ? end + 1 : end;
    }

    private static String signature(Documentation documentation) {
        String signature = ClassNames.cleaned(documentation.signature());
        // JDK 25 repeats the components of a record.
        return signature.replaceAll("^(\\w+)(\\([^)]*\\))\\2$", "$1$2").replaceFirst("^(\\w+):(.+)$", "$2 $1");
    }

    private String javadoc(Documentation documentation, String code) {
        return Optional.ofNullable(documentation.javadoc())
                .or(() -> sources.find(documentation.signature(), imports()))
                .orElseGet(() -> ownComment(code));
    }

    private List<String> imports() {
        Stream<String> written = jshell.imports().filter(one -> !one.isStatic()).map(ImportSnippet::fullname);
        return Stream.concat(written, imports.names()).toList();
    }

    /** The documentation comment of a definition made in a cell, which is called by its name alone. */
    private String ownComment(String code) {
        Matcher name = NAME_END.matcher(code);
        if (!name.find() || code.substring(0, name.start()).stripTrailing().endsWith(".")) {
            return "";
        }
        return jshell.snippets()
                .filter(snippet -> snippet instanceof DeclarationSnippet declared
                        && declared.name().equals(name.group(1))
                        && jshell.status(snippet).isActive())
                .map(snippet -> OWN_COMMENT.matcher(snippet.source()))
                .filter(Matcher::find)
                .map(comment -> comment.group(1).replaceAll("(?m)^\\s*\\* ?", ""))
                .findFirst()
                .orElse("");
    }

    private static Inspection page(Map<String, String> entries, int limit) {
        String text = entries.entrySet().stream()
                .limit(limit)
                .map(entry -> entry.getKey() + indented(JavadocComment.text(entry.getValue())))
                .collect(Collectors.joining("\n\n"));
        String html = entries.entrySet().stream()
                .limit(limit)
                .map(entry -> "<p><code>" + JavadocComment.escaped(entry.getKey()) + "</code></p>"
                        + JavadocComment.html(entry.getValue()))
                .collect(Collectors.joining("<hr/>"));
        int left = entries.size() - limit;
        return left > 0
                ? new Inspection(text + "\n\n… and " + left + " more", html + "<p>… and " + left + " more</p>")
                : new Inspection(text, html);
    }

    private static String indented(String text) {
        return text.isEmpty() ? "" : "\n" + text.indent(4).stripTrailing();
    }
}
