package org.ridgeless.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.kernel.notebook.Notebook;
import org.ridgeless.kernel.notebook.source.NotebookClass;

/** What {@code lab to-java} makes of the committed notebooks is Java that compiles. */
@Tag("slow")
class NotebookClassTest {
    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyNotebookOfTheCourseCompiles() {
        return each(NotebookFile.course().stream().map(NotebookFile::path));
    }

    /** Questions and labs, which run in every build, and solutions. */
    @Tag("gate")
    @TestFactory
    Stream<DynamicTest> everyOtherNotebookCompiles() throws IOException {
        List<Path> course =
                NotebookFile.course().stream().map(NotebookFile::path).toList();
        return each(notebooks().filter(file -> !course.contains(file)));
    }

    private Stream<DynamicTest> each(Stream<Path> files) {
        return files.map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compiles(file)));
    }

    private static Stream<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.walk(NotebookFile.FOLDER.toAbsolutePath(), 2)) {
            return files
                    .filter(file -> file.toString().endsWith(".ipynb")
                            && !file.toString().contains("/target/"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private void compiles(Path file) throws IOException {
        String type = NotebookClass.nameFor("N " + file.getFileName().toString().replaceFirst("\\.ipynb$", ""));
        Notebook notebook = Notebook.read(file);
        Path source = Files.writeString(folder.resolve(type + ".java"), NotebookClass.of(notebook, type));
        var messages = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        messages,
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(status).as(messages.toString()).isZero();
    }
}
