package org.ridgeless.kernel.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where the kernel listens and with which key messages are signed, as Jupyter wrote it down. */
public record ConnectionFile(
        String transport,
        String ip,
        int shellPort,
        int controlPort,
        int iopubPort,
        int stdinPort,
        int heartbeatPort,
        String key) {

    /**
     * Reads a connection file.
     *
     * @throws IllegalArgumentException naming what is missing or wrong
     */
    public static ConnectionFile read(Path file) {
        try {
            JsonElement tree = JsonParser.parseString(Files.readString(file));
            if (!tree.isJsonObject()) {
                throw new IllegalArgumentException("the connection file " + file + " holds no JSON object");
            }
            return of(tree.getAsJsonObject(), file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("the connection file " + file + " does not exist", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the connection file " + file + " cannot be read: " + e, e);
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("the connection file " + file + " is not valid JSON", e);
        }
    }

    private static ConnectionFile of(JsonObject tree, Path file) {
        String scheme = text(tree, "signature_scheme", "hmac-sha256");
        if (!scheme.isEmpty() && !scheme.equals("hmac-sha256")) {
            throw new IllegalArgumentException("the connection file " + file + " asks for signature scheme " + scheme
                    + "; only hmac-sha256 is known");
        }
        String transport = text(tree, "transport", "tcp");
        if (!transport.equals("tcp") && !transport.equals("ipc")) {
            throw new IllegalArgumentException(
                    "the connection file " + file + " asks for transport " + transport + "; tcp and ipc are known");
        }
        return new ConnectionFile(
                transport,
                text(tree, "ip", "127.0.0.1"),
                port(tree, "shell_port", file),
                port(tree, "control_port", file),
                port(tree, "iopub_port", file),
                port(tree, "stdin_port", file),
                port(tree, "hb_port", file),
                text(tree, "key", ""));
    }

    private static String text(JsonObject tree, String name, String otherwise) {
        JsonElement value = tree.get(name);
        return value == null || !value.isJsonPrimitive() ? otherwise : value.getAsString();
    }

    private static int port(JsonObject tree, String name, Path file) {
        try {
            int port = tree.get(name).getAsInt();
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("the connection file " + file + " has no usable " + name, e);
        }
        throw new IllegalArgumentException(
                "the connection file " + file + " has " + name + " " + tree.get(name) + "; a port is 1 to 65535");
    }
}
