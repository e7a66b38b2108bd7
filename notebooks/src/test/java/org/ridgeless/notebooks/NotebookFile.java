package org.ridgeless.notebooks;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A committed notebook, as the tests read it. */
public record NotebookFile(Path path, JsonObject json) {

    /** The folder of this module, whichever folder the build runs in. */
    public static final Path FOLDER = Files.isDirectory(Path.of("notebooks")) ? Path.of("notebooks") : Path.of("");

    /** Every notebook of this repository, the teacher's version of labs included, in reading order. */
    public static List<NotebookFile> all() {
        return in(folder -> !folder.endsWith("labs"));
    }

    /** The labs as students get them. */
    public static List<NotebookFile> assigned() {
        return in(folder -> folder.endsWith("labs"));
    }

    private static List<NotebookFile> in(Predicate<Path> folder) {
        try (Stream<Path> files = Files.walk(FOLDER.toAbsolutePath(), 2)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".ipynb"))
                    .filter(file -> folder.test(file.getParent()))
                    .filter(file -> !file.toString().contains("/target/")
                            && !file.toString().contains("checkpoints"))
                    .sorted()
                    .map(NotebookFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The course: the notebooks that end in exercises. */
    public static List<NotebookFile> course() {
        return all().stream()
                .filter(notebook -> !notebook.isLab() && !notebook.isQuestion())
                .toList();
    }

    /** Questions of one's own, each with a limit to the lines that it may take. */
    public static List<NotebookFile> questions() {
        return all().stream().filter(NotebookFile::isQuestion).toList();
    }

    /** The teaching labs, in the teacher's version. */
    public static List<NotebookFile> labs() {
        return all().stream().filter(NotebookFile::isLab).toList();
    }

    private boolean isLab() {
        return path.getParent().endsWith("teachers");
    }

    public boolean isQuestion() {
        return path.getParent().endsWith("questions");
    }

    public static NotebookFile read(Path path) {
        try {
            return new NotebookFile(
                    path, JsonParser.parseString(Files.readString(path)).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return path.getFileName().toString();
    }

    public long bytes() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Cell> cells() {
        return objects(json.getAsJsonArray("cells")).map(Cell::new).toList();
    }

    public List<Cell> codeCells() {
        return cells().stream().filter(Cell::isCode).toList();
    }

    /** One cell of a notebook. */
    public record Cell(JsonObject json) {

        public String id() {
            return json.get("id").getAsString();
        }

        public boolean isCode() {
            return json.get("cell_type").getAsString().equals("code");
        }

        public String source() {
            return text(json.get("source"));
        }

        public List<JsonObject> outputs() {
            return isCode() ? objects(json.getAsJsonArray("outputs")).toList() : List.of();
        }

        /** What it shows, as plain text. */
        public String outputText() {
            var shown = new StringBuilder();
            for (JsonObject output : outputs()) {
                JsonElement plain =
                        output.has("data") ? output.getAsJsonObject("data").get("text/plain") : output.get("text");
                shown.append(text(plain)).append('\n');
            }
            return shown.toString();
        }

        public boolean hasTag(String tag) {
            JsonObject metadata = json.getAsJsonObject("metadata");
            return metadata.has("tags")
                    && StreamSupport.stream(metadata.getAsJsonArray("tags").spliterator(), false)
                            .anyMatch(element -> element.getAsString().equals(tag));
        }

        /** Whether the reader is to complete this cell; such cells are left out when the notebook is executed. */
        public boolean isExercise() {
            return hasTag("skip-execution");
        }
    }

    /** A text of the notebook format: one string, or a list of lines. */
    static String text(JsonElement element) {
        if (element == null) {
            return "";
        }
        if (!element.isJsonArray()) {
            return element.getAsString();
        }
        var joined = new StringBuilder();
        element.getAsJsonArray().forEach(line -> joined.append(line.getAsString()));
        return joined.toString();
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsJsonObject);
    }
}
