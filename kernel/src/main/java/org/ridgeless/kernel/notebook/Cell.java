package org.ridgeless.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.StreamSupport;

/** One cell of a notebook; a view of its JSON, so that whatever is not touched stays as it was read. */
public final class Cell {
    private final int number;
    private final JsonObject json;

    Cell(int number, JsonObject json) {
        this.number = number;
        this.json = json;
    }

    /** The place of the cell in its notebook, counted from 1 over cells of all kinds. */
    public int number() {
        return number;
    }

    /** The identifier that is stable over edits, or the empty text in old notebooks. */
    public String id() {
        return json.has("id") ? json.get("id").getAsString() : "";
    }

    public boolean isCode() {
        return type().equals("code");
    }

    /** {@code code}, {@code markdown} or {@code raw}. */
    public String type() {
        return json.get("cell_type").getAsString();
    }

    public String source() {
        return MultilineText.join(json.get("source"));
    }

    void setSource(String source) {
        json.add("source", MultilineText.split(source));
    }

    /** The tags in the cell's metadata. */
    public List<String> tags() {
        JsonElement tags = metadata().get("tags");
        if (tags == null || !tags.isJsonArray()) {
            return List.of();
        }
        return StreamSupport.stream(tags.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsString)
                .toList();
    }

    /** Files stored inside a Markdown cell: name to MIME bundle. */
    public JsonObject attachments() {
        return json.get("attachments") instanceof JsonObject attachments ? attachments : new JsonObject();
    }

    /** The outputs as stored, in order; empty for cells without any. */
    public List<JsonObject> outputs() {
        if (!(json.get("outputs") instanceof JsonArray outputs)) {
            return List.of();
        }
        return StreamSupport.stream(outputs.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    /** The number in the prompt, or 0 for a cell that was not executed. */
    public int executionCount() {
        JsonElement count = json.get("execution_count");
        return count == null || count.isJsonNull() ? 0 : count.getAsInt();
    }

    void clearOutputs() {
        json.add("outputs", new JsonArray());
        json.add("execution_count", JsonNull.INSTANCE);
        // Jupyter keeps the times of the last execution here; they would make every run differ from the last.
        metadata().remove("execution");
    }

    void setOutputs(JsonArray outputs, int executionCount) {
        json.add("outputs", outputs);
        json.addProperty("execution_count", executionCount);
    }

    private JsonObject metadata() {
        if (!(json.get("metadata") instanceof JsonObject)) {
            json.add("metadata", new JsonObject());
        }
        return json.getAsJsonObject("metadata");
    }
}
