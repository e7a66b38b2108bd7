package org.ridgeless.kernel.notebook;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A notebook in Jupyter's format 4. It is the JSON as read; only what a method changes is changed, and what is written is
 * spelt as Jupyter spells it, so that running a notebook twice gives the same file.
 */
public final class Notebook {
    private final String name;
    private final JsonObject json;
    private final List<Cell> cells;

    Notebook(String name, JsonObject json) {
        this.name = name;
        this.json = json;
        List<Cell> found = new ArrayList<>();
        for (var cell : json.getAsJsonArray("cells")) {
            found.add(new Cell(found.size() + 1, cell.getAsJsonObject()));
        }
        this.cells = Collections.unmodifiableList(found);
    }

    /**
     * Reads a notebook of format 4 and brings it to 4.5.
     *
     * @throws NotebookException if there is no such file or it is not such a notebook
     */
    public static Notebook read(Path file) {
        return NotebookReader.read(file);
    }

    /** What messages call this notebook: the file as it was given. */
    public String name() {
        return name;
    }

    public List<Cell> cells() {
        return cells;
    }

    /** The notebook's own metadata, to be read or changed. */
    public JsonObject metadata() {
        if (!(json.get("metadata") instanceof JsonObject)) {
            json.add("metadata", new JsonObject());
        }
        return json.getAsJsonObject("metadata");
    }

    /** The name of the programming language, as far as the notebook says. */
    public String language() {
        if (metadata().get("kernelspec") instanceof JsonObject spec && spec.has("language")) {
            return spec.get("language").getAsString();
        }
        if (metadata().get("language_info") instanceof JsonObject info && info.has("name")) {
            return info.get("name").getAsString();
        }
        return "java";
    }

    /** The title: the first heading of the first Markdown cell that has one, else the given name. */
    public String titleOr(String fallback) {
        return cells.stream()
                .filter(cell -> cell.type().equals("markdown"))
                .flatMap(cell -> cell.source().lines())
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2).strip())
                .findFirst()
                .orElse(fallback);
    }

    /** The file's text. */
    public String toJson() {
        return JupyterJson.write(json);
    }

    /**
     * Writes the notebook, through a file beside the target so that a crash leaves either the old or the new.
     *
     * @throws NotebookException if the file cannot be written
     */
    public void write(Path file) {
        TextFile.write(file, toJson());
    }
}
