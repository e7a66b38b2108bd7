package org.ridgeless.kernel.notebook.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import org.ridgeless.kernel.assist.DefaultImports;
import org.ridgeless.kernel.extension.KernelExtension;
import org.ridgeless.kernel.jdk.Overloads;
import org.ridgeless.kernel.notebook.Cell;
import org.ridgeless.kernel.notebook.Notebook;
import org.ridgeless.kernel.notebook.NotebookException;
import org.ridgeless.kernel.shell.CellUnits;
import org.ridgeless.kernel.shell.ShellOptions;
import org.ridgeless.kernel.source.CellParser;
import org.ridgeless.kernel.source.CodeUnit;

/**
 * A notebook as one class. What cells declare become its fields, methods and nested types, what they do its methods, one for
 * each cell, which {@code main} calls in turn. Nothing is executed for it: the types of variables are the compiler's.
 */
public final class NotebookClass {
    static final String NAME = "@NotebookClass@";

    private final Notebook notebook;
    private final ClassParts parts = new ClassParts();
    private final Set<String> dependencies = new LinkedHashSet<>();
    private final List<String> defaults = new ArrayList<>();

    private NotebookClass(Notebook notebook) {
        this.notebook = notebook;
    }

    /**
     * The source of a class of the given name.
     *
     * @throws NotebookException naming the cell, if one is not Java that compiles after those before it
     */
    public static String of(Notebook notebook, String name) {
        NotebookClass made = new NotebookClass(notebook);
        made.compile();
        return made.text().replace(NAME, name);
    }

    /** A name for the class of a notebook that is called so. */
    public static String nameFor(String title) {
        StringBuilder name = new StringBuilder();
        for (String word : title.split("[^\\p{Alnum}]+")) {
            if (!word.isEmpty()) {
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return name.isEmpty() || !Character.isJavaIdentifierStart(name.charAt(0)) ? "Notebook" + name : name.toString();
    }

    private void compile() {
        try (JShell jshell = JShell.builder()
                .executionEngine(new NothingRuns(), Map.of())
                .compilerOptions("-parameters")
                .build()) {
            ShellOptions.DEFAULT_IMPORTS.forEach(jshell::eval);
            jshell.eval("import static org.ridgeless.kernel.shell.CellFunctions.*;");
            Overloads overloads = new Overloads(jshell, new CellParser(List.of()));
            DefaultImports imports = new DefaultImports(jshell, NotebookClass.class.getClassLoader());
            ServiceLoader.load(KernelExtension.class).forEach(extension -> imports.add(extension.imports()));
            for (Cell cell : notebook.cells()) {
                if (cell.isCode() && !cell.tags().contains("skip-execution")) {
                    PlainCell plain = new PlainCell(cell.source());
                    dependencies.addAll(plain.dependencies());
                    imports.cell(plain.code());
                    compile(cell.number(), plain.code(), jshell, imports, overloads);
                    overloads.cellEnded();
                }
            }
            defaults.addAll(imports.used());
        }
    }

    private void compile(int cell, String code, JShell jshell, DefaultImports imports, Overloads overloads) {
        CellUnits units = CellUnits.of(code);
        if (units.unreadable().isPresent()) {
            throw new NotebookException("cell " + cell + " cannot be read as Java from \""
                    + units.unreadable().get());
        }
        for (int i = 0; i < units.sources().size(); i++) {
            String source = units.sources().get(i);
            imports.prepare(source);
            CodeUnit unit = new CodeUnit(source, CodeUnit.Position.BEGIN, CodeUnit.linesOf(code));
            List<SnippetEvent> events = overloads.define(unit, () -> jshell.eval(source)).stream()
                    .filter(event -> event.causeSnippet() == null)
                    .toList();
            for (SnippetEvent event : events) {
                if (event.status() == Status.REJECTED) {
                    throw new NotebookException(
                            "cell " + cell + " does not compile: " + reason(jshell, event.snippet()));
                }
            }
            if (!events.isEmpty()) {
                parts.add(
                        cell,
                        source(events, code),
                        snippets(events),
                        i == units.sources().size() - 1);
            }
        }
    }

    private static String source(List<SnippetEvent> events, String fallback) {
        return events.isEmpty() ? fallback : events.get(0).snippet().source();
    }

    private static List<Snippet> snippets(List<SnippetEvent> events) {
        return events.stream().map(SnippetEvent::snippet).toList();
    }

    private static String reason(JShell jshell, Snippet snippet) {
        return jshell.diagnostics(snippet)
                .map(one ->
                        one.getMessage(Locale.ENGLISH).replaceAll("\\s+", " ").strip())
                .findFirst()
                .orElse("no reason given");
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        dependencies.forEach(one -> text.append("//DEPS ").append(one).append('\n'));
        Set<String> imports = new LinkedHashSet<>(ShellOptions.DEFAULT_IMPORTS);
        imports.addAll(parts.imports());
        imports.addAll(defaults);
        imports.forEach(one -> text.append(one).append('\n'));
        text.append("\n/** Made from the notebook ")
                .append(notebook.name().replace("*/", ""))
                .append(". */\n");
        text.append("public final class " + NAME + " {\n");
        parts.fields()
                .forEach((name, type) -> text.append("    static ")
                        .append(type)
                        .append(' ')
                        .append(name)
                        .append(";\n"));
        List<Integer> cells = new ArrayList<>();
        for (Cell cell : notebook.cells()) {
            if (!parts.statements(cell.number()).isEmpty()) {
                cells.add(cell.number());
            }
        }
        text.append("\n    public static void main(String[] arguments) throws Exception {\n");
        cells.forEach(cell -> text.append("        cell").append(cell).append("();\n"));
        text.append("    }\n");
        for (int cell : cells) {
            text.append("\n    static void cell").append(cell).append("() throws Exception {\n");
            parts.statements(cell)
                    .forEach(line -> text.append("        ").append(line).append('\n'));
            text.append("    }\n");
        }
        parts.members().forEach(member -> text.append("\n    ").append(member).append('\n'));
        helpers(text);
        return text.append("}\n").toString();
    }

    /** What the kernel does with values, on a console. */
    private static void helpers(StringBuilder text) {
        String code = text.toString();
        if (code.contains("show(") || code.contains("isplay(")) {
            text.append("\n    private static void show(Object value) {\n"
                    + "        String text = Arrays.deepToString(new Object[] {value});\n"
                    + "        System.out.println(text.substring(1, text.length() - 1));\n    }\n");
        }
        if (code.contains("keep(")) {
            text.append(
                    "\n    private static void keep(Object value) {\n        // The notebook shows it to nobody.\n    }\n");
        }
        if (code.contains("display(")) {
            text.append("\n    private static String display(Object value, Object... as) {\n"
                    + "        boolean typed = as.length > 0 && String.valueOf(value).matches(\"[a-z]+/[\\\\w.+-]+\");\n"
                    + "        show(typed ? as[0] : value);\n        return \"\";\n    }\n");
        }
        if (code.contains("updateDisplay(")) {
            text.append(
                    "\n    private static void updateDisplay(String id, Object value) {\n        show(value);\n    }\n");
        }
        if (code.contains("clearOutput(")) {
            text.append(
                    "\n    private static void clearOutput(boolean... wait) {\n        // A console keeps what it shows.\n"
                            + "    }\n");
        }
    }
}
