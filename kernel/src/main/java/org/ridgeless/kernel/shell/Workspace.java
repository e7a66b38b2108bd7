package org.ridgeless.kernel.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import org.ridgeless.kernel.assist.CodeAssistance;
import org.ridgeless.kernel.assist.DefaultImports;
import org.ridgeless.kernel.assist.Inspection;
import org.ridgeless.kernel.jdk.CompilerLock;

/** What cells have declared and imported, and what is known about it. */
final class Workspace {

    private final JShell jshell;
    private final DefaultImports imports;
    private final CodeAssistance assistance;
    private final CompilerLock compiler;

    Workspace(JShell jshell, DefaultImports imports, CodeAssistance assistance, CompilerLock compiler) {
        this.jshell = jshell;
        this.imports = imports;
        this.assistance = assistance;
        this.compiler = compiler;
    }

    DefaultImports imports() {
        return imports;
    }

    /** Name to type, in the order of declaration, without the temporaries of expressions. */
    Map<String, String> variables() {
        return compiler.held(() -> declared(VarSnippet.class)
                .collect(Collectors.toMap(
                        VarSnippet::name, VarSnippet::typeName, (first, second) -> second, LinkedHashMap::new)));
    }

    /** The declarations of a kind, {@code methods}, {@code types} or anything else for all, one a line. */
    List<String> declarations(String kind) {
        return compiler.held(() -> switch (kind) {
            case "methods" ->
                declared(MethodSnippet.class)
                        .map(method -> method.name() + method.signature())
                        .toList();
            case "types" ->
                declared(TypeDeclSnippet.class)
                        .map(type -> type.subKind().name().replaceAll("_.*", "").toLowerCase(java.util.Locale.ROOT)
                                + " " + type.name())
                        .toList();
            default ->
                declared(DeclarationSnippet.class)
                        .map(snippet -> snippet.source().strip())
                        .toList();
        });
    }

    private <T extends DeclarationSnippet> Stream<T> declared(Class<T> type) {
        return jshell.snippets()
                .filter(snippet ->
                        type.isInstance(snippet) && jshell.status(snippet).isActive())
                .map(type::cast)
                .filter(snippet -> !snippet.name().startsWith("$"));
    }

    /** What is known about a name; in full with the source of what a cell has declared. */
    Optional<String> documentation(String name, boolean full) {
        return compiler.held(() -> {
            Optional<String> text =
                    assistance.inspect(name, name.length(), full ? 1 : 0).map(Inspection::text);
            Optional<String> source = declared(DeclarationSnippet.class)
                    .filter(snippet -> full && snippet.name().equals(name))
                    .map(snippet -> snippet.source().strip())
                    .findFirst();
            return text.isPresent() && source.isPresent()
                    ? Optional.of(text.get() + "\n\n" + source.get())
                    : text.or(() -> source);
        });
    }
}
