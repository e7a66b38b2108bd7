package org.ridgeless.notebooks.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel in a terminal. */
@RequiresJupyter({Program.JUPYTER, Program.CONSOLE})
class ConsoleTest {

    @TempDir
    Path folder;

    @Test
    void linesAreEvaluatedOneAfterTheOther() throws Exception {
        Path lines = folder.resolve("lines");
        Files.writeString(lines, """
                int x = 20;
                x + 22
                "abc".toUpperCase()
                undefinedName
                x
                """);
        String printed = InstalledKernel.in(folder.resolve("home"))
                .run(
                        Duration.ofMinutes(10),
                        List.of("/bin/sh", "-c", Program.CONSOLE.path() + " --kernel java --simple-prompt < " + lines));
        assertThat(printed)
                .contains("Ridgeless Java kernel")
                .containsSubsequence("42", "ABC", "cannot find symbol", "undefinedName", "20")
                .doesNotContain("Traceback");
    }
}
