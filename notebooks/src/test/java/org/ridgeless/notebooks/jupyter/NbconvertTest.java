package org.ridgeless.notebooks.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.notebooks.NotebookFile;

/** Notebooks through Jupyter's own runner and the wire protocol. */
@RequiresJupyter({Program.JUPYTER, Program.NBCONVERT, Program.NBCLIENT})
class NbconvertTest {

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> jupyterExecutesANotebookToItsEnd() throws Exception {
        InstalledKernel kernel = InstalledKernel.in(folder);
        return FrontEnd.NBCONVERT.notebooks().stream()
                .map(notebook -> DynamicTest.dynamicTest(notebook.name(), () -> execute(kernel, notebook)));
    }

    private static void execute(InstalledKernel kernel, NotebookFile notebook) {
        kernel.run(
                Duration.ofMinutes(10),
                List.of(
                        Program.JUPYTER.path(),
                        "nbconvert",
                        "--to=notebook",
                        "--execute",
                        "--ExecutePreprocessor.timeout=120",
                        "--output-dir=" + folder,
                        notebook.path().toString()));
        NotebookFile executed = NotebookFile.read(folder.resolve(notebook.name()));
        assertThat(executed.codeCells())
                .flatMap(NotebookFile.Cell::outputs)
                .extracting(output -> output.get("output_type").getAsString())
                .doesNotContain("error");
        assertThat(pictures(executed)).isPositive().isEqualTo(pictures(notebook));
    }

    private static long pictures(NotebookFile notebook) {
        return notebook.codeCells().stream()
                .flatMap(cell -> cell.outputs().stream())
                .filter(output ->
                        output.has("data") && output.getAsJsonObject("data").has("image/png"))
                .count();
    }
}
