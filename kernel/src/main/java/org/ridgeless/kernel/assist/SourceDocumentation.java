package org.ridgeless.kernel.assist;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.ridgeless.kernel.source.JavadocSnippet;

/**
 * Documentation comments of libraries that carry their sources in {@value #FOLDER} on the class path, as the toolkit
 * does, or beside their jar, as Maven does. JShell itself knows the sources of the JDK only.
 */
final class SourceDocumentation {

    static final String FOLDER = "META-INF/sources/";

    /** What examples in the comments refer to. */
    private static final String SNIPPETS = "META-INF/snippets/";

    /** A class, or a member with the class before its name: package if named, names from the class on, parameters. */
    private static final Pattern SYMBOL =
            Pattern.compile("(?<![\\w.])((?:[a-z_]\\w*\\.)*)([A-Z]\\w*(?:\\.\\w+)*)(\\(.*\\))?$");

    private static final Pattern TYPE_OF_A_FIELD = Pattern.compile(":[^:()]*$");

    private static final Pattern GENERICS = Pattern.compile("<[^<>]*>");

    private final ClassLoader libraries;

    SourceDocumentation(ClassLoader libraries) {
        this.libraries = libraries;
    }

    /**
     * The comment on the symbol with this signature.
     *
     * @param imports what a name without its package may be: {@code pkg.Name}, or {@code pkg.*}
     */
    Optional<String> find(String signature, List<String> imports) {
        String plain = TYPE_OF_A_FIELD.matcher(withoutGenerics(signature)).replaceFirst("");
        Matcher symbol = SYMBOL.matcher(plain);
        if (!symbol.find()) {
            return Optional.empty();
        }
        List<String> names = List.of(symbol.group(2).split("\\."));
        Optional<List<String>> types = types(symbol.group(3));
        return packages(symbol.group(1), names.get(0), imports)
                .map(folder -> folder.replace('.', '/') + names.get(0))
                .flatMap(name -> source(FOLDER + name + ".java").or(() -> besideJar(name)).stream())
                .findFirst()
                .flatMap(text -> comment(text, names, types))
                .map(this::withExamples);
    }

    /** Examples that are in files come into the comment; those whose file is not there are left out. */
    private String withExamples(String comment) {
        return JavadocSnippet.replaceAll(comment, snippet -> {
            try {
                return "{@snippet :\n" + snippet.code(path -> source(SNIPPETS + path)) + "}";
            } catch (IllegalArgumentException missing) {
                return "";
            }
        });
    }

    private static Stream<String> packages(String named, String type, List<String> imports) {
        return named.isEmpty()
                ? imports.stream()
                        .filter(name -> name.endsWith("." + type) || name.endsWith(".*"))
                        .map(name -> name.substring(0, name.lastIndexOf('.') + 1))
                : Stream.of(named);
    }

    /** From the jar of sources that Maven puts beside a jar. */
    private Optional<String> besideJar(String name) {
        URL type = libraries.getResource(name + ".class");
        if (type == null || !type.getProtocol().equals("jar")) {
            return Optional.empty();
        }
        try {
            URL jar = ((JarURLConnection) type.openConnection()).getJarFileURL();
            Path sources = Path.of(URI.create(jar.toString().replaceFirst("\\.jar$", "-sources.jar")));
            if (!Files.isRegularFile(sources)) {
                return Optional.empty();
            }
            try (ZipFile file = new ZipFile(sources.toFile())) {
                ZipEntry entry = file.getEntry(name + ".java");
                return entry == null
                        ? Optional.empty()
                        : Optional.of(new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<String> source(String file) {
        try (InputStream in = libraries.getResourceAsStream(file)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> comment(String text, List<String> names, Optional<List<String>> types) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task = (JavacTask)
                compiler.getTask(null, null, problem -> {}, List.of("-proc:none"), null, List.of(new Source(text)));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            var search = new Search(DocTrees.instance(task), names, types);
            search.scan(unit, "");
            return Optional.ofNullable(search.found);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String withoutGenerics(String text) {
        String without = GENERICS.matcher(text).replaceAll("");
        return without.equals(text) ? text : withoutGenerics(without);
    }

    /** The simple names of the parameters' types, or nothing if the symbol takes none. */
    private static Optional<List<String>> types(String parameters) {
        if (parameters == null) {
            return Optional.empty();
        }
        String inner = parameters.substring(1, parameters.length() - 1);
        return Optional.of(
                inner.isBlank()
                        ? List.of()
                        : List.of(inner.split(",")).stream()
                                .map(parameter -> simple(parameter.strip().split("\\s+")[0]))
                                .toList());
    }

    private static String simple(String type) {
        String name = withoutGenerics(type).replace("...", "[]");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static final class Search extends TreePathScanner<Void, String> {

        private final DocTrees trees;
        private final String wanted;
        private final String constructed;
        private final Optional<List<String>> types;
        private String found;

        Search(DocTrees trees, List<String> names, Optional<List<String>> types) {
            this.trees = trees;
            this.wanted = String.join(".", names);
            this.constructed = wanted + ".<init>";
            this.types = types;
        }

        @Override
        public Void visitClass(ClassTree tree, String outer) {
            String name = outer.isEmpty() ? tree.getSimpleName().toString() : outer + "." + tree.getSimpleName();
            // The constructor of a record is described where its components are.
            boolean canonical = types.isPresent() && tree.getKind() == Tree.Kind.RECORD;
            if (name.equals(wanted) && (types.isEmpty() || canonical)) {
                keep();
            }
            return super.visitClass(tree, name);
        }

        @Override
        public Void visitMethod(MethodTree tree, String owner) {
            String name = owner + "." + tree.getName();
            if ((name.equals(wanted) || name.equals(constructed)) && types.equals(Optional.of(typesOf(tree)))) {
                keep();
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree tree, String owner) {
            if ((owner + "." + tree.getName()).equals(wanted) && types.isEmpty()) {
                keep();
            }
            return null;
        }

        private void keep() {
            String comment = trees.getDocComment(getCurrentPath());
            found = comment == null ? found : comment;
        }

        private static List<String> typesOf(MethodTree tree) {
            return tree.getParameters().stream()
                    .map(parameter -> simple(parameter.getType().toString()))
                    .toList();
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
