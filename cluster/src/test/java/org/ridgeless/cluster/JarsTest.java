package org.ridgeless.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent along to executors. */
class JarsTest {
    @TempDir
    private Path folder;

    @Test
    void whatAStudyBringsIsSentWhateverItsNameAndPlace() throws IOException {
        Path classes = Files.createDirectory(folder.resolve("my clässes"));
        Files.writeString(classes.resolve("Study.class"), "");
        Path jar = Files.createFile(folder.resolve("spark-study.jar"));
        URL[] urls = {classes.toUri().toURL(), jar.toUri().toURL()};
        List<Path> packed = new ArrayList<>();
        try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
            Set<String> sent = Jars.of(loader, packed);
            assertThat(sent)
                    .contains(jar.toString())
                    .noneMatch(name -> name.matches(".*spark-core.*|.*scala-library.*"));
            Path last = packed.get(packed.size() - 1);
            assertThat(sent).contains(last.toString());
            try (JarFile open = new JarFile(last.toFile())) {
                assertThat(open.getEntry("Study.class")).isNotNull();
            }
        }
        for (Path made : packed) {
            Files.delete(made);
        }
    }
}
