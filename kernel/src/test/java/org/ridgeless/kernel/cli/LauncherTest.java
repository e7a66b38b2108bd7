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
    @TempDir
    Path folder;

    private String printed = "";

    private Path java(String release) throws IOException {
        return Launchers.java(folder.resolve("a java"), release);
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
        assertThat(lab(Launchers.SCRIPT, java("JAVA_VERSION=\"11.0.2\"\nMODULES=\"java.base jdk.jshell\"\n")))
                .isEqualTo(2);
        assertThat(printed.lines()).singleElement().asString().contains("is Java 11; install a JDK 17 or newer");
        assertThat(lab(Launchers.SCRIPT, java("JAVA_VERSION=\"1.8.0_292\"\n"))).isEqualTo(2);
        assertThat(printed).contains("is Java 8; install");
    }

    @Test
    void aRuntimeWithoutJshellIsNamedWithWhatToInstall() throws Exception {
        assertThat(lab(Launchers.SCRIPT, java("JAVA_VERSION=\"17.0.1\"\nMODULES=\"java.base java.desktop\"\n")))
                .isEqualTo(2);
        assertThat(printed.lines()).singleElement().asString().contains("has no JShell; install a whole JDK 17");
    }

    /** A tree that is built already, reached through a link, both with spaces in their paths. */
    @Test
    void aLinkFromAnotherFolderFindsItsTree() throws Exception {
        Path home = Launchers.tree(folder.resolve("the tree"));
        Launchers.built(home);
        Path link = Files.createSymbolicLink(folder.resolve("a link"), home.resolve("lab"));
        assertThat(lab(link, java("JAVA_VERSION=\"17.0.1\"\n"))).as(printed).isZero();
        assertThat(printed).isEqualTo("started\n");
    }
}
