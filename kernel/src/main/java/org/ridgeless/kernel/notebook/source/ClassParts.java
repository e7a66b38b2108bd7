package org.ridgeless.kernel.notebook.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.VarSnippet;
import org.ridgeless.kernel.notebook.NotebookException;

/** What the snippets of cells become in a class: imports, fields, methods, nested types, and statements of the cells. */
final class ClassParts {
    private static final Pattern COMMENTS = Pattern.compile("\\A(\\s|//[^\\n]*\\n|/\\*.*?\\*/)*", Pattern.DOTALL);

    private static final Pattern END = Pattern.compile(
            "(\\s|;\\s*(//[^\\n]*)?$|\\n\\s*//[^\\n]*$|/\\*((?!\\*/).)*\\*/)*\\z", Pattern.DOTALL | Pattern.MULTILINE);

    private final Set<String> imports = new LinkedHashSet<>();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, String> members = new LinkedHashMap<>();
    private final Map<Integer, List<String>> statements = new LinkedHashMap<>();

    Set<String> imports() {
        return imports;
    }

    /** Name to type. */
    Map<String, String> fields() {
        return fields;
    }

    /** The sources of methods and types; the last of each signature. */
    Iterable<String> members() {
        return members.values();
    }

    /** What a cell does, line by line. */
    List<String> statements(int cell) {
        return statements.getOrDefault(cell, List.of());
    }

    void add(int cell, String source, List<Snippet> snippets, boolean last) {
        Snippet first = snippets.get(0);
        switch (first.kind()) {
            case IMPORT -> imports.add(closed(source));
            case METHOD ->
                members.put(((MethodSnippet) first).name() + ((MethodSnippet) first).parameterTypes(), member(source));
            case TYPE_DECL -> members.put(((DeclarationSnippet) first).name(), member(source));
            case VAR -> declare(cell, source, snippets, last);
            case EXPRESSION -> express(cell, source, (ExpressionSnippet) first, last);
            default -> statement(cell, open(source).endsWith("}") ? open(source) : closed(source));
        }
    }

    private void declare(int cell, String source, List<Snippet> snippets, boolean last) {
        if (snippets.get(0).subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
            statement(cell, (last ? "show(" : "keep(") + open(source) + ");");
            return;
        }
        for (Snippet snippet : snippets) {
            VarSnippet variable = (VarSnippet) snippet;
            String before = fields.put(variable.name(), variable.typeName());
            if (before != null && !before.equals(variable.typeName())) {
                throw new NotebookException("cell " + cell + " declares " + variable.name() + " as "
                        + variable.typeName() + ", which an earlier cell declares as " + before
                        + "; a class can have it once: rename one of them");
            }
        }
        VarSnippet variable = (VarSnippet) snippets.get(0);
        Matcher initializer = Pattern.compile(
                        "\\b" + Pattern.quote(variable.name()) + "\\s*(?:\\[\\s*])*\\s*=(?!=)\\s*(.*)", Pattern.DOTALL)
                .matcher(source);
        boolean found = initializer.find();
        if (snippets.size() == 1 && found && !initializer.group(1).startsWith("{")) {
            statement(cell, variable.name() + " = " + closed(initializer.group(1)));
        } else if (found) {
            // Written as it stands, and then handed to the fields, which a method can use.
            List<String> lines = new ArrayList<>(List.of("{", "    " + closed(source)));
            for (Snippet one : snippets) {
                String name = ((VarSnippet) one).name();
                lines.add("    " + NotebookClass.NAME + "." + name + " = " + name + ";");
            }
            lines.add("}");
            lines.forEach(line -> statement(cell, line));
        }
    }

    private void express(int cell, String source, ExpressionSnippet expression, boolean last) {
        boolean shows = expression.subKind() == SubKind.VAR_VALUE_SUBKIND
                || expression.subKind() == SubKind.OTHER_EXPRESSION_SUBKIND;
        if (shows) {
            statement(cell, (last ? "show(" : "keep(") + open(source) + ");");
        } else {
            statement(cell, closed(source));
        }
    }

    private void statement(int cell, String text) {
        statements.computeIfAbsent(cell, any -> new ArrayList<>()).add(text);
    }

    /** Static, unless it says so itself. */
    private static String member(String source) {
        Matcher comments = COMMENTS.matcher(source);
        int begin = comments.find() ? comments.end() : 0;
        String code = source.substring(begin);
        String head = code.substring(0, Math.max(0, indexOfBody(code)));
        boolean isStatic = Pattern.compile("\\bstatic\\b").matcher(head).find();
        return (source.substring(0, begin) + (isStatic ? "" : "static ") + code).strip();
    }

    private static int indexOfBody(String code) {
        int brace = code.indexOf('{');
        int parenthesis = code.startsWith("@") ? -1 : code.indexOf('(');
        return brace < 0 ? parenthesis : parenthesis < 0 ? brace : Math.min(brace, parenthesis);
    }

    /** Without the comments around it and the semicolon at its end. */
    private static String open(String source) {
        Matcher comments = COMMENTS.matcher(source);
        String code = comments.find() ? source.substring(comments.end()) : source;
        return END.matcher(code.strip()).replaceFirst("");
    }

    private static String closed(String source) {
        return open(source) + ";";
    }
}
