package org.ridgeless.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What students get of a lab, and what is refused because nbgrader would stumble over it. */
class AssignCommandTest {
    private static final String ANSWER =
            "{\"grade\":false,\"grade_id\":\"a\",\"locked\":false,\"schema_version\":3,\"solution\":true,\"task\":false}";
    private static final String CHECK =
            "{\"grade\":true,\"grade_id\":\"b\",\"locked\":true,\"points\":2,\"schema_version\":3,\"solution\":false,\"task\":false}";
    private static final String SOLUTION =
            "double x = 0;\\n  // ### BEGIN SOLUTION\\n  x = 42;\\n  // ### END SOLUTION\\nx";
    private static final String TESTS = "check(x)\\n// ### BEGIN HIDDEN TESTS\\ncheck(2 * x)\\n// ### END HIDDEN TESTS";

    @TempDir
    private Path folder;

    private Path notebook(String answer, String check) throws IOException {
        String text = "{\"nbformat\":4,\"nbformat_minor\":5,\"metadata\":{},\"cells\":[" + cell("one", answer, SOLUTION)
                + "," + cell("two", check, TESTS) + "]}";
        return Files.writeString(folder.resolve("lab.ipynb"), text);
    }

    private static String cell(String id, String marks, String source) {
        return "{\"cell_type\":\"code\",\"id\":\"" + id + "\",\"metadata\":{\"nbgrader\":" + marks
                + "},\"execution_count\":7,\"outputs\":[{\"output_type\":\"stream\",\"name\":\"stdout\",\"text\":\"42\"}],\"source\":\""
                + source + "\"}";
    }

    @Test
    void studentsGetStubsAndNothingElse() throws IOException {
        Path out = folder.resolve("students");
        var printed = new StringWriter();
        int status = new CommandLine(new AssignCommand())
                .setOut(new PrintWriter(printed))
                .execute(notebook(ANSWER, CHECK).toString(), "--out", out.toString());
        assertThat(status).isZero();
        assertThat(printed.toString()).contains("lab.ipynb");
        assertThat(Files.readString(out.resolve("lab.ipynb")))
                .contains("  // YOUR CODE HERE", "check(x)", "\"execution_count\": null")
                .doesNotContain("42", "SOLUTION", "HIDDEN", "check(2 * x)");
    }

    @Test
    void anAnswerWithoutARegionIsReplacedAsAWhole() throws IOException {
        Path file = notebook(ANSWER, CHECK);
        Files.writeString(
                file, Files.readString(file).replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", ""));
        assertThat(Assignment.read(file).forStudents().toString()).contains("[\"// YOUR CODE HERE\"]");
    }

    @Test
    void whatNbgraderWouldStumbleOverIsNamed() throws IOException {
        refused(ANSWER, CHECK.replace("\"b\"", "\"a\""), "two has the grade_id \"a\" of another cell");
        refused(ANSWER, CHECK.replace("\"points\":2,", ""), "two must have points");
        refused(ANSWER, CHECK.replace("\"locked\":true", "\"locked\":false"), "two must be locked");
        refused(
                ANSWER.replace("\"schema_version\":3", "\"schema_version\":1"),
                CHECK,
                "one is not of schema version 3");
        refused(ANSWER.replace("\"a\"", "\"an id\""), CHECK, "\"an id\", accepted are letters");
        refused(ANSWER.replace(",\"task\":false", ""), CHECK, "one lacks the switch task");
        Path file = notebook(ANSWER, CHECK);
        Files.writeString(file, Files.readString(file).replace("### END SOLUTION", ""));
        assertThatThrownBy(() -> Assignment.read(file)).hasMessageContaining("without its end");
    }

    private void refused(String answer, String check, String problem) throws IOException {
        Path file = notebook(answer, check);
        assertThatThrownBy(() -> Assignment.read(file)).hasMessageContaining(problem);
    }

    @Test
    void theTeachersVersionIsNotOverwritten() throws IOException {
        Path file = notebook(ANSWER, CHECK);
        String before = Files.readString(file);
        var errors = new StringWriter();
        int status = new CommandLine(new AssignCommand())
                .setErr(new PrintWriter(errors))
                .execute(file.toString(), "--out", folder.toString());
        assertThat(status).isEqualTo(2);
        assertThat(errors.toString()).contains("the solutions would be lost");
        assertThat(Files.readString(file)).isEqualTo(before);
    }
}
