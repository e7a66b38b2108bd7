package org.ridgeless.lab.docs;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** The reference, made by the {@code javadoc} of the running JDK from the sources that come with the toolkit. */
public final class Reference {
    private static final String SOURCES = "META-INF/sources";

    private static final String SNIPPETS = "META-INF/snippets";

    /** From this one on, {@code javadoc} knows examples in comments. */
    private static final int KNOWS_SNIPPETS = 18;

    private Reference() {}

    /**
     * Writes the pages.
     *
     * @param folder where to; made if it is not there
     * @param messages takes what {@code javadoc} has to say
     * @return whether {@code javadoc} succeeded
     * @throws IOException if the folder cannot be written to
     * @throws IllegalStateException if the running Java has no {@code javadoc}, or the sources are not there
     */
    public static boolean write(Path folder, PrintWriter messages) throws IOException {
        ToolProvider javadoc = ToolProvider.findFirst("javadoc")
                .orElseThrow(() -> new IllegalStateException(
                        "this Java (" + System.getProperty("java.home") + ") has no javadoc; a whole JDK has"));
        Path sources = Files.createTempDirectory("ridgeless-sources");
        Path snippets = Files.createTempDirectory("ridgeless-snippets");
        try {
            List<String> files = unpack(SOURCES, sources);
            unpack(SNIPPETS, snippets);
            files.removeIf(file -> !loads(sources.relativize(Path.of(file))));
            if (javadoc.run(messages, messages, options(folder, files, snippets)) != 0) {
                return false;
            }
            Formulas.renderAll(folder);
            return true;
        } finally {
            delete(sources);
            delete(snippets);
        }
    }

    private static String[] options(Path folder, List<String> files, Path snippets) {
        List<String> options =
                new ArrayList<>(List.of("-d", folder.toString(), "-quiet", "-notimestamp", "-Xdoclint:none"));
        options.addAll(List.of("-encoding", "UTF-8", "-docencoding", "UTF-8", "-charset", "UTF-8", "-locale", "en"));
        options.addAll(List.of("-windowtitle", "Ridgeless", "-doctitle", "Ridgeless: the toolkit"));
        options.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        options.addAll(examples(snippets));
        options.addAll(files);
        return options.toArray(String[]::new);
    }

    /** What lets {@code javadoc} find the examples: those in a folder, or by the taglet those beside the classes. */
    static List<String> examples(Path folder) {
        return Runtime.version().feature() >= KNOWS_SNIPPETS
                ? List.of("--snippet-path", folder.toString())
                : List.of(
                        "-taglet", SnippetTaglet.class.getName(), "-tagletpath", System.getProperty("java.class.path"));
    }

    /** Adapters to kernels of others need these, which do not come along. */
    private static boolean loads(Path source) {
        String name = source.toString().replace(File.separatorChar, '.').replaceFirst("\\.java$", "");
        try {
            return name.endsWith("package-info")
                    || Class.forName(name, false, Reference.class.getClassLoader()) != null;
        } catch (ClassNotFoundException | LinkageError unlinked) {
            return false;
        }
    }

    /**
     * A folder of the toolkit's own jar as files, for {@code javadoc} reads nothing else. The kernel's jar has such a folder, too,
     * and comes first on the class path.
     */
    static List<String> unpack(String from, Path folder) throws IOException {
        Path place;
        try {
            place = Path.of(Reference.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the toolkit has no address", e);
        }
        if (Files.isDirectory(place)) {
            return copy(place.resolve(from), folder);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return copy(jar.getPath(from), folder);
        }
    }

    private static List<String> copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            throw new IllegalStateException("the toolkit lacks " + from);
        }
        List<Path> sources;
        try (Stream<Path> files = Files.walk(from)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        List<String> copies = new ArrayList<>();
        for (Path source : sources) {
            Path copy = to.resolve(from.relativize(source).toString());
            Files.createDirectories(copy.getParent());
            copies.add(Files.copy(source, copy).toString());
        }
        return copies;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
