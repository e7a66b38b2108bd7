package org.ridgeless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Another Java process with the class path of the tests, and options and environment of its own. */
public final class ChildJvm {
    /**
     * For decompositions in Java: HotSpot interprets methods of more than 8000 bytecodes unless told otherwise, of which the
     * translation of LAPACK has some, and takes three times as long.
     */
    public static final String COMPILING_LONG_METHODS = "-XX:-DontCompileHugeMethods";

    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private String classPath = System.getProperty("java.class.path");

    /** With these options and no others. */
    public static ChildJvm with(String... options) {
        ChildJvm child = new ChildJvm();
        child.options.addAll(Arrays.asList(options));
        return child;
    }

    public ChildJvm variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A folder before everything else on the class path. */
    public ChildJvm first(Path folder) {
        classPath = folder + java.io.File.pathSeparator + classPath;
        return this;
    }

    /** The lines that its main method prints; it must end without an error. */
    public List<String> run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:+UseSerialGC", "-Xmx512m"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(Arrays.asList(arguments));
        Path out = Files.createTempFile("child", ".out");
        Path err = Files.createTempFile("child", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor())
                    .as(Files.readString(err, StandardCharsets.UTF_8))
                    .isZero();
            return Files.readAllLines(out, StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }
}
