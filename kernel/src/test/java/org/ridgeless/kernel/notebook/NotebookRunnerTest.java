package org.ridgeless.kernel.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small notebooks through the real evaluator. */
class NotebookRunnerTest {
    @TempDir
    Path folder;

    private Notebook notebook(JsonObject... cells) throws IOException {
        return Notebook.read(Notebooks.write(folder.resolve("n.ipynb"), cells));
    }

    private static RunReport run(Notebook notebook, RunOptions options) {
        return new NotebookRunner(notebook, options, RunListener.SILENT).run();
    }

    private static List<String> texts(Cell cell) {
        return cell.outputs().stream().map(NotebookRunnerTest::textOf).toList();
    }

    private static String textOf(JsonObject output) {
        return switch (output.get("output_type").getAsString()) {
            case "stream" -> output.get("name").getAsString() + ":" + MultilineText.join(output.get("text"));
            case "error" ->
                output.get("ename").getAsString() + ": " + output.get("evalue").getAsString();
            default -> MultilineText.join(output.getAsJsonObject("data").get("text/plain"));
        };
    }

    @Test
    void stateIsKeptBetweenCellsAndOutputsComeInOrder() throws IOException {
        Notebook notebook = notebook(
                Notebooks.text("# Title"),
                Notebooks.code("int x = 20;"),
                Notebooks.code("System.out.println(\"a\");\nSystem.out.println(\"b\");\n"
                        + "System.err.println(\"c\");\ndisplay(\"d\");\nx + 1"));
        RunReport report = run(notebook, RunOptions.defaults());
        assertThat(report.ok()).isTrue();
        assertThat(report.executed()).isEqualTo(2);
        assertThat(texts(notebook.cells().get(2))).containsExactly("stdout:a\nb\n", "stderr:c\n", "d", "21");
        assertThat(notebook.cells().get(2).executionCount()).isEqualTo(2);
    }

    @Test
    void aFailureStopsTheRunKeepsTheOutputsBeforeItAndNamesTheCell() throws IOException {
        Notebook notebook =
                notebook(Notebooks.code("\"before\""), Notebooks.code("int z = 1 / 0;"), Notebooks.code("\"after\""));
        RunReport report = run(notebook, RunOptions.defaults());
        assertThat(report.failures())
                .containsExactly(new RunReport.Failure(2, 2, "java.lang.ArithmeticException: / by zero"));
        assertThat(texts(notebook.cells().get(0))).containsExactly("before");
        assertThat(texts(notebook.cells().get(1))).containsExactly("java.lang.ArithmeticException: / by zero");
        assertThat(notebook.cells().get(2).outputs()).isEmpty();
        assertThat(notebook.cells().get(2).executionCount()).isZero();
    }

    @Test
    void longPrintingIsCappedWithANote() throws IOException {
        Notebook notebook = notebook(Notebooks.code(
                "for (int k = 0; k < 100_000; k++) System.out.println(\"i=\" + 1);\nthrow new Error();"));
        assertThat(run(notebook, RunOptions.defaults().withKeptCharacters(10)).ok())
                .isFalse();
        assertThat(texts(notebook.cells().get(0)))
                .satisfiesExactly(
                        text -> assertThat(text).isEqualTo("stdout:i=1\ni=1\ni="),
                        text -> assertThat(text).startsWith("java.lang.Error"),
                        text -> assertThat(text)
                                .matches(
                                        "(?s)stderr:\\n… and 399,990 more characters, which are not kept; lab run --max-output keeps more\\n"));
    }

    @Test
    void endlessDisplaysAreCappedToo() throws IOException {
        Notebook notebook = notebook(Notebooks.code("for (int i = 0; i < 100; i++) display(\"0123456789\");"));
        run(notebook, RunOptions.defaults().withKeptCharacters(2));
        assertThat(texts(notebook.cells().get(0))).hasSize(11).last().asString().contains("90 more displays");
    }

    @Test
    void whatIsClearedDoesNotCount() throws IOException {
        Notebook notebook = notebook(
                Notebooks.code("for (int i = 0; i < 9; i++) { clearOutput(); System.out.print(\"line \" + i); }"));
        run(notebook, RunOptions.defaults().withKeptCharacters(6));
        assertThat(texts(notebook.cells().get(0))).containsExactly("stdout:line 8");
    }

