package org.ridgeless.notebooks;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What nbgrader does with a submission, as far as it can be had without it: cells that are locked come back as they were
 * released (its {@code OverwriteCells}), everything is run, and points are read from the outputs (its {@code determine_grade}).
 */
record Gradebook(NotebookFile run) {

    /** Grades a submission of a lab. */
    static Gradebook of(NotebookFile teachers, JsonObject submitted) {
        JsonObject copy = submitted.deepCopy();
        List<NotebookFile.Cell> cells = new NotebookFile(teachers.path(), copy).cells();
        for (NotebookFile.Cell original : teachers.cells()) {
            if (marks(original).filter(m -> m.get("locked").getAsBoolean()).isPresent()) {
                cells.stream()
                        .filter(cell -> id(cell).equals(id(original)))
                        .forEach(cell ->
                                cell.json().add("source", original.json().get("source")));
            }
        }
        return new Gradebook(Execution.run(copy));
    }

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

    private static String id(NotebookFile.Cell cell) {
        return marks(cell).map(m -> m.get("grade_id").getAsString()).orElse("");
    }

    /** No points for an error; those of a result, which must be a number up to the most there are; else all of them. */
    double points(String gradeId) {
        NotebookFile.Cell cell = run.cells().stream()
                .filter(c -> id(c).equals(gradeId))
                .findFirst()
                .orElseThrow();
        double most = marks(cell).orElseThrow().get("points").getAsDouble();
        for (JsonObject output : cell.outputs()) {
            String type = output.get("output_type").getAsString();
            if (type.equals("error")) {
                return 0;
            }
            if (type.equals("execute_result")) {
                double points = Double.parseDouble(
                        NotebookFile.text(output.getAsJsonObject("data").get("text/plain")));
                if (!(points >= 0 && points <= most)) {
                    throw new IllegalStateException(gradeId + " gives " + points + " of " + most);
                }
                return points;
            }
        }
        return most;
    }

    /** A submission in which the source of some cells was changed. */
    static JsonObject edited(NotebookFile notebook, String gradeId, UnaryOperator<String> edit) {
        JsonObject copy = notebook.json().deepCopy();
        for (JsonElement element : (JsonArray) copy.get("cells")) {
            var cell = new NotebookFile.Cell(element.getAsJsonObject());
            if (id(cell).equals(gradeId)) {
                cell.json().addProperty("source", edit.apply(cell.source()));
            }
        }
        return copy;
    }
}
