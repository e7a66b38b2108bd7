package org.ridgeless.kernel.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * One message of the protocol.
 *
 * @param identities routing frames, or the topic on iopub
 */
record Message(
        List<byte[]> identities,
        JsonObject header,
        JsonObject parent,
        JsonObject metadata,
        JsonObject content,
        List<byte[]> buffers) {

    String type() {
        return header.get("msg_type").getAsString();
    }

    String id() {
        return header.get("msg_id").getAsString();
    }

    /** When the sender says it was made. */
    Optional<Instant> date() {
        JsonElement date = header.get("date");
        if (date == null || !date.isJsonPrimitive()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(date.getAsString()).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A text of the content, or {@code otherwise} where it is missing or something else. */
    String text(String name, String otherwise) {
        JsonElement value = content.get(name);
        return value != null
                        && value.isJsonPrimitive()
                        && value.getAsJsonPrimitive().isString()
                ? value.getAsString()
                : otherwise;
    }

    boolean flag(String name, boolean otherwise) {
        JsonElement value = content.get(name);
        return value != null
                        && value.isJsonPrimitive()
                        && value.getAsJsonPrimitive().isBoolean()
                ? value.getAsBoolean()
                : otherwise;
    }

    int number(String name, int otherwise) {
        JsonElement value = content.get(name);
        if (value == null
                || !value.isJsonPrimitive()
                || !value.getAsJsonPrimitive().isNumber()) {
            return otherwise;
        }
        return (int) value.getAsDouble();
    }

    JsonObject object(String name) {
        JsonElement value = content.get(name);
        return value != null && value.isJsonObject() ? value.getAsJsonObject() : new JsonObject();
    }
}
