package org.ridgeless.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.kernel.notebook.Notebook;
import org.ridgeless.kernel.notebook.Notebooks;

/** A run in a process of its own, which is told to end while a cell prints without end. */
@DisabledOnOs(OS.WINDOWS)
class StoppedRunTest {
    @TempDir
    Path folder;

    @Test
    void aRunThatIsToldToEndLeavesWhatItHasGot() throws Exception {
        Path marker = folder.resolve("printing");
        Path book = Notebooks.write(
                folder.resolve("book.ipynb"),
                Notebooks.code("\"before\""),
                Notebooks.code("System.out.println(\"i=1\"); Files.createFile(Path.of(\"" + marker + "\"));\n"
                        + "int i = 1; while (i < 10) System.out.println(\"i=\" + i);"));
        Path result = folder.resolve("out/book.ipynb");
        Process run =
                start("run", book.toString(), "--out", folder.resolve("out").toString());
        while (run.isAlive() && !Files.exists(marker)) {
            Thread.onSpinWait();
        }
        assertThat(run.isAlive()).isTrue();
        run.destroy();
        run.waitFor();
        List<String> first = Notebook.read(result).cells().get(0).outputs().stream()
                .map(Object::toString)
                .toList();
        assertThat(first).singleElement().asString().contains("before");
        assertThat(Files.readString(result)).contains("i=1\\n");
    }

    /** A cell that cannot be stopped is not waited for. */
    @Test
    void aCellThatDoesNotStopDoesNotHoldTheProcess() throws Exception {
        Path book = Notebooks.write(
                folder.resolve("book.ipynb"),
                Notebooks.code("\"before\""),
                Notebooks.code(
                        "System.out.println(\"half\"); while (true) { try { Thread.sleep(100_000); } catch (Throwable t) { } }"));
        Path result = folder.resolve("out/book.ipynb");
        Process run =
                start("run", book.toString(), "--out", folder.resolve("out").toString());
        while (run.isAlive() && !Files.exists(result)) {
            Thread.onSpinWait();
        }
        run.destroy();
        run.waitFor();
        assertThat(Files.readString(result)).contains("before");
    }

    private static Process start(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path").replace(File.pathSeparator + File.pathSeparator, ""),
                Lab.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
