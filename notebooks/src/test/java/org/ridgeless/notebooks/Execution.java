package org.ridgeless.notebooks;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ridgeless.kernel.notebook.Notebook;
import org.ridgeless.kernel.notebook.NotebookRunner;
import org.ridgeless.kernel.notebook.RunListener;
import org.ridgeless.kernel.notebook.RunOptions;

/**
 * One run of a notebook through the evaluator of the kernel: every cell as a reader finds it, each exercise included, and
 * after each exercise its solution.
 *
 * @param seconds how long all of it took on this machine
 */
record Execution(NotebookFile result, double seconds) {

    private static final String SOLUTION = "-solution";

    static Execution of(NotebookFile notebook) {
        JsonObject copy = notebook.json().deepCopy();
        Map<String, String> solutions = Solutions.of(notebook);
        var cells = new JsonArray();
        for (NotebookFile.Cell cell : new NotebookFile(notebook.path(), copy).cells()) {
            cells.add(cell.json());
            if (cell.isExercise()) {
                cell.json().getAsJsonObject("metadata").remove("tags");
                JsonObject solution = cell.json().deepCopy();
                solution.addProperty("id", cell.id() + SOLUTION);
                solution.addProperty("source", solutions.getOrDefault(cell.id(), ""));
                cells.add(solution);
            }
        }
        copy.add("cells", cells);
        long start = System.nanoTime();
        NotebookFile result = run(copy);
        return new Execution(result, (System.nanoTime() - start) / 1e9);
    }

    /** Runs a notebook as it is, past errors to its end. */
    static NotebookFile run(JsonObject json) {
        try {
            Path file = Files.createTempFile("notebook", ".ipynb");
            try {
                Files.writeString(file, json.toString());
                Notebook opened = Notebook.read(file);
                RunOptions options = RunOptions.defaults().withKeepGoing(true);
                new NotebookRunner(opened, options, RunListener.SILENT).run();
                Files.writeString(file, opened.toJson());
                return NotebookFile.read(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    NotebookFile.Cell cell(String id) {
        return result.cells().stream()
                .filter(cell -> cell.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    NotebookFile.Cell solution(String exercise) {
        return cell(exercise + SOLUTION);
    }

    /** The message of the error that a cell ended in. */
    static Optional<String> error(NotebookFile.Cell cell) {
        return errors(cell).map(output -> output.get("evalue").getAsString()).findFirst();
    }

    /** What a reader sees of the error that a cell ended in, line by line. */
    static List<String> traceback(NotebookFile.Cell cell) {
        return errors(cell)
                .flatMap(output -> output.getAsJsonArray("traceback").asList().stream())
                .flatMap(part -> part.getAsString().lines())
                .toList();
    }

    private static Stream<JsonObject> errors(NotebookFile.Cell cell) {
        return cell.outputs().stream()
                .filter(output -> output.get("output_type").getAsString().equals("error"));
    }
}
