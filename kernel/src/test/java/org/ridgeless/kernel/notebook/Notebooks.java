package org.ridgeless.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes small notebooks for tests. */
public final class Notebooks {
    private Notebooks() {}

    public static JsonObject code(String source, String... tags) {
        JsonObject cell = cell("code", source);
        cell.add("execution_count", com.google.gson.JsonNull.INSTANCE);
        cell.add("outputs", new JsonArray());
        if (tags.length > 0) {
            JsonArray list = new JsonArray();
            List.of(tags).forEach(list::add);
            cell.getAsJsonObject("metadata").add("tags", list);
        }
        return cell;
    }

    public static JsonObject text(String source) {
        return cell("markdown", source);
    }

    private static JsonObject cell(String type, String source) {
        JsonObject cell = new JsonObject();
        cell.addProperty("cell_type", type);
        cell.addProperty("source", source);
        cell.add("metadata", new JsonObject());
        return cell;
    }

    public static Path write(Path file, JsonObject... cells) throws IOException {
        JsonObject notebook = new JsonObject();
        JsonArray list = new JsonArray();
        List.of(cells).forEach(list::add);
        notebook.add("cells", list);
        notebook.add("metadata", new JsonObject());
        notebook.addProperty("nbformat", 4);
        notebook.addProperty("nbformat_minor", 5);
        return Files.writeString(file, notebook.toString());
    }
}
