package org.ridgeless.sweeps.jvms;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ridgeless.sweeps.cells.LoadedFrom;

/** How to start a JVM like this one: the same Java, options and class path, without debuggers and archives. */
final class JavaCommand {
    private static final List<String> KEPT =
            List.of("-Xmx", "-Xss", "-XX:+Use", "-XX:-Use", "-D", "-ea", "-esa", "--add-", "--enable-");

    private JavaCommand() {}

    /**
     * @param loader whose jars and folders the child needs, too
     * @param jars and folders beside
     */
    static List<String> like(ClassLoader loader, List<Path> jars) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (KEPT.stream().anyMatch(option::startsWith)) {
                command.add(option);
            }
        }
        // A process without memory left may go on in a state that nobody knows.
        command.add("-XX:+ExitOnOutOfMemoryError");
        // What the JVM says of its end must not come between the answers.
        command.add("-XX:+DisplayVMOutputToStderr");
        command.addAll(List.of("-cp", classPath(loader, jars)));
        return command;
    }

    private static String classPath(ClassLoader loader, List<Path> jars) {
        Set<String> entries = new LinkedHashSet<>();
        entries.add(System.getProperty("java.class.path"));
        for (ClassLoader each = loader; each != null; each = each.getParent()) {
            LoadedFrom.files(each).forEach(file -> entries.add(file.toString()));
        }
        jars.forEach(jar -> entries.add(jar.toString()));
        return String.join(File.pathSeparator, entries);
    }
}
