package org.ridgeless.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.tables.Results;

/** The script {@code lab} puts the module cluster, with the libraries that Spark bears, before those of the toolkit. */
@Tag("slow")
@Tag("gate")
@DisabledOnOs(OS.WINDOWS)
class SparkLauncherTest {
    private static final Path LAB = NotebookFile.FOLDER.toAbsolutePath().resolveSibling("lab");

    @TempDir
    private Path folder;

    @Test
    void aSweepOnSparkKeepsTheCellsOfOneOnThreads() throws Exception {
        assertThat(cells("spark", "--on", "local[2]")).isNotEmpty().isEqualTo(cells("threads", "--threads", "2"));
    }

    private List<String> cells(String store, String... where) throws Exception {
        Path kept = folder.resolve(store);
        List<String> command = new ArrayList<>(
                List.of("bash", LAB.toString(), "sweep", "bezout-count", "--size", "tiny", "--store", kept.toString()));
        command.addAll(List.of(where));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertThat(kept.resolve("cells.csv")).as(said).exists();
        Results table = Results.read(kept.resolve("cells.csv"));
        return IntStream.range(0, table.rows())
                .mapToObj(i -> table.texts("group")[i] + " " + table.texts("item")[i] + " "
                        + table.numbers("repetition")[i] + " " + table.texts("value")[i])
                .sorted()
                .toList();
    }
}
