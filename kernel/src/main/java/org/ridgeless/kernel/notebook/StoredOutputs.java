package org.ridgeless.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.cell.MimeBundle;

/** Outputs in the form in which notebooks store them. */
final class StoredOutputs {
    private StoredOutputs() {}

    static JsonObject stream(String name, String text) {
        JsonObject output = typed("stream");
        output.addProperty("name", name);
        output.add("text", MultilineText.split(text));
        return output;
    }

    static JsonObject display(MimeBundle bundle) {
        JsonObject output = typed("display_data");
        replace(output, bundle);
        return output;
    }

    static JsonObject result(MimeBundle bundle, int executionCount) {
        JsonObject output = typed("execute_result");
        output.addProperty("execution_count", executionCount);
        replace(output, bundle);
        return output;
    }

    static JsonObject error(CellError error) {
        JsonObject output = typed("error");
        output.addProperty("ename", error.name());
        output.addProperty("evalue", error.message());
        output.add("traceback", lines(error.traceback()));
        return output;
    }

    /** Puts the bundle in the place of what a display has shown so far. */
    static void replace(JsonObject output, MimeBundle bundle) {
        JsonObject data = new JsonObject();
        for (Map.Entry<String, JsonElement> entry : bundle.data().entrySet()) {
            data.add(entry.getKey(), stored(entry.getKey(), entry.getValue()));
        }
        output.add("data", data);
        output.add("metadata", bundle.metadata().deepCopy());
    }

    /** Splits the texts of cells that were stored in one piece, as Jupyter does when it saves. */
    static void splitTexts(JsonArray cells) {
        for (JsonElement element : cells) {
            JsonObject cell = element.getAsJsonObject();
            cell.add("source", MultilineText.split(MultilineText.join(cell.get("source"))));
            if (cell.get("outputs") instanceof JsonArray outputs) {
                outputs.forEach(output -> splitTexts(output.getAsJsonObject()));
            }
        }
    }

    private static void splitTexts(JsonObject output) {
        if (output.has("text")) {
            output.add("text", MultilineText.split(MultilineText.join(output.get("text"))));
        }
        if (output.get("data") instanceof JsonObject data) {
            data.entrySet().forEach(entry -> entry.setValue(stored(entry.getKey(), entry.getValue())));
        }
    }

    private static JsonElement stored(String mimeType, JsonElement value) {
        boolean text = mimeType.startsWith("text/")
                || mimeType.equals("application/javascript")
                || mimeType.equals("image/svg+xml");
        boolean string = value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
        return text && string ? MultilineText.split(value.getAsString()) : value.deepCopy();
    }

    private static JsonObject typed(String type) {
        JsonObject output = new JsonObject();
        output.addProperty("output_type", type);
        return output;
    }

    private static JsonArray lines(List<String> lines) {
        JsonArray array = new JsonArray();
        lines.forEach(array::add);
        return array;
    }
}
