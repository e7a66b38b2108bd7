package org.ridgeless.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The checks of the exercises are out of a student's reach: in the toolkit, under their full names, without the answer. */
class ExerciseCheckTest {
    private static final String CHECK = "org\\.ridgeless\\.lessons\\.Notebook%s\\.exercise%s\\(.*\\)";

    /** What a student might declare to be done with it. */
    private static final String IMPOSTORS = """
            class Exercise { static Object hint(String h) { return "ok"; } }
            class Notebook1 { static Object exercise1(double few, double many) { return "1 of 1: solved."; } }
            class Score { static Object of(Object... parts) { return "1 of 1: solved."; } }
            class Question { static Object of(String name, double... right) { return "1 of 1: solved."; } }
            class Part {}
            class WrongAnswer {}
            """;

    @TestFactory
    Stream<DynamicTest> everyExerciseEndsInItsCheckAndHoldsNoOther() {
        return NotebookFile.course().stream()
                .map(notebook -> dynamicTest(notebook.name(), () -> {
                    int number = Integer.parseInt(notebook.name().substring(0, 2));
                    List<NotebookFile.Cell> exercises = exercises(notebook);
                    Map<String, String> solutions = Solutions.of(notebook);
                    for (int i = 0; i < exercises.size(); i++) {
                        String wanted = CHECK.formatted(number, i + 1);
                        assertThat(lines(exercises.get(i).source()))
                                .last()
                                .asString()
                                .matches(wanted);
                        assertThat(exercises.get(i).source()).containsOnlyOnce("org.ridgeless.lessons");
                        assertThat(lines(solutions.get(exercises.get(i).id())))
                                .last()
                                .isEqualTo(lines(exercises.get(i).source())
                                        .get(lines(exercises.get(i).source()).size() - 1));
                    }
                }));
    }

    @Test
    void classesOfAStudentsOwnDoNotMakeACheckPass() {
        NotebookFile first = NotebookFile.course().get(0);
        List<NotebookFile.Cell> run = Execution.run(with(first, IMPOSTORS)).codeCells();
        assertThat(Execution.error(run.get(0))).isEmpty();
        assertThat(run.subList(1, run.size())).hasSize(3).allSatisfy(Help::mustCome);
    }

    @Test
    void whatIsHalfRightGivesHalfThePoints() {
        JsonObject json =
                with(NotebookFile.course().get(0), "org.ridgeless.lessons.Notebook1.exercise1(0.5, 4).points(3)");
        NotebookFile.Cell graded = Execution.run(json).codeCells().get(0);
        assertThat(graded.outputs()).hasSize(2);
        assertThat(NotebookFile.text(graded.outputs().get(0).get("text"))).contains("Hint: ");
        assertThat(NotebookFile.text(
                        graded.outputs().get(1).getAsJsonObject("data").get("text/plain")))
                .isEqualTo("1.5");
    }

    /** The exercises of a notebook behind one cell, all of them to be run. */
    private static JsonObject with(NotebookFile notebook, String firstCell) {
        JsonObject copy = notebook.json().deepCopy();
        var cells = new JsonArray();
        for (NotebookFile.Cell cell : exercises(new NotebookFile(notebook.path(), copy))) {
            cell.json().getAsJsonObject("metadata").remove("tags");
            if (cells.isEmpty()) {
                JsonObject first = cell.json().deepCopy();
                first.addProperty("id", "first");
                first.addProperty("source", firstCell);
                cells.add(first);
            }
            cells.add(cell.json());
        }
        copy.add("cells", cells);
        return copy;
    }

    private static List<NotebookFile.Cell> exercises(NotebookFile notebook) {
        return notebook.codeCells().stream()
                .filter(NotebookFile.Cell::isExercise)
                .toList();
    }

    private static List<String> lines(String source) {
        return source.strip().lines().toList();
    }
}
