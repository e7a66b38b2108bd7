package org.ridgeless.kernel.magics;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ridgeless.kernel.shell.ShellOptions;

/**
 * The options of a shell with magics and with what the environment asks for. The variables are IJava's:
 *
 * <ul>
 *   <li>{@code IJAVA_CLASSPATH}: jars and folders, with wildcards, separated as in a class path;
 *   <li>{@code IJAVA_COMPILER_OPTS}: options for javac; {@code --enable-preview} turns preview features on, if Java itself was started
 *       with it;
 *   <li>{@code IJAVA_TIMEOUT}: how long a statement of a cell may take: a number of milliseconds, or a number and a unit as in
 *       {@code 30 SECONDS}; less than 1 for no limit;
 *   <li>{@code IJAVA_STARTUP_SCRIPTS_PATH}: scripts to evaluate first, with wildcards, separated as in a class path;
 *   <li>{@code IJAVA_STARTUP_SCRIPT}: code to evaluate after them.
 * </ul>
 *
 * The names may as well begin with {@code JJAVA_}, as JJava has them.
 */
public final class StandardShell {
    private static final Pattern LIMIT = Pattern.compile(
            "(-?\\d{1,15})?\\s*"
                    + Stream.of(TimeUnit.values()).map(Enum::name).collect(Collectors.joining("|", "(", ")?")),
            Pattern.CASE_INSENSITIVE);

    private static final String PREVIEW = "--enable-preview";

    private StandardShell() {}

    /** The options that the environment of this process asks for. */
    public static ShellOptions options() {
        return options(System.getenv());
    }

    /** The options that the given environment asks for. */
    public static ShellOptions options(Map<String, String> environment) {
        ShellOptions options = ShellOptions.defaults().withPreprocessors(new Magics(startup(environment)));
        options = options.withClasspath(paths(value(environment, "CLASSPATH")).toArray(Path[]::new));
        options = options.withPreview(Boolean.getBoolean("ridgeless.preview"));
        for (String option : value(environment, "COMPILER_OPTS").split("\\s+")) {
            if (option.equals(PREVIEW)) {
                options = options.withPreview(javaHasPreview());
            } else if (!option.isEmpty()) {
                options = options.withCompilerOptions(option);
            }
        }
        return limit(value(environment, "TIMEOUT"))
                .map(options::withStatementLimit)
                .orElse(options);
    }

    /** Java refuses to load what was compiled with preview features unless it was started with them. */
    private static boolean javaHasPreview() {
        boolean on = ManagementFactory.getRuntimeMXBean().getInputArguments().contains(PREVIEW);
        if (!on) {
            System.err.println(
                    "IJAVA_COMPILER_OPTS asks for --enable-preview, but Java was started without it, so preview"
                            + " features stay off; lab install --jvm-options \"--enable-preview\" turns them on");
        }
        return on;
    }

    private static Optional<Duration> limit(String text) {
        Matcher parts = LIMIT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("IJAVA_TIMEOUT is " + text
                    + "; accepted are a number of milliseconds, or a number and a unit as in 30 SECONDS");
        }
        long count = parts.group(1) == null ? 0 : Long.parseLong(parts.group(1));
        String unit = parts.group(2) == null ? "MILLISECONDS" : parts.group(2).toUpperCase(Locale.ROOT);
        return count < 1
                ? Optional.empty()
                : Optional.of(Duration.of(count, TimeUnit.valueOf(unit).toChronoUnit()));
    }

    private static List<String> startup(Map<String, String> environment) {
        List<String> scripts = new ArrayList<>();
        for (Path script : paths(value(environment, "STARTUP_SCRIPTS_PATH"))) {
            try {
                scripts.add(Files.readString(script));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the startup script " + script, e);
            }
        }
        String script = value(environment, "STARTUP_SCRIPT");
        if (!script.isBlank()) {
            scripts.add(script);
        }
        return scripts;
    }

    private static List<Path> paths(String patterns) {
        List<Path> paths = new ArrayList<>();
        for (String pattern : patterns.split(File.pathSeparator)) {
            try {
                paths.addAll(pattern.isBlank() ? List.of() : Globs.find(pattern));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot look for " + pattern, e);
            }
        }
        return paths;
    }

    private static String value(Map<String, String> environment, String name) {
        String value = environment.getOrDefault("IJAVA_" + name, environment.get("JJAVA_" + name));
        return value == null ? "" : value.strip();
    }
}
