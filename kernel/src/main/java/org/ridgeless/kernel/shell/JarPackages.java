package org.ridgeless.kernel.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** In which packages an entry of the class path has classes or sources, as far as that can be told without unfolding it. */
final class JarPackages {

    private static final Pattern VERSION = Pattern.compile("META-INF/versions/\\d+/");

    private final Optional<Set<String>> packages;

    private JarPackages(Optional<Set<String>> packages) {
        this.packages = packages;
    }

    /** Of a folder, which may change, and of what is no jar nothing is known. */
    static JarPackages of(Path entry) {
        if (!Files.isRegularFile(entry)) {
            return new JarPackages(Optional.empty());
        }
        try (ZipFile jar = new ZipFile(entry.toFile())) {
            return new JarPackages(Optional.of(packages(jar)));
        } catch (IOException e) {
            return new JarPackages(Optional.empty());
        }
    }

    /** All packages, or none where they are not known. */
    Set<String> known() {
        return packages.orElse(Set.of());
    }

    /** Whether a jar has a file of this name. */
    static boolean hasEntry(Path jar, String name) {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return file.getEntry(name) != null;
        } catch (IOException e) {
            return false;
        }
    }

    boolean mayContain(String packageName) {
        return packages.map(known -> known.contains(packageName)).orElse(true);
    }

    private static Set<String> packages(ZipFile jar) {
        Set<String> found = new HashSet<>();
        String last = null;
        for (Enumeration<? extends ZipEntry> all = jar.entries(); all.hasMoreElements(); ) {
            String name = all.nextElement().getName();
            String folder = name.substring(0, name.lastIndexOf('/') + 1);
            if (isCode(name.substring(folder.length())) && !folder.equals(last)) {
                found.add(packageName(folder));
                last = folder;
            }
        }
        return found;
    }

    /**
     * Nothing else makes a package: every library has folders like org with nothing in them but further folders, and a
     * licence or the description of a module in no package at all.
     */
    private static boolean isCode(String file) {
        return (file.endsWith(".class") || file.endsWith(".java")) && !file.startsWith("module-info.");
    }

    private static String packageName(String folder) {
        Matcher version = VERSION.matcher(folder);
        String plain = version.lookingAt() ? folder.substring(version.end()) : folder;
        return plain.isEmpty() ? "" : plain.substring(0, plain.length() - 1).replace('/', '.');
    }
}
