package org.ridgeless.notebooks.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.notebooks.NotebookFile;

/** A reader opens a notebook in the classic notebook, runs all of it, and sees the figures. */
@RequiresJupyter({Program.JUPYTER, Program.NOTEBOOK, Program.CHROMIUM, Program.CHROMEDRIVER})
class BrowserTest {

    private static final String IDLE = "window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel"
            + " && Jupyter.notebook.kernel.is_connected() && Jupyter.notebook._fully_loaded";
    private static final String ALL_CELLS_ANSWERED = "[...document.querySelectorAll('.code_cell .input_prompt')]"
            + ".every(prompt => /\\d/.test(prompt.innerText))";
    private static final String FIGURES = "[...document.querySelectorAll('.output_area img')]"
            + ".filter(image => image.complete && image.naturalWidth > 300 && image.offsetHeight > 150).length";

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> aReaderRunsANotebookAndSeesItsFigures() throws Exception {
        InstalledKernel kernel = InstalledKernel.in(folder.resolve("home"));
        return FrontEnd.BROWSER.notebooks().stream()
                .map(notebook -> DynamicTest.dynamicTest(notebook.name(), () -> readAndRun(kernel, notebook)));
    }

    private static void readAndRun(InstalledKernel kernel, NotebookFile notebook) throws Exception {
        Path desk = Files.createDirectories(folder.resolve("desk"));
        int figures = layOut(notebook, desk.resolve(notebook.name()));
        try (NotebookServer server = NotebookServer.start(kernel, desk);
                Browser browser = Browser.open(folder.resolve("profile-" + notebook.name()))) {
            browser.go(server.address(notebook.name()));
            browser.await(IDLE, Duration.ofMinutes(10));
            browser.evaluate("document.querySelector('#run_all_cells a, #run_all_cells').click()");
            browser.await(ALL_CELLS_ANSWERED, Duration.ofMinutes(10));
            browser.await(FIGURES + " >= " + figures, Duration.ofMinutes(10));
            assertThat(browser.evaluate("document.querySelectorAll('.output_error').length")
                            .getAsInt())
                    .isZero();
            browser.evaluate("document.querySelector('.output_area img').scrollIntoView()");
            browser.screenshot(Path.of("target", "screenshots", notebook.name() + ".png"));
        }
    }

    /**
     * Lays a copy on the desk without its outputs, so that what is seen comes from this kernel, and without the
     * exercises, which stop until they are solved. Returns the number of figures to expect.
     */
    private static int layOut(NotebookFile notebook, Path copy) throws IOException {
        JsonObject json = notebook.json().deepCopy();
        var kept = new JsonArray();
        int figures = 0;
        for (NotebookFile.Cell cell : new NotebookFile(copy, json).cells()) {
            if (cell.isExercise()) {
                continue;
            }
            if (cell.isCode()) {
                figures += (int) cell.outputs().stream()
                        .filter(output -> output.has("data")
                                && output.getAsJsonObject("data").has("image/png"))
                        .count();
                cell.json().add("outputs", new JsonArray());
            }
            kept.add(cell.json());
        }
        json.add("cells", kept);
        Files.writeString(copy, json.toString());
        assertThat(figures).isPositive();
        return figures;
    }
}
