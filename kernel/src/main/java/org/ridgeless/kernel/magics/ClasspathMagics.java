package org.ridgeless.kernel.magics;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.ridgeless.kernel.extension.KernelSession;

/** {@code %jars} and {@code %classpath}. */
final class ClasspathMagics {
    private ClasspathMagics() {}

    static List<Magic> all() {
        return List.of(
                SimpleMagic.line(
                        "jars addJars",
                        "%jars PATH…\nAdds jars to the class path; a path may have wildcards: %jars lib/*.jar",
                        (call, session) -> add(call.requiredArguments("the paths of jars"), session)),
                SimpleMagic.line(
                        "classpath",
                        "%classpath [PATH…]\nAdds jars or folders of classes to the class path; alone, lists it.",
                        (call, session) ->
                                call.arguments().isEmpty() ? list(session) : add(call.arguments(), session)));
    }

    private static List<String> add(List<String> patterns, KernelSession session) throws IOException {
        List<String> added = new ArrayList<>();
        for (String pattern : patterns) {
            List<Path> found = Globs.find(pattern);
            if (found.isEmpty()) {
                throw new IllegalArgumentException("nothing found at " + pattern);
            }
            for (Path path : found) {
                requireReadable(path);
                session.addToClasspath(path);
                added.add(path.toString());
            }
        }
        return added;
    }

    /** The compiler breaks down over a file that is not a jar. */
    private static void requireReadable(Path path) {
        if (Files.isDirectory(path)) {
            return;
        }
        try (JarFile jar = new JarFile(path.toFile())) {
            jar.entries();
        } catch (IOException e) {
            throw new IllegalArgumentException(path + " is neither a jar nor a folder: " + e.getMessage(), e);
        }
    }

    private static Object list(KernelSession session) {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            System.out.println(entry);
        }
        session.addedClasspath().forEach(System.out::println);
        return null;
    }
}
