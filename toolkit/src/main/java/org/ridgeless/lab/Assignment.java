package org.ridgeless.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ridgeless.kernel.notebook.Notebook;

/**
 * A lab in the cell format of nbgrader, as its teacher has it, and the version that students get: without solutions, hidden
 * tests and outputs, as {@code nbgrader generate_assignment} makes it.
 */
public final class Assignment {
    private static final String CODE = "// YOUR CODE HERE";
    private static final String TEXT = "YOUR ANSWER HERE";

    private final JsonObject teachers;

    private Assignment(JsonObject teachers) {
        this.teachers = teachers;
    }

    /**
     * Reads a teacher's version.
     *
     * @param file the notebook
     * @return the assignment
     * @throws IOException if there is no such file
     * @throws IllegalArgumentException if its cells are not marked as nbgrader wants them, with all that is wrong
     */
    public static Assignment read(Path file) throws IOException {
        JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        List<String> wrong = GraderMarks.problems(json);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(file + " is no assignment: " + String.join("; ", wrong));
        }
        return new Assignment(json);
    }

    /** The students' version. */
    public JsonObject forStudents() {
        JsonObject copy = teachers.deepCopy();
        for (JsonElement element : copy.getAsJsonArray("cells")) {
            JsonObject cell = element.getAsJsonObject();
            cell.add("source", lines(source(cell)));
            if (cell.has("outputs")) {
                cell.add("outputs", new JsonArray());
                cell.add("execution_count", JsonNull.INSTANCE);
            }
        }
        return copy;
    }

    /**
     * Writes the students' version as Jupyter would spell it.
     *
     * @param file where to; replaced if it is there
     * @throws IOException if it cannot be written
     */
    public void release(Path file) throws IOException {
        Files.writeString(file, forStudents().toString());
        Notebook.read(file).write(file);
    }

    private static String source(JsonObject cell) {
        String text = GraderMarks.source(cell);
        boolean answer = GraderMarks.of(cell)
                .map(marks -> marks.get("solution").getAsBoolean())
                .orElse(false);
        if (answer && !text.contains(GraderMarks.BEGIN_SOLUTION)) {
            return GraderMarks.isCode(cell) ? CODE : TEXT;
        }
        String without = without(GraderMarks.BEGIN_SOLUTION, GraderMarks.END_SOLUTION, CODE, text);
        return without(GraderMarks.BEGIN_HIDDEN, GraderMarks.END_HIDDEN, null, without);
    }

    /** The text without what lies between lines that hold the marks; a stub, if there is one, at the first of them. */
    private static String without(String begin, String end, String stub, String text) {
        List<String> kept = new ArrayList<>();
        boolean inside = false;
        for (String line : text.split("\n", -1)) {
            if (line.contains(begin)) {
                inside = true;
                if (stub != null) {
                    kept.add(" ".repeat(line.length() - line.stripLeading().length()) + stub);
                }
            } else if (line.contains(end)) {
                inside = false;
            } else if (!inside) {
                kept.add(line);
            }
        }
        return String.join("\n", kept);
    }

    private static JsonArray lines(String text) {
        JsonArray lines = new JsonArray();
        String[] parts = text.split("\n", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i + 1 < parts.length) {
                lines.add(parts[i] + "\n");
            } else if (!parts[i].isEmpty()) {
                lines.add(parts[i]);
            }
        }
        return lines;
    }
}
