package org.ridgeless.kernel.cell;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;

/**
 * One value in several representations, as Jupyter shows and stores it.
 *
 * @param data representations by MIME type
 * @param metadata hints by MIME type, such as the logical width of an image
 * @param displayId the identifier under which the display can be replaced
 */
public record MimeBundle(JsonObject data, JsonObject metadata, Optional<String> displayId) {

    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .serializeNulls()
            .serializeSpecialFloatingPointValues()
            .create();

    /** A bundle with nothing but text. */
    public static MimeBundle text(String text) {
        JsonObject data = new JsonObject();
        data.addProperty(MIMEType.TEXT_PLAIN.toString(), text);
        return new MimeBundle(data, new JsonObject(), Optional.empty());
    }

    /** The bundle that a renderer of the display API filled. */
    public static MimeBundle of(DisplayData display) {
        JsonObject data = tree(display, "data");
        for (Map.Entry<String, JsonElement> entry : data.entrySet()) {
            if (isJson(entry.getKey())) {
                entry.setValue(parsed(entry.getValue()));
            }
        }
        String id = display.hasDisplayId() ? display.getDisplayId() : null;
        return new MimeBundle(data, tree(display, "metadata"), Optional.ofNullable(id));
    }

    public MimeBundle withDisplayId(String id) {
        return new MimeBundle(data, metadata, Optional.of(id));
    }

    /** The plain text, or an empty string where there is none. */
    public String plainText() {
        JsonElement text = data.get(MIMEType.TEXT_PLAIN.toString());
        return text == null || !text.isJsonPrimitive() ? "" : text.getAsString();
    }

    // The display API has no way to list what it holds; its fields are what its own kernel serialized.
    private static JsonObject tree(DisplayData display, String name) {
        try {
            Field field = DisplayData.class.getDeclaredField(name);
            field.setAccessible(true);
            JsonElement tree = GSON.toJsonTree(field.get(display));
            return tree.isJsonObject() ? tree.getAsJsonObject() : new JsonObject();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the display API on the class path is not version 2.3", e);
        }
    }

    private static boolean isJson(String mimeType) {
        return mimeType.equals("application/json") || mimeType.endsWith("+json");
    }

    /** Renderers hand over JSON as text; the protocol wants it as JSON. */
    private static JsonElement parsed(JsonElement value) {
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
            return value;
        }
        try {
            return JsonParser.parseString(value.getAsString());
        } catch (JsonParseException e) {
            return value;
        }
    }
}
