package org.ridgeless.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Questions that are not built in are answered in few lines: those of the cells tagged {@code question}. */
@Tag("slow")
class QuestionNotebookTest {
    private static final int WIDEST = 100;

    /** How many lines the answer to each may take, imports not counted. */
    private static final Map<String, Integer> LINES = Map.of(
            "1-a-sweep-over-a-file.ipynb", 20,
            "2-the-hessian-layer-by-layer.ipynb", 8,
            "3-a-matrix-of-my-own.ipynb", 6,
            "4-a-loss-of-my-own.ipynb", 14,
            "5-how-wide-is-wide.ipynb", 10,
            "6-random-features-on-digits.ipynb", 10,
            "7-a-study-of-my-own.ipynb", 12);

    @Test
    void eachQuestionHasItsNotebook() {
        assertThat(NotebookFile.questions())
                .extracting(NotebookFile::name)
                .containsExactlyInAnyOrderElementsOf(LINES.keySet());
    }

    @TestFactory
    Stream<DynamicNode> everyQuestion() {
        return NotebookFile.questions().stream()
                .map(notebook ->
                        dynamicContainer(notebook.name(), Stream.of(notebook).flatMap(QuestionNotebookTest::tests)));
    }

    private static Stream<DynamicNode> tests(NotebookFile notebook) {
        NotebookFile result = Execution.run(notebook.json().deepCopy());
        return Stream.of(
                dynamicTest(
                        "runs without an error",
                        () -> assertThat(result.codeCells())
                                .allSatisfy(cell ->
                                        assertThat(Execution.error(cell)).isEmpty())),
                dynamicTest("shows what is committed", () -> {
                    List<NotebookFile.Cell> committed = notebook.codeCells();
                    for (int i = 0; i < committed.size(); i++) {
                        Outputs.of(result.codeCells().get(i))
                                .mustAgreeWith(
                                        Outputs.of(committed.get(i)),
                                        committed.get(i).id());
                    }
                }),
                dynamicTest("is answered in few lines that fit on a page", () -> {
                    List<String> lines = notebook.codeCells().stream()
                            .filter(cell -> cell.hasTag("question"))
                            .flatMap(cell -> cell.source().lines())
                            .filter(line -> !line.startsWith("import "))
                            .toList();
                    assertThat(lines)
                            .hasSizeBetween(1, LINES.get(notebook.name()))
                            .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(WIDEST));
                }));
    }
}
