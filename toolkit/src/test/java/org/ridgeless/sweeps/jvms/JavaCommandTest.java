package org.ridgeless.sweeps.jvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a child process is started with. */
class JavaCommandTest {
    @TempDir
    private Path folder;

    @Test
    void classesAreFoundWhereverTheyLie() throws IOException {
        Path classes = Files.createDirectory(folder.resolve("my clässes + more"));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            List<String> command = JavaCommand.like(loader, List.of(Path.of("more.jar")));
            assertThat(command.get(command.indexOf("-cp") + 1).split(java.io.File.pathSeparator))
                    .contains(classes.toString(), "more.jar");
        }
    }
}
