package org.ridgeless.notebooks.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.notebooks.NotebookFile;

/** One jar brings the toolkit to Java kernels by others: the real one of rapaio, and the display of IJava's base library. */
@RequiresJupyter({Program.JUPYTER, Program.NBCONVERT, Program.NBCLIENT})
class OtherKernelsTest {
    private static final Path HOME = NotebookFile.FOLDER.toAbsolutePath().normalize();
    private static final Path JAR = HOME.resolveSibling("toolkit").resolve("target/ridgeless-toolkit-all.jar");
    private static final Path RAPAIO = HOME.resolve("target/kernels/rapaio-jupyter-kernel.jar");

    private static final int STARTS = 5;

    @TempDir
    Path folder;

    @Test
    void rapaioShowsChartVerdictTableAndResultAfterOneLine() throws IOException {
        NotebookFile executed = inRapaio(
                "%jar " + JAR,
                "import org.ridgeless.experiments.*;\nimport org.ridgeless.study.*;\nvar result = ConditionNumber.study().size(Size.TINY).run();",
                "result.plot()",
                "result.verdict()",
                "result.table()",
                "result");
        List<NotebookFile.Cell> cells = executed.codeCells();
        assertThat(shown(cells.get(2))).containsKeys("image/png", "text/plain");
        assertThat(shown(cells.get(3))).extractingByKey("text/html").asString().contains("accepted");
        assertThat(shown(cells.get(4))).extractingByKey("text/html").asString().contains("median");
        assertThat(shown(cells.get(5))).extractingByKey("text/html").asString().contains("<img", "accepted");
    }

    /** Notebook 3, which leans on the Java library more than others, as it is but for the line that brings the jar. */
    @Tag("slow")
    @Test
    void rapaioRunsAWholeNotebookOfTheCourse() throws IOException {
        List<NotebookFile.Cell> lesson = NotebookFile.course().get(2).codeCells().stream()
                .filter(cell -> !cell.isExercise())
                .toList();
        NotebookFile executed = inRapaio(Stream.concat(
                        Stream.of("%jar " + JAR, imports()), lesson.stream().map(NotebookFile.Cell::source))
                .toArray(String[]::new));
        for (int i = 0; i < lesson.size(); i++) {
            assertThat(forms(executed.codeCells().get(i + 2)))
                    .as(lesson.get(i).id())
                    .containsExactlyInAnyOrderElementsOf(forms(lesson.get(i)));
        }
    }

    /** Nothing but the jar and the library is on the class path: no class of our own kernel is needed. */
    @Test
    void theDisplayOfIJavaShowsChartsFromTheJarAlone() throws Exception {
        URL base = io.github.spencerpark.jupyter.kernel.display.Renderer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        URL gson = Gson.class.getProtectionDomain().getCodeSource().getLocation();
        try (var loader =
                new URLClassLoader(new URL[] {JAR.toUri().toURL(), base, gson}, ClassLoader.getPlatformClassLoader())) {
            Class<?> rendererType = loader.loadClass("io.github.spencerpark.jupyter.kernel.display.Renderer");
            Object renderer = rendererType.getConstructor().newInstance();
            loader.loadClass("org.ridgeless.jupyter.IJavaAdapter")
                    .getMethod("install", rendererType)
                    .invoke(null, renderer);
            Object chart = loader.loadClass("org.ridgeless.plots.Chart")
                    .getMethod("titled", String.class)
                    .invoke(null, "A chart in IJava");
            Object shown = rendererType.getMethod("render", Object.class).invoke(renderer, chart);
            assertThat(new Gson().toJson(shown)).contains("image/png").contains("A chart in IJava");
        }
    }

    /** What the kernel of Ridgeless imports by itself, the packages of Java that rapaio's does not import among it. */
    private static String imports() throws IOException {
        try (var list = OtherKernelsTest.class.getResourceAsStream("/org/ridgeless/jupyter/imports.txt")) {
            String toolkit = new String(list.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.concat(
                            Stream.of("java.util.*", "java.util.function.*", "java.util.stream.*"), toolkit.lines())
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> "import " + line.strip() + ";")
                    .collect(Collectors.joining("\n"));
        }
    }

    private NotebookFile inRapaio(String... sources) throws IOException {
        assertThat(JAR).as("the profile all-jar or jupyter makes it").isRegularFile();
        assertThat(RAPAIO).isRegularFile();
        Path spec = folder.resolve("kernels/rapaio/kernel.json");
        Files.createDirectories(spec.getParent());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(
                spec,
                new Gson()
                        .toJson(Map.of(
                                "argv",
                                        List.of(
                                                java,
                                                "-Djava.awt.headless=true",
                                                "-jar",
                                                RAPAIO.toString(),
                                                "{connection_file}"),
                                "display_name", "Java (rapaio)",
                                "language", "java",
                                "interrupt_mode", "message")));
        Path notebook = folder.resolve("rapaio.ipynb");
        Files.writeString(notebook, notebook(sources).toString());
        boolean executed = false;
        for (int start = 1; !executed; start++) {
            executed = executed(notebook, start == STARTS);
        }
        return NotebookFile.read(folder.resolve("executed.ipynb"));
    }

    /** False if the kernel never gave a first answer, as happens to rapaio's now and then, unless this was its last chance. */
    private boolean executed(Path notebook, boolean last) throws IOException {
        Launch nbconvert = Launch.of(List.of(
                        Program.JUPYTER.path(),
                        "nbconvert",
                        "--to=notebook",
                        "--execute",
                        "--ExecutePreprocessor.timeout=120",
                        "--ExecutePreprocessor.startup_timeout=20",
                        "--output=executed.ipynb",
                        notebook.toString()))
                .with(Map.of(
                        "HOME", folder.toString(),
                        "JUPYTER_PATH", folder.toString(),
                        "JUPYTER_RUNTIME_DIR", folder.resolve("runtime").toString()));
        try {
            nbconvert.run(Duration.ofMinutes(10));
            return true;
        } catch (AssertionError e) {
            String message = String.valueOf(e.getMessage());
            if (!last
                    && (message.contains("Kernel died before replying") || message.contains("Kernel didn't respond"))) {
                return false;
            }
            throw e;
        }
    }

    private static JsonObject notebook(String... sources) {
        var cells = new JsonArray();
        for (String source : sources) {
            var cell = new JsonObject();
            cell.addProperty("cell_type", "code");
            cell.addProperty("id", "cell-" + cells.size());
            cell.add("metadata", new JsonObject());
            cell.add("outputs", new JsonArray());
            cell.add("execution_count", null);
            cell.addProperty("source", source);
            cells.add(cell);
        }
        var notebook = JsonParser.parseString("""
                {"metadata": {"kernelspec": {"name": "rapaio", "display_name": "rapaio", "language": "java"}},
                 "nbformat": 4, "nbformat_minor": 5}""").getAsJsonObject();
        notebook.add("cells", cells);
        return notebook;
    }

    /** The forms in which a cell shows its result, or what else it put out. */
    private static Set<String> forms(NotebookFile.Cell cell) {
        return cell.outputs().stream()
                .flatMap(output -> output.has("data")
                        ? output.getAsJsonObject("data").keySet().stream()
                        : Stream.of(output.get("output_type").getAsString()))
                .collect(Collectors.toSet());
    }

    /** The forms of a cell's one result. */
    private static Map<String, Object> shown(NotebookFile.Cell cell) {
        assertThat(cell.outputs()).hasSize(1);
        JsonObject data = cell.outputs().get(0).getAsJsonObject("data");
        return new java.util.TreeMap<>(data.asMap());
    }
}
