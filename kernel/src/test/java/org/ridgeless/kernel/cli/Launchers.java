package org.ridgeless.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Trees, programs and search paths for the tests of the scripts {@code lab} and {@code mvnw}. */
final class Launchers {
    static final Path SCRIPT = Path.of("../lab").toAbsolutePath().normalize();

    private Launchers() {}

    /** A folder that looks like a Java of the given release file, with a program that would give itself away. */
    static Path java(Path home, String release) throws IOException {
        program(home.resolve("bin/java"), "echo started");
        Files.writeString(home.resolve("release"), release);
        return home;
    }

    /** A tree with the script {@code lab} and nothing built. */
    static Path tree(Path home) throws IOException {
        Files.createDirectories(home);
        Files.copy(SCRIPT, home.resolve("lab"));
        for (String module : new String[] {"kernel", "toolkit"}) {
            Files.createDirectories(home.resolve(module + "/src/main"));
            Files.writeString(home.resolve(module + "/pom.xml"), "");
        }
        Files.writeString(home.resolve("pom.xml"), "");
        return home;
    }

    /** Puts into a tree what a build leaves. */
    static void built(Path home) throws IOException {
        for (String module : new String[] {"kernel", "toolkit"}) {
            Path target = Files.createDirectories(home.resolve(module + "/target"));
            Files.writeString(target.resolve("ridgeless-" + module + ".jar"), "");
        }
    }

    /** A shell script that can be started. */
    static Path program(Path file, String... lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    /** A folder with the named programs of this machine, to be a search path without any other. */
    static Path searchPath(Path folder, String... programs) throws IOException {
        for (String name : programs) {
            for (String place : System.getenv("PATH").split(File.pathSeparator)) {
                Path program = Path.of(place, name);
                if (Files.isExecutable(program)) {
                    program(folder.resolve(name), "exec '" + program + "' \"$@\"");
                    break;
                }
            }
        }
        return folder;
    }
}