    @Test
    void outputsAreThereWhenTheCellEnds() throws IOException {
        Notebook notebook = notebook(Notebooks.code("\"first\""), Notebooks.code("\"second\""));
        List<List<String>> seen = new java.util.ArrayList<>();
        new NotebookRunner(notebook, RunOptions.defaults(), new RunListener() {
                    @Override
                    public void cellEnded(Cell cell, org.ridgeless.kernel.cell.CellResult result) {
                        seen.add(texts(cell));
                    }
                })
                .run();
        assertThat(seen).containsExactly(List.of("first"), List.of("second"));
    }

    @Test
    void keepGoingAndTheTagsForFailuresAndSkippingAreHonoured() throws IOException {
        Notebook notebook = notebook(
                Notebooks.code("throw new IllegalStateException(\"meant\");", "raises-exception"),
                Notebooks.code("syntax error here"),
                Notebooks.code("int never;", "skip-execution"),
                Notebooks.code("\"after\""));
        RunReport report = run(notebook, RunOptions.defaults().withKeepGoing(true));
        assertThat(report.failures()).extracting(RunReport.Failure::cell).containsExactly(2);
        assertThat(report.executed()).isEqualTo(3);
        assertThat(texts(notebook.cells().get(3))).containsExactly("after");
    }

    @Test
    void anEndlessCellIsInterruptedAtTheTimeLimitAndLaterCellsStillRun() throws IOException {
        // Both are endless: the limit may be too short for any cell on a busy machine.
        Notebook notebook = notebook(Notebooks.code("while (true) { }"), Notebooks.code("while (true) { }"));
        RunReport report = run(
                notebook,
                RunOptions.defaults().withTimeout(Duration.ofMillis(300)).withKeepGoing(true));
        assertThat(report.executed()).isEqualTo(2);
        assertThat(report.failures())
                .hasSize(2)
                .allSatisfy(failure ->
                        assertThat(failure.error()).startsWith("TimeLimitExceeded: the cell took longer than 0.3 s"));
    }

    @Test
    void parametersReplaceTheDeclarationsOfTheTaggedCell() throws IOException {
        String declarations = "int n = 3; // trials\nvar rate = 0.5;\nString name = \"a;b\";\nboolean fast = false;";
        Notebook notebook = notebook(
                Notebooks.code(declarations, "parameters"), Notebooks.code("n + \" \" + rate + \" \" + name + fast"));
        run(
                notebook,
                RunOptions.defaults()
                        .withParameters(Map.of("n", "7", "rate", "2.5e-3", "name", "say \"hi\"", "fast", "true")));
        assertThat(notebook.cells().get(0).source())
                .isEqualTo(
                        "int n = 7; // trials\nvar rate = 2.5e-3;\nString name = \"say \\\"hi\\\"\";\nboolean fast = true;");
        assertThat(texts(notebook.cells().get(1))).containsExactly("7 0.0025 say \"hi\"true");
    }

    @Test
    void aParameterThatDoesNotFitIsRefusedBeforeAnythingRuns() throws IOException {
        Notebook notebook = notebook(Notebooks.code("int n = 3;\nvar rate = 0.5;", "parameters"));
        assertThatThrownBy(() -> run(notebook, RunOptions.defaults().withParameters(Map.of("m", "1"))))
                .isInstanceOf(WrongParameterException.class)
                .hasMessageContaining("has no parameter m; it has n, rate");
        assertThatThrownBy(() -> run(notebook, RunOptions.defaults().withParameters(Map.of("n", "many"))))
                .hasMessage("parameter n takes a whole number, got \"many\"");
        Notebook without = notebook(Notebooks.code("int n = 3;"));
        assertThatThrownBy(() -> run(without, RunOptions.defaults().withParameters(Map.of("n", "1"))))
                .hasMessageContaining("no code cell tagged \"parameters\"");
    }

    @Test
    void aDisplayIsReplacedWhereverItStandsAndClearedOutputIsGone() throws IOException {
        Notebook notebook = notebook(
                Notebooks.code("var id = display(\"old\");"),
                Notebooks.code("updateDisplay(id, \"new\");\nSystem.out.println(\"gone\");\nclearOutput();\n"
                        + "System.out.println(\"kept\");"));
        run(notebook, RunOptions.defaults());
        assertThat(texts(notebook.cells().get(0))).containsExactly("new");
        assertThat(texts(notebook.cells().get(1))).containsExactly("stdout:kept\n");
    }

    @Test
    void runningTwiceGivesTheSameFile() throws IOException {
        Notebook notebook = notebook(Notebooks.code("var x = List.of(1, 2);\nx"), Notebooks.code("x.get(5)"));
        run(notebook, RunOptions.defaults());
        String first = notebook.toJson();
        run(notebook, RunOptions.defaults());
        assertThat(notebook.toJson()).isEqualTo(first);
    }
}
