package org.ridgeless.kernel.assist;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/** Which public types there are, as their class files say, without loading them. */
final class PublicTypes {

    private static final String CLASS = ".class";

    private final ClassLoader loader;
    private final Map<String, Set<String>> ofPackages = new ConcurrentHashMap<>();

    PublicTypes(ClassLoader loader) {
        this.loader = loader;
    }

    boolean exists(String binaryName) {
        try (InputStream in = loader.getResourceAsStream(binaryName.replace('.', '/') + CLASS)) {
            return in != null && (new ClassReader(in.readAllBytes()).getAccess() & Opcodes.ACC_PUBLIC) != 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The simple names of those in a package, without nested ones. */
    Set<String> in(String packageName) {
        return ofPackages.computeIfAbsent(packageName, this::find);
    }

    private Set<String> find(String packageName) {
        String folder = packageName.replace('.', '/') + "/";
        Set<String> names = new TreeSet<>();
        try {
            for (URL place : Collections.list(loader.getResources(folder))) {
                for (String file : files(place, folder)) {
                    if (file.endsWith(CLASS) && file.indexOf('$') < 0 && file.indexOf('-') < 0) {
                        names.add(file.substring(0, file.length() - CLASS.length()));
                    }
                }
            }
        } catch (IOException e) {
            return Set.of();
        }
        names.removeIf(name -> !exists(packageName + "." + name));
        return names;
    }

    private static List<String> files(URL place, String folder) throws IOException {
        if (place.openConnection() instanceof JarURLConnection jar) {
            return jar.getJarFile().stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(folder) && name.indexOf('/', folder.length()) < 0)
                    .map(name -> name.substring(folder.length()))
                    .toList();
        }
        if (!place.getProtocol().equals("file")) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(URI.create(place.toString())))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
