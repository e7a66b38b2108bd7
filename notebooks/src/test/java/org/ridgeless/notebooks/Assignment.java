package org.ridgeless.notebooks;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A teaching lab in the cell format of nbgrader. What is committed is the teacher's version; {@link #asAssigned} makes the
 * students' one, as {@code nbgrader generate_assignment} does.
 */
record Assignment(NotebookFile teachers) {

    private static final String STUB = "// YOUR CODE HERE";

    static List<Assignment> all() {
        return NotebookFile.labs().stream().map(Assignment::new).toList();
    }

    /** The marks of nbgrader on a cell. */
    static Optional<JsonObject> marks(NotebookFile.Cell cell) {
        return Optional.ofNullable(cell.json().getAsJsonObject("metadata").getAsJsonObject("nbgrader"));
    }

    static boolean isAnswer(NotebookFile.Cell cell) {
        return marks(cell).filter(m -> m.get("solution").getAsBoolean()).isPresent();
    }

    /** A cell that nbgrader runs and gives points for. */
    static boolean isCheck(NotebookFile.Cell cell) {
        return marks(cell)
                .filter(m -> m.get("grade").getAsBoolean() && !m.get("solution").getAsBoolean())
                .isPresent();
    }

    /** The students' version: solutions replaced by stubs, hidden tests taken out, no outputs. */
    NotebookFile asAssigned() {
        JsonObject copy = teachers.json().deepCopy();
        var assigned = new NotebookFile(teachers.path(), copy);
        assigned.cells().forEach(cell -> {
            if (isAnswer(cell) && !cell.isCode()) {
                cell.json().addProperty("source", "YOUR ANSWER HERE");
            } else {
                cell.json()
                        .addProperty("source", without("HIDDEN TESTS", "", without("SOLUTION", STUB, cell.source())));
            }
        });
        return assigned;
    }

    private static String without(String region, String stub, String source) {
        var kept = new StringBuilder();
        boolean inside = false;
        for (String line : source.lines().collect(Collectors.toList())) {
            if (line.contains("### BEGIN " + region)) {
                inside = true;
                kept.append(line, 0, line.indexOf("//")).append(stub).append('\n');
            } else if (line.contains("### END " + region)) {
                inside = false;
            } else if (!inside) {
                kept.append(line).append('\n');
            }
        }
        return kept.toString().stripTrailing();
    }
}
