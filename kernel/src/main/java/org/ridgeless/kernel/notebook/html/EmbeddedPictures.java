package org.ridgeless.kernel.notebook.html;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.ridgeless.kernel.notebook.MultilineText;

/** Puts the pictures that Markdown names, attachments and files, into the page itself. */
final class EmbeddedPictures {
    private static final String ATTACHMENT = "attachment:";
    private static final Map<String, String> TYPES = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "gif", "image/gif",
            "svg", "image/svg+xml",
            "webp", "image/webp");

    private final Path folder;
    private final JsonObject attachments;

    EmbeddedPictures(Path folder, JsonObject attachments) {
        this.folder = folder;
        this.attachments = attachments;
    }

    /** A data URI in place of the source, or the source itself where there is nothing to embed. */
    String embedded(String source) {
        String name = URLDecoder.decode(source.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (name.startsWith(ATTACHMENT)) {
            return attachment(name.substring(ATTACHMENT.length()), source);
        }
        return name.matches("(?i)[a-z][a-z0-9+.-]*:.*|//.*") ? source : file(name, source);
    }

    private String attachment(String name, String source) {
        if (!(attachments.get(name) instanceof JsonObject bundle)) {
            return source;
        }
        for (Map.Entry<String, JsonElement> entry : bundle.entrySet()) {
            if (entry.getKey().startsWith("image/")) {
                return uri(entry.getKey(), MultilineText.join(entry.getValue()).replaceAll("\\s", ""));
            }
        }
        return source;
    }

    private String file(String name, String source) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String type = TYPES.get(extension);
        if (type == null) {
            return source;
        }
        try {
            Path file = folder.resolve(name);
            return Files.isRegularFile(file)
                    ? uri(type, Base64.getEncoder().encodeToString(Files.readAllBytes(file)))
                    : source;
        } catch (IOException | InvalidPathException e) {
            return source;
        }
    }

    static String uri(String type, String base64) {
        return "data:" + type + ";base64," + base64;
    }
}
