package org.ridgeless.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Every notebook runs from a fresh kernel to its end and shows again what is committed; its exercises stop a reader with a
 * hint until they are solved.
 */
@Tag("slow")
class NotebookExecutionTest {
    /** So many run in every build; the gate runs the others, too, which keep two cores busy for a minute and a half. */
    private static final int ALWAYS = 2;

    @TestFactory
    Stream<DynamicNode> theFirstNotebooks() {
        return each(NotebookFile.course().stream().limit(ALWAYS));
    }

    @Tag("gate")
    @TestFactory
    Stream<DynamicNode> everyOtherNotebook() {
        return each(NotebookFile.course().stream().skip(ALWAYS));
    }

    private Stream<DynamicNode> each(Stream<NotebookFile> notebooks) {
        return notebooks.map(notebook ->
                dynamicContainer(notebook.name(), Stream.of(notebook).flatMap(this::tests)));
    }

    private Stream<DynamicNode> tests(NotebookFile notebook) {
        Execution execution = Execution.of(notebook);
        System.out.printf("%s: %.1f s%n", notebook.name(), execution.seconds());
        List<NotebookFile.Cell> exercises = cells(notebook, NotebookFile.Cell::isExercise);
        List<NotebookFile.Cell> lesson = cells(notebook, cell -> !cell.isExercise());
        return Stream.of(
                dynamicTest(
                        "runs without an error",
                        () -> assertThat(lesson)
                                .allSatisfy(cell -> assertThat(Execution.error(execution.cell(cell.id())))
                                        .isEmpty())),
                dynamicTest(
                        "shows what is committed",
                        () -> lesson.stream()
                                // What the machine is called and how long things took differ between runs.
                                .filter(cell -> !cell.hasTag("environment"))
                                .forEach(cell -> Outputs.of(execution.cell(cell.id()))
                                        .mustAgreeWith(Outputs.of(cell), cell.id()))),
                dynamicTest(
                        "has three exercises that fail with a hint and no stack trace as they are given",
                        () -> assertThat(exercises)
                                .hasSize(3)
                                .allSatisfy(exercise -> Help.mustCome(execution.cell(exercise.id())))),
                dynamicTest(
                        "has solutions that pass",
                        () -> assertThat(exercises).allSatisfy(exercise -> {
                            NotebookFile.Cell solution = execution.solution(exercise.id());
                            assertThat(solution.source()).isNotBlank();
                            assertThat(Execution.error(solution)).isEmpty();
                        })));
    }

    private static List<NotebookFile.Cell> cells(NotebookFile notebook, Predicate<NotebookFile.Cell> choice) {
        return notebook.codeCells().stream().filter(choice).toList();
    }
}
