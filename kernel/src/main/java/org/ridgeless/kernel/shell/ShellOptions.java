package org.ridgeless.kernel.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ridgeless.kernel.assist.CellPreprocessor;

/**
 * How a shell starts. Immutable; each {@code with…} returns a changed copy.
 *
 * @param imports import declarations that every cell sees
 * @param classpath entries besides the class path of the process
 * @param compilerOptions further options for javac
 * @param preview whether preview features of the JDK are enabled
 * @param interactive whether a person watches
 * @param statementLimit how long a statement of a cell may take
 * @param preprocessors applied in order to each cell
 */
public record ShellOptions(
        List<String> imports,
        List<Path> classpath,
        List<String> compilerOptions,
        boolean preview,
        boolean interactive,
        Optional<Duration> statementLimit,
        List<CellPreprocessor> preprocessors) {

    /** The imports of the jshell tool. */
    public static final List<String> DEFAULT_IMPORTS = List.of(
            "import java.io.*;",
            "import java.math.*;",
            "import java.net.*;",
            "import java.nio.file.*;",
            "import java.util.*;",
            "import java.util.concurrent.*;",
            "import java.util.function.*;",
            "import java.util.prefs.*;",
            "import java.util.regex.*;",
            "import java.util.stream.*;");

    public ShellOptions {
        imports = List.copyOf(imports);
        classpath = List.copyOf(classpath);
        compilerOptions = List.copyOf(compilerOptions);
        preprocessors = List.copyOf(preprocessors);
    }

    /**
     * The class path of the process, the jshell tool's imports, nobody watching. The names of parameters and local variables stay in
     * the classes, so that Java can say which one was null.
     */
    public static ShellOptions defaults() {
        return new ShellOptions(
                DEFAULT_IMPORTS, List.of(), List.of("-parameters", "-g"), false, false, Optional.empty(), List.of());
    }

    public ShellOptions withImports(String... more) {
        return new ShellOptions(
                joined(imports, List.of(more)),
                classpath,
                compilerOptions,
                preview,
                interactive,
                statementLimit,
                preprocessors);
    }

    public ShellOptions withClasspath(Path... more) {
        return new ShellOptions(
                imports,
                joined(classpath, List.of(more)),
                compilerOptions,
                preview,
                interactive,
                statementLimit,
                preprocessors);
    }

    public ShellOptions withCompilerOptions(String... more) {
        return new ShellOptions(
                imports,
                classpath,
                joined(compilerOptions, List.of(more)),
                preview,
                interactive,
                statementLimit,
                preprocessors);
    }

    public ShellOptions withPreview(boolean enabled) {
        return new ShellOptions(
                imports, classpath, compilerOptions, enabled, interactive, statementLimit, preprocessors);
    }

    public ShellOptions withInteractive(boolean watched) {
        return new ShellOptions(imports, classpath, compilerOptions, preview, watched, statementLimit, preprocessors);
    }

    public ShellOptions withStatementLimit(Duration limit) {
        return new ShellOptions(
                imports, classpath, compilerOptions, preview, interactive, Optional.of(limit), preprocessors);
    }

    public ShellOptions withPreprocessors(CellPreprocessor... more) {
        return new ShellOptions(
                imports,
                classpath,
                compilerOptions,
                preview,
                interactive,
                statementLimit,
                joined(preprocessors, List.of(more)));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** The version of the language that cells are written in, for the compiler. */
    List<String> languageOptions() {
        return preview
                ? List.of(
                        "--enable-preview",
                        "--release",
                        String.valueOf(Runtime.version().feature()))
                : List.of();
    }

    String[] allCompilerOptions() {
        return joined(compilerOptions, languageOptions()).toArray(String[]::new);
    }
}
