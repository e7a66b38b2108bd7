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
    private final Dependencies dependencies;

    ClasspathMagics(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    List<Magic> all() {
        return List.of(
                SimpleMagic.line(
                        "jars addJars jar",
                        "%jars PATH…\nAdds jars to the class path; a path may have wildcards: %jars lib/*.jar",
                        (call, session) -> add(call.requiredArguments("the paths of jars"), session)),
                SimpleMagic.both(
                        "classpath",
                        "%classpath [PATH…]   or, as in BeakerX, add jar PATH, add mvn GROUP ARTIFACT VERSION,"
                                + " config resolver NAME URL\n"
                                + "Adds jars or folders of classes to the class path; alone, lists it.",
                        this::classpath));
    }

    private Object classpath(MagicCall call, KernelSession session) throws IOException {
        List<String> words = call.arguments();
        if (call.body() != null) {
            List<String> coordinates = call.body()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.replaceAll("\\s+", ":"))
                    .toList();
            if (!String.join(" ", words).equals("add mvn")) {
                throw new IllegalArgumentException(
                        "%%classpath takes add mvn, and below it a GROUP ARTIFACT VERSION a line");
            }
            return dependencies.resolve(coordinates, false, session);
        }
        return words.isEmpty() ? list(session) : classpath(words, session);
    }

    private Object classpath(List<String> words, KernelSession session) throws IOException {
        String verb = String.join(" ", words.subList(0, Math.min(2, words.size())));
        List<String> rest = words.subList(Math.min(2, words.size()), words.size());
        return switch (verb) {
            case "add jar" ->
                add(rest.stream().filter(one -> !one.startsWith("-")).toList(), session);
            case "add mvn" -> dependencies.resolve(List.of(String.join(":", rest)), false, session);
            case "config resolver" -> {
                if (rest.size() != 2) {
                    throw new IllegalArgumentException("%classpath config resolver takes a name and an address");
                }
                dependencies.addRepository(rest.get(0), rest.get(1));
                yield null;
            }
            default -> add(words, session);
        };
    }

    private static List<String> add(List<String> patterns, KernelSession session) throws IOException {
        List<String> added = new ArrayList<>();
        for (String pattern : patterns) {
            List<Path> found = Globs.find(pattern);
            if (found.isEmpty() && !Globs.hasWildcard(pattern)) {
                throw new IllegalArgumentException("nothing found at " + pattern);
            }
            if (found.isEmpty()) {
                System.err.println("nothing found at " + pattern + ", which adds nothing");
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
