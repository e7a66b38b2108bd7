package org.ridgeless.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.lab.Assignment;

/**
 * Teaching labs can be assigned and graded: the solved one passes every check, the unsolved one helps at every check, and
 * what students get holds no solution.
 */
class TeachingLabTest {
    private static final Path ROOT = NotebookFile.FOLDER.toAbsolutePath().getParent();

    @TempDir
    private Path folder;

    /** An archive of the repository, which is what students get, has no teacher's version; a checkout has. */
    @BeforeAll
    static void thisIsNoArchive() {
        assumeTrue(Files.exists(ROOT.resolve(".git")), "the teacher's version of the labs is not in archives");
    }

    @Test
    void thereAreThreeLabsEachOfTenPoints() {
        assertThat(NotebookFile.labs())
                .extracting(NotebookFile::name)
                .containsExactly("condition-number.ipynb", "margins.ipynb", "random-features.ipynb");
        assertThat(NotebookFile.labs())
                .allSatisfy(lab -> assertThat(lab.cells().stream()
                                .flatMap(cell -> Gradebook.marks(cell).stream())
                                .filter(marks -> marks.has("points"))
                                .mapToDouble(marks -> marks.get("points").getAsDouble())
                                .sum())
                        .isEqualTo(10));
    }

    /** Reading one checks its marks. */
    @TestFactory
    Stream<DynamicTest> whatStudentsGetIsMadeFromTheTeachersVersion() {
        return labs(lab -> {
            Path released = folder.resolve(lab.name());
            Assignment.read(lab.path()).release(released);
            assertThat(Files.readString(assigned(lab).path()))
                    .as("refresh it with ./lab assign notebooks/teachers/*.ipynb --out notebooks/labs")
                    .isEqualTo(Files.readString(released));
        });
    }

    @TestFactory
    Stream<DynamicTest> whatStudentsGetHoldsNoSolution() {
        return labs(lab -> {
            NotebookFile assigned = assigned(lab);
            assertThat(assigned.json().toString()).doesNotContain("SOLUTION", "HIDDEN", "teacher\\\"");
            assertThat(assigned.codeCells())
                    .allSatisfy(cell -> assertThat(cell.outputs()).isEmpty());
            assertThat(assigned.codeCells().stream().filter(Gradebook::isAnswer))
                    .isNotEmpty()
                    .allSatisfy(cell -> assertThat(cell.source()).contains("// YOUR CODE HERE"));
        });
    }

    /** Neither an archive of the repository nor the image of Binder holds the folder of the teachers. */
    @Test
    void solutionsStayOutOfArchivesAndOfTheImage() throws IOException {
        assertThat(Files.readString(ROOT.resolve(".gitattributes"))).contains("notebooks/teachers export-ignore");
        assertThat(Files.readString(ROOT.resolve("binder/postBuild"))).contains("rm -rf notebooks/teachers .git");
    }

    @Tag("slow")
    @TestFactory
    Stream<DynamicTest> solvedItPassesEveryCheckAndShowsWhatIsCommitted() {
        return labs(lab -> {
            Gradebook solved = Gradebook.of(lab, lab.json());
            List<NotebookFile.Cell> committed = lab.codeCells();
            for (int i = 0; i < committed.size(); i++) {
                NotebookFile.Cell cell = solved.run().codeCells().get(i);
                assertThat(Execution.error(cell)).as(cell.id()).isEmpty();
                Outputs.of(cell).mustAgreeWith(Outputs.of(committed.get(i)), cell.id());
                if (Gradebook.isCheck(cell)) {
                    assertThat(solved.points(cell.id()))
                            .isEqualTo(Gradebook.marks(cell)
                                    .orElseThrow()
                                    .get("points")
                                    .getAsDouble());
                }
            }
        });
    }

    @Tag("slow")
    @TestFactory
    Stream<DynamicTest> unsolvedEveryCheckFailsWithAHintAndNothingElseFails() {
        return labs(lab -> {
            List<NotebookFile.Cell> run =
                    Gradebook.of(lab, assigned(lab).json()).run().codeCells();
            assertThat(run.stream().filter(Gradebook::isCheck)).isNotEmpty().allSatisfy(Help::mustCome);
            assertThat(run.stream().filter(cell -> !Gradebook.isCheck(cell)))
                    .allSatisfy(cell -> assertThat(Execution.error(cell)).isEmpty());
        });
    }

    /** A student who takes over the numbers of the teacher gets the points for functions, and none for numbers. */
    @Tag("slow")
    @TestFactory
    Stream<DynamicTest> copiedNumbersFailAndAChangedCheckComesBack() {
        Map<String, List<String>> numbers = Map.of(
                "condition-number.ipynb",
                List.of("shapes", "few = 15; many = 240;"),
                "margins.ipynb",
                List.of("growth", "largest = 0.4569588; c = 2.188381;"),
                "random-features.ipynb",
                List.of("errors", "training = 0.003523866; onTest = 0.1263826;"));
        return labs(lab -> {
            String cell = numbers.get(lab.name()).get(0);
            var typed = new NotebookFile(
                    lab.path(),
                    Gradebook.edited(
                            lab,
                            cell,
                            source -> source.replaceAll(
                                    "(?s)// ### BEGIN SOLUTION.*// ### END SOLUTION",
                                    numbers.get(lab.name()).get(1))));
            assertThat(Gradebook.of(lab, typed.json()).points(cell + "-check")).isGreaterThanOrEqualTo(2);

            var copied = new NotebookFile(
                    lab.path(), Gradebook.edited(typed, "student", source -> "String student = \"somebody else\";"));
            JsonObject cheated = Gradebook.edited(copied, cell + "-check", source -> "3.0");
            Gradebook graded = Gradebook.of(lab, cheated);
            assertThat(graded.points(cell + "-check")).isZero();
            assertThat(graded.run().codeCells().stream()
                            .filter(Gradebook::isCheck)
                            .mapToDouble(check -> graded.points(check.id()))
                            .sum())
                    .isGreaterThanOrEqualTo(5);
        });
    }

    /** A function that is right but for one of the three things asked for brings two of three points. */
    @Tag("slow")
    @Test
    void aPartOfAnAnswerBringsAPartOfThePoints() {
        NotebookFile lab = NotebookFile.labs().get(0);
        JsonObject partly = Gradebook.edited(
                lab,
                "kappa",
                source -> source.replace(
                        "s > 1e-12 * largest ? Math.min(smallest, s) : smallest", "Math.min(smallest, s)"));
        assertThat(Gradebook.of(lab, partly).points("kappa-check")).isEqualTo(2);
    }

    private interface Body {
        void accept(NotebookFile lab) throws IOException;
    }

    private static Stream<DynamicTest> labs(Body body) {
        return NotebookFile.labs().stream().map(lab -> dynamicTest(lab.name(), () -> body.accept(lab)));
    }

    private static NotebookFile assigned(NotebookFile lab) {
        return NotebookFile.assigned().stream()
                .filter(other -> other.name().equals(lab.name()))
                .findFirst()
                .orElseThrow();
    }
}
