package org.ridgeless.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The marks of nbgrader on cells, in version 3 of its schema
 * (<a href="https://nbgrader.readthedocs.io/en/stable/contributor_guide/metadata.html">metadata</a>).
 */
final class GraderMarks {
    static final String BEGIN_SOLUTION = "### BEGIN SOLUTION";
    static final String END_SOLUTION = "### END SOLUTION";
    static final String BEGIN_HIDDEN = "### BEGIN HIDDEN TESTS";
    static final String END_HIDDEN = "### END HIDDEN TESTS";

    private static final int SCHEMA = 3;
    private static final List<String> SWITCHES = List.of("grade", "solution", "locked", "task");
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]+");

    private GraderMarks() {}

    /** The marks on a cell. */
    static Optional<JsonObject> of(JsonObject cell) {
        JsonObject metadata = cell.getAsJsonObject("metadata");
        return Optional.ofNullable(metadata == null ? null : metadata.getAsJsonObject("nbgrader"));
    }

    static boolean isCode(JsonObject cell) {
        return cell.get("cell_type").getAsString().equals("code");
    }

    static String source(JsonObject cell) {
        JsonElement source = cell.get("source");
        if (!source.isJsonArray()) {
            return source.getAsString();
        }
        var text = new StringBuilder();
        source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
        return text.toString();
    }

    /** What nbgrader would refuse, or would grade in another way than it looks. */
    static List<String> problems(JsonObject notebook) {
        List<String> problems = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int marked = 0;
        for (JsonElement element : notebook.getAsJsonArray("cells")) {
            JsonObject cell = element.getAsJsonObject();
            Optional<JsonObject> marks = of(cell);
            String name = cell.has("id") ? cell.get("id").getAsString() : "a cell";
            regions(name, cell, marks.isPresent(), problems);
            if (marks.isPresent()) {
                marked++;
                check(name, cell, marks.get(), ids, problems);
            }
        }
        if (marked == 0) {
            problems.add("no cell has a mark of nbgrader");
        }
        return problems;
    }

    private static void check(String name, JsonObject cell, JsonObject marks, Set<String> ids, List<String> problems) {
        for (String key : SWITCHES) {
            if (!marks.has(key) || !isBoolean(marks.get(key))) {
                problems.add(name + " lacks the switch " + key);
                return;
            }
        }
        require(
                marks.has("schema_version") && marks.get("schema_version").getAsInt() == SCHEMA,
                name + " is not of schema version " + SCHEMA,
                problems);
        String id = marks.has("grade_id") ? marks.get("grade_id").getAsString() : "";
        require(
                ID.matcher(id).matches(),
                name + " has the grade_id \"" + id + "\", accepted are letters, digits, _ and -",
                problems);
        require(ids.add(id), name + " has the grade_id \"" + id + "\" of another cell", problems);
        boolean grade = marks.get("grade").getAsBoolean();
        boolean solution = marks.get("solution").getAsBoolean();
        boolean counts = grade || marks.get("task").getAsBoolean();
        require(counts == marks.has("points"), name + " must have points if and only if it is graded", problems);
        require(
                !marks.has("points") || marks.get("points").getAsDouble() >= 0,
                name + " has fewer than 0 points",
                problems);
        require(
                solution != marks.get("locked").getAsBoolean(),
                name + " must be locked if and only if it is no answer",
                problems);
        require(!grade || solution || isCode(cell), name + " holds tests, which must be code", problems);
        require(!solution || grade || isCode(cell), name + " is a text that nobody grades", problems);
    }

    private static void regions(String name, JsonObject cell, boolean marked, List<String> problems) {
        for (List<String> region : List.of(List.of(BEGIN_SOLUTION, END_SOLUTION), List.of(BEGIN_HIDDEN, END_HIDDEN))) {
            int begins = count(region.get(0), source(cell));
            require(
                    begins == count(region.get(1), source(cell)),
                    name + " has a " + region.get(0) + " without its end",
                    problems);
            require(begins == 0 || marked, name + " has a " + region.get(0) + " and no mark of nbgrader", problems);
        }
    }

    private static int count(String mark, String text) {
        return text.split(Pattern.quote(mark), -1).length - 1;
    }

    private static boolean isBoolean(JsonElement element) {
        return element.isJsonPrimitive() && element.getAsJsonPrimitive().isBoolean();
    }

    private static void require(boolean fulfilled, String problem, List<String> problems) {
        if (!fulfilled) {
            problems.add(problem);
        }
    }
}
