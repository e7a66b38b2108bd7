package org.ridgeless.kernel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.kernel.notebook.Notebook;
import org.ridgeless.kernel.notebook.Notebooks;
import picocli.CommandLine;

class LabTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int lab(String... arguments) {
        CommandLine line = Lab.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private Path notebook(JsonObject... cells) throws IOException {
        return Notebooks.write(folder.resolve("a book.ipynb"), cells);
    }

    @Test
    void runLeavesTheExecutedNotebookAndAPageAndSaysWhere() throws IOException {
        Path book = notebook(Notebooks.text("# Title"), Notebooks.code("int x = 20;"), Notebooks.code("x + 1"));
        Path results = folder.resolve("results/here");
        assertThat(lab("run", book.toString(), "--out", results.toString())).isZero();
        assertThat(out.toString().lines())
                .containsExactly("wrote " + results.resolve("a book.ipynb"), "wrote " + results.resolve("a book.html"));
        assertThat(err.toString()).contains("1/2").contains("2/2").contains("x + 1");
        assertThat(Files.readString(results.resolve("a book.html")))
                .contains("<title>Title</title>")
                .contains("<pre>21</pre>");
        assertThat(Notebook.read(results.resolve("a book.ipynb")).cells().get(2).executionCount())
                .isEqualTo(2);
        assertThat(Notebook.read(book).cells().get(2).executionCount()).isZero();
    }

