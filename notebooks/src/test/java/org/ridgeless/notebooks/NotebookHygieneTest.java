package org.ridgeless.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a committed notebook must be, so that it reads well as a page and as a diff. */
class NotebookHygieneTest {

    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.:/])/(home|root|tmp|work|Users|usr|opt|var)/|[A-Z]:\\\\\\\\");
    private static final Pattern CITATION =
            Pattern.compile("doi\\.org/10\\.|arxiv\\.org/abs/|arXiv:?\\s*\\d{4}\\.\\d{4,5}");
    private static final int COLUMNS = 90;

    private static final Pattern LOOP_OR_CONSTRUCTOR = Pattern.compile("\\bnew\\b|\\bfor\\s*\\(|\\bwhile\\s*\\(");

    @Test
    void thereAreNotebooksToLookAt() {
        assertThat(NotebookFile.all()).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicNode> everyNotebook() {
        return NotebookFile.all().stream()
                .map(notebook -> dynamicContainer(
                        notebook.name(),
                        Stream.of(rules(notebook), outputRules(notebook)).flatMap(List::stream)));
    }

    private static List<DynamicTest> rules(NotebookFile notebook) {
        return List.of(
                dynamicTest("is written for the Java kernel", () -> {
                    JsonObject metadata = notebook.json().getAsJsonObject("metadata");
                    assertThat(metadata.getAsJsonObject("kernelspec")
                                    .get("name")
                                    .getAsString())
                            .isEqualTo("java");
                    assertThat(metadata.getAsJsonObject("language_info")
                                    .get("name")
                                    .getAsString())
                            .isEqualTo("java");
                }),
                dynamicTest("has at most 25 cells, each with its own id", () -> {
                    assertThat(notebook.cells().size()).isLessThanOrEqualTo(25);
                    assertThat(notebook.cells())
                            .extracting(NotebookFile.Cell::id)
                            .doesNotHaveDuplicates();
                }),
                dynamicTest(
                        "has at most 12 lines in a code cell",
                        () -> assertThat(notebook.codeCells())
                                .allSatisfy(cell ->
                                        assertThat(cell.source().lines()).hasSizeLessThanOrEqualTo(12))),
                dynamicTest(
                        "has lines of code that fit beside their output",
                        () -> assertThat(notebook.isQuestion() ? List.<NotebookFile.Cell>of() : notebook.codeCells())
                                .flatMap(cell -> cell.source().lines().toList())
                                .allSatisfy(line ->
                                        assertThat(line.length()).as(line).isLessThanOrEqualTo(COLUMNS))),
                dynamicTest(
                        "cites what it claims",
                        () -> assertThat(markdown(notebook)).containsPattern(CITATION)),
                dynamicTest(
                        "says what another Java kernel needs",
                        () -> assertThat(notebook.cells().get(0).source()).contains("ridgeless-toolkit-all.jar")),
                dynamicTest(
                        "says what would falsify it",
                        () -> assertThat(markdown(notebook)).containsIgnoringCase("falsif")),
                dynamicTest(
                        "constructs and loops over nothing before its first figure",
                        () -> assertThat(notebook.isQuestion() ? List.<String>of() : beforeTheFirstFigure(notebook))
                                .allSatisfy(source -> assertThat(source).doesNotContainPattern(LOOP_OR_CONSTRUCTOR))),
                dynamicTest(
                        "names no folder of any machine",
                        () -> assertThat(notebook.json().toString()).doesNotContainPattern(MACHINE_PATH)));
    }

    private static List<DynamicTest> outputRules(NotebookFile notebook) {
        return List.of(
                dynamicTest(
                        "is at most 500 KB", () -> assertThat(notebook.bytes()).isLessThanOrEqualTo(500_000)),
                dynamicTest(
                        "holds no error",
                        () -> assertThat(notebook.codeCells())
                                .flatMap(NotebookFile.Cell::outputs)
                                .extracting(output -> output.get("output_type").getAsString())
                                .doesNotContain("error")),
                dynamicTest("is committed executed, from the first cell to the last", () -> {
                    assertThat(executed(notebook))
                            .extracting(cell -> cell.json().get("execution_count"))
                            .allSatisfy(count -> assertThat(count.isJsonNull()).isFalse());
                    assertThat(notebook.codeCells().stream().filter(NotebookFile.Cell::isExercise))
                            .allSatisfy(cell -> assertThat(cell.outputs()).isEmpty());
                }),
                dynamicTest(
                        "shows a figure",
                        () -> assertThat(firstFigure(notebook)).isNotNegative()),
                dynamicTest(
                        "prints nothing to standard error",
                        () -> assertThat(notebook.codeCells())
                                .flatMap(NotebookFile.Cell::outputs)
                                .extracting(output ->
                                        output.has("name") ? output.get("name").getAsString() : "")
                                .doesNotContain("stderr")),
                dynamicTest(
                        "keeps its execution free of time stamps",
                        () -> assertThat(notebook.json().toString()).doesNotContain("iopub.")));
    }

    private static List<NotebookFile.Cell> executed(NotebookFile notebook) {
        return notebook.codeCells().stream().filter(cell -> !cell.isExercise()).toList();
    }

    private static String markdown(NotebookFile notebook) {
        var text = new StringBuilder();
        notebook.cells().stream()
                .filter(cell -> !cell.isCode())
                .forEach(cell -> text.append(cell.source()).append('\n'));
        return text.toString();
    }

    private static List<String> beforeTheFirstFigure(NotebookFile notebook) {
        return notebook.codeCells().stream()
                .limit(firstFigure(notebook) + 1L)
                .map(NotebookFile.Cell::source)
                .toList();
    }

    /** The place, among the code cells, of the first one that shows a picture, or −1. */
    private static int firstFigure(NotebookFile notebook) {
        List<NotebookFile.Cell> cells = notebook.codeCells();
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).outputs().stream()
                    .anyMatch(output ->
                            output.has("data") && output.getAsJsonObject("data").has("image/png"))) {
                return i;
            }
        }
        return -1;
    }
}
