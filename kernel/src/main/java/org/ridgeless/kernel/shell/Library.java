package org.ridgeless.kernel.shell;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A jar by what its file name says, as Maven names files.
 *
 * @param name of the artifact
 * @param version with the classifier behind it, or empty where the name has none
 */
record Library(Path jar, String name, String version) {

    private static final Pattern NAME = Pattern.compile("(?<name>.+?)-(?<version>\\d.*)\\.jar");

    static Library of(Path jar) {
        String file = jar.getFileName() == null ? "" : jar.getFileName().toString();
        Matcher parts = NAME.matcher(file);
        return parts.matches()
                ? new Library(jar, parts.group("name"), parts.group("version"))
                : new Library(jar, file.replaceFirst("\\.jar$", ""), "");
    }

    Set<String> packages() {
        return JarPackages.of(jar).known();
    }

    boolean sharesPackagesWith(Set<String> others) {
        return packages().stream().anyMatch(others::contains);
    }

    @Override
    public String toString() {
        return version.isEmpty() ? name : name + " " + version;
    }
}
