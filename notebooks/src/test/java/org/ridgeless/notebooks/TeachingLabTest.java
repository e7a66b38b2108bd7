package org.ridgeless.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Teaching labs can be assigned and graded: the solved one passes every check, the unsolved one helps at every check. */
class TeachingLabTest {

    private static final List<String> MARKS =
            List.of("grade", "grade_id", "locked", "schema_version", "solution", "task");

    @Test
    void thereIsALab() {
        assertThat(Assignment.all()).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> hasTheCellFormatOfNbgrader() {
        return Assignment.all().stream()
                .map(lab -> dynamicTest(lab.teachers().name(), () -> {
                    List<JsonObject> marks = lab.teachers().cells().stream()
                            .flatMap(cell -> Assignment.marks(cell).stream())
                            .toList();
                    assertThat(marks).allSatisfy(m -> {
                        assertThat(m.keySet()).containsAll(MARKS);
                        assertThat(m.get("schema_version").getAsInt()).isEqualTo(3);
                        assertThat(m.has("points")).isEqualTo(m.get("grade").getAsBoolean());
                        assertThat(m.get("locked").getAsBoolean())
                                .isNotEqualTo(m.get("solution").getAsBoolean());
                    });
                    assertThat(marks)
                            .extracting(m -> m.get("grade_id").getAsString())
                            .doesNotHaveDuplicates();
                    assertThat(marks)
                            .anyMatch(m -> m.get("grade").getAsBoolean()
                                    && m.get("solution").getAsBoolean());
                }));
    }

    @TestFactory
    Stream<DynamicTest> hidesEverySolutionFromStudents() {
        return Assignment.all().stream()
                .map(lab -> dynamicTest(lab.teachers().name(), () -> {
                    NotebookFile assigned = lab.asAssigned();
                    assertThat(assigned.cells())
                            .extracting(NotebookFile.Cell::source)
                            .noneMatch(source -> source.contains("SOLUTION") || source.contains("HIDDEN"));
                    assertThat(assigned.codeCells().stream().filter(Assignment::isAnswer))
                            .isNotEmpty()
                            .allSatisfy(cell -> assertThat(cell.source()).contains("// YOUR CODE HERE"));
                }));
    }

    @Tag("slow")
    @TestFactory
    Stream<DynamicTest> solvedItPassesEveryCheckAndShowsWhatIsCommitted() {
        return Assignment.all().stream()
                .map(lab -> dynamicTest(lab.teachers().name(), () -> {
                    List<NotebookFile.Cell> run =
                            Execution.run(lab.teachers().json().deepCopy()).codeCells();
                    List<NotebookFile.Cell> committed = lab.teachers().codeCells();
                    for (int i = 0; i < run.size(); i++) {
                        assertThat(Execution.error(run.get(i)))
                                .as(run.get(i).id())
                                .isEmpty();
                        Outputs.of(run.get(i))
                                .mustAgreeWith(
                                        Outputs.of(committed.get(i)), run.get(i).id());
                    }
                }));
    }

    @Tag("slow")
    @TestFactory
    Stream<DynamicTest> unsolvedEveryCheckFailsWithAHintAndNothingElseFails() {
        return Assignment.all().stream()
                .map(lab -> dynamicTest(lab.teachers().name(), () -> {
                    List<NotebookFile.Cell> run =
                            Execution.run(lab.asAssigned().json()).codeCells();
                    assertThat(run.stream().filter(Assignment::isCheck))
                            .isNotEmpty()
                            .allSatisfy(Help::mustCome);
                    assertThat(run.stream().filter(cell -> !Assignment.isCheck(cell)))
                            .allSatisfy(
                                    cell -> assertThat(Execution.error(cell)).isEmpty());
                }));
    }
}