    @Test
    void aFailingCellIsNamedAndWhatRanIsKept() throws IOException {
        Path book = notebook(Notebooks.code("\"kept\""), Notebooks.code("int[] a = {}; a[1]"), Notebooks.code("1"));
        assertThat(lab("run", book.toString(), "--out", folder.toString() + "/o"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "lab run: " + book + ", cell 2 [2]: java.lang.ArrayIndexOutOfBoundsException: Index 1 out of");
        assertThat(Files.readString(folder.resolve("o/a book.html"))).contains("kept", "ArrayIndexOutOfBounds");
    }

    @Test
    void inPlaceWritesTheNotebookItself() throws IOException {
        Path book = notebook(Notebooks.code("1 + 1"));
        assertThat(lab("run", book.toString(), "--in-place", "--no-html")).isZero();
        assertThat(Notebook.read(book).cells().get(0).outputs()).hasSize(1);
        assertThat(out.toString()).isEqualToIgnoringNewLines("wrote " + book);
    }

    @Test
    void inPlaceSparesTheNotebookWhenTheRunStopsShort() throws IOException {
        Path book = notebook(Notebooks.code("\"ran\""), Notebooks.code("int[] a = {}; a[1]"), Notebooks.code("1"));
        String before = Files.readString(book);
        Path results = folder.resolve("o");
        assertThat(lab("run", book.toString(), "--in-place", "--no-html", "--out", results.toString()))
                .isEqualTo(1);
        assertThat(Files.readString(book)).isEqualTo(before);
        assertThat(err.toString()).contains(book + " did not run to its end and stays as it was");
        assertThat(out.toString()).isEqualToIgnoringNewLines("wrote " + results.resolve("a book.ipynb"));
        assertThat(Files.readString(results.resolve("a book.ipynb"))).contains("ran", "ArrayIndexOutOfBounds");
    }

    @Test
    void inPlaceKeepsFailuresThatTheUserToldItToPass() throws IOException {
        Path book = notebook(Notebooks.code("int[] a = {}; a[1]"), Notebooks.code("\"after\""));
        assertThat(lab("run", book.toString(), "--in-place", "--no-html", "--keep-going"))
                .isEqualTo(1);
        assertThat(Files.readString(book)).contains("ArrayIndexOutOfBounds", "after");
    }

    @Test
    void aNegativeBoundOnOutputIsWrongUse() throws IOException {
        assertThat(lab("run", notebook().toString(), "--max-output", "-1")).isEqualTo(2);
        assertThat(err.toString()).contains("--max-output takes a number of characters, or 0 for all, got -1");
    }

    @Test
    void inPlaceLeavesNoSecondNotebookBehind() throws IOException {
        Path book = notebook(Notebooks.code("1 + 1"));
        Path results = folder.resolve("o");
        assertThat(lab("run", book.toString(), "--in-place", "--out", results.toString()))
                .isZero();
        assertThat(results.resolve("a book.ipynb")).doesNotExist();
        assertThat(results.resolve("a book.html")).exists();
    }

    @Test
    void parametersComeFromTheCommandLine() throws IOException {
        Path book = notebook(Notebooks.code("int n = 1;\nString s = \"\";", "parameters"), Notebooks.code("n + s"));
        assertThat(lab("run", book.toString(), "-p", "n=5", "-p", "s=a=\"b", "--in-place", "--no-html"))
                .as(err.toString())
                .isZero();
        assertThat(Notebook.read(book).cells().get(1).outputs().toString()).contains("5a=\\\"b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run                          | 2 | Missing required parameter: 'NOTEBOOK'",
                "run x.ipynb --frobnicate     | 2 | Unknown option: '--frobnicate'",
                "run x.ipynb --timeout soon   | 2 | Invalid value for option '--timeout'",
                "frobnicate                   | 2 | no command \"frobnicate\"; accepted are run, install, notebook, doctor",
                "run no-such.ipynb            | 1 | no such notebook: no-such.ipynb",
                "install --name a/b           | 2 | --name takes letters, digits",
                "install --user --sys-prefix  | 2 | mutually exclusive"
            })
    void aWrongArgumentGetsOneLine(String arguments, int status, String reason) {
        assertThat(lab(arguments.split(" +"))).isEqualTo(status);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("lab")
                .contains(reason);
    }

    @Test
    void aWrongParameterOrTimeLimitIsWrongUse() throws IOException {
        Path book = notebook(Notebooks.code("int n = 1;", "parameters"));
        assertThat(lab("run", book.toString(), "-p", "m=1", "--in-place")).isEqualTo(2);
        assertThat(lab("run", book.toString(), "-p", "m", "--in-place")).isEqualTo(2);
        assertThat(lab("run", book.toString(), "--timeout", "0")).isEqualTo(2);
        assertThat(err.toString())
                .contains("has no parameter m; it has n")
                .contains("-p takes NAME=VALUE, got \"m\"")
                .contains("above 0");
    }

    @Test
    void aFileInTheWayOfTheResultsIsFoundBeforeAnythingRuns() throws IOException {
        Path book = notebook(Notebooks.code("1"));
        assertThat(lab("run", book.toString(), "--out", book + "/x")).isEqualTo(1);
        assertThat(err.toString()).contains("is not a folder").doesNotContain("1/1");
    }

    @Test
    void twoNotebooksOfOneNameDoNotOverwriteEachOther() throws IOException {
        Path book = notebook(Notebooks.code("1"));
        assertThat(lab("run", book.toString(), book.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("two notebooks are called a book");
    }

    @Test
    void everyCommandAnswersHelp() {
        for (String command : new String[] {"run", "install", "notebook", "doctor", "kernel"}) {
            assertThat(lab(command, "--help")).isZero();
        }
        assertThat(out.toString()).contains("Usage: lab run", "--keep-going", "--sys-prefix");
        assertThat(lab()).isZero();
    }

    @Test
    void doctorLooksAtJavaAndJupyter() {
        lab("doctor");
        assertThat(out.toString()).contains("Java", "JShell", "Processors", "Vector API", "Fonts", "Jupyter");
    }

    @Test
    void theKernelspecStartsTheKernelWithBoundsAndTheUsersOptionsLast() {
        Kernelspec spec = new Kernelspec(new Installation(Path.of("/a b")), java.util.List.of("-Xmx4g"));
        JsonObject json = JsonParser.parseString(spec.json()).getAsJsonObject();
        assertThat(json.get("interrupt_mode").getAsString()).isEqualTo("message");
        assertThat(json.get("language").getAsString()).isEqualTo("java");
        var argv = json.getAsJsonArray("argv");
        Stream<String> words = Stream.iterate(0, i -> i + 1)
                .limit(argv.size())
                .map(i -> argv.get(i).getAsString());
        assertThat(words)
                .contains("-Djava.awt.headless=true", "jdk.incubator.vector", "-XX:MaxRAMPercentage=50")
                .endsWith(
                        "-Xmx4g",
                        "-cp",
                        new Installation(Path.of("/a b")).classPath(),
                        "org.ridgeless.kernel.KernelMain",
                        "{connection_file}");
    }

    @Test
    void theAgentOfADebuggerIsLoadedOnlyWhereOneIsAskedFor() {
        Kernelspec plain = new Kernelspec(new Installation(Path.of("/a b")), java.util.List.of());
        assertThat(plain.json()).contains("\"debugger\": false").doesNotContain("jdwp");
        assertThat(plain.withDebugger().json())
                .contains("\"debugger\": true", "-agentlib:jdwp=", "address=127.0.0.1:0");
    }

    @Test
    void theKernelspecKeepsOpenBlasFromWhatComputesWrongResults() throws IOException {
        Path cpuinfo =
                Files.writeString(folder.resolve("cpuinfo"), "processor\t: 0\nflags\t\t: fpu avx2 avx512f avx512dq\n");
        Installation here = new Installation(folder);
        assertThat(new Kernelspec(here, java.util.List.of(), Processor.described(cpuinfo)).json())
                .contains("\"OPENBLAS_CORETYPE\": \"Haswell\"");
        assertThat(new Kernelspec(here, java.util.List.of(), Processor.described(folder.resolve("none"))).json())
                .doesNotContain("OPENBLAS_CORETYPE");
    }

    @Test
    void theKernelspecFolderHasItsLogos() throws IOException {
        new Kernelspec(new Installation(folder), java.util.List.of()).writeTo(folder.resolve("k"));
        assertThat(folder.resolve("k")).isDirectoryContaining("glob:**/kernel.json");
        assertThat(folder.resolve("k/logo-64x64.png")).isNotEmptyFile();
        assertThat(folder.resolve("k/logo-svg.svg")).isNotEmptyFile();
    }

    @Test
    void jupyterFoldersAreWorkedOutAsJupyterDoes() {
        Path home = Path.of("/home/ada");
        assertThat(new JupyterFolders(Map.of(), home, "Linux").user()).isEqualTo(home.resolve(".local/share/jupyter"));
        assertThat(new JupyterFolders(Map.of("XDG_DATA_HOME", "/d"), home, "Linux").user())
                .isEqualTo(Path.of("/d/jupyter"));
        assertThat(new JupyterFolders(Map.of("JUPYTER_DATA_DIR", "/j"), home, "Mac OS X").user())
                .isEqualTo(Path.of("/j"));
        assertThat(new JupyterFolders(Map.of(), home, "Mac OS X").user()).isEqualTo(home.resolve("Library/Jupyter"));
        assertThat(new JupyterFolders(Map.of("CONDA_PREFIX", "/c", "PATH", ""), home, "Linux").pythonPrefix())
                .contains(Path.of("/c"));
        assertThat(new JupyterFolders(Map.of("PATH", ""), home, "Linux").pythonPrefix())
                .isEmpty();
    }
}
