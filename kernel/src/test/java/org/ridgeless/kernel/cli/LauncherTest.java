package org.ridgeless.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the script {@code lab} says before it starts anything. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final Path SCRIPT = Path.of("../lab").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private String printed = "";

    /** A folder that looks like a Java of the given version, with a program that would give itself away. */
    private Path java(String release) throws IOException {
        Path home = folder.resolve("a java");
        Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(program, "#!/bin/sh\necho started\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), release);
        return home;
    }

    private int lab(Path script, Path javaHome) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), "--version").redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", javaHome.toString());
        Process process = builder.directory(folder.toFile()).start();
        printed = new String(process.getInputStream().readAllBytes());
        return process.waitFor();
    }

    @Test
    void aJavaThatIsTooOldIsNamedWithWhatToInstall() throws Exception {
        assertThat(lab(SCRIPT, java("JAVA_VERSION=\"11.0.2\"\nMODULES=\"java.base jdk.jshell\"\n")))
                .isEqualTo(2);
        assertThat(printed.lines()).singleElement().asString().contains("is Java 11; install a JDK 17 or newer");
        assertThat(lab(SCRIPT, java("JAVA_VERSION=\"1.8.0_292\"\n"))).isEqualTo(2);
        assertThat(printed).contains("is Java 8; install");
    }

    @Test
    void aRuntimeWithoutJshellIsNamedWithWhatToInstall() throws Exception {
        assertThat(lab(SCRIPT, java("JAVA_VERSION=\"17.0.1\"\nMODULES=\"java.base java.desktop\"\n")))
                .isEqualTo(2);
        assertThat(printed.lines()).singleElement().asString().contains("has no JShell; install a whole JDK 17");
    }

    /** A tree that is built already, reached through a link, both with spaces in their paths. */
    @Test
    void aLinkFromAnotherFolderFindsItsTree() throws Exception {
        Path home = Files.createDirectories(folder.resolve("the tree"));
        Files.copy(SCRIPT, home.resolve("lab"));
        for (String module : new String[] {"kernel", "toolkit"}) {
            Files.createDirectories(home.resolve(module + "/src/main"));
            Files.createDirectories(home.resolve(module + "/target"));
            Files.writeString(home.resolve(module + "/pom.xml"), "");
        }
        Files.writeString(home.resolve("pom.xml"), "");
        Files.writeString(home.resolve("kernel/target/ridgeless-kernel.jar"), "");
        Files.writeString(home.resolve("toolkit/target/ridgeless-toolkit.jar"), "");
        Path link = Files.createSymbolicLink(folder.resolve("a link"), home.resolve("lab"));
        assertThat(lab(link, java("JAVA_VERSION=\"17.0.1\"\n"))).as(printed).isZero();
        assertThat(printed).isEqualTo("started\n");
    }
}
