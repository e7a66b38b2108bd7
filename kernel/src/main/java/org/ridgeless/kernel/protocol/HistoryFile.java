package org.ridgeless.kernel.protocol;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The history of all sessions on this machine, one JSON object a line. Where the file cannot be written, the history lasts
 * as long as the kernel.
 */
final class HistoryFile {

    private static final int KEPT = 10_000;
    private static final Gson GSON = new Gson();

    private final Path file;
    private boolean usable = true;

    HistoryFile(Path file) {
        this.file = file;
    }

    /** The file in the folder that the platform has for such data. */
    static HistoryFile ofUser() {
        String given = System.getProperty("ridgeless.data");
        String data = System.getenv("XDG_DATA_HOME");
        Path folder = given != null
                ? Path.of(given)
                : data != null && !data.isEmpty()
                        ? Path.of(data, "ridgeless")
                        : Path.of(System.getProperty("user.home"), ".local", "share", "ridgeless");
        return new HistoryFile(folder.resolve("history.jsonl"));
    }

    /** What earlier sessions executed; opens a new session, whose number is one more than the last one's. */
    synchronized Loaded open() {
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                Loaded loaded = read();
                JsonObject begin = new JsonObject();
                begin.addProperty("session", loaded.session());
                append(begin);
                return lock.isValid() ? loaded : new Loaded(loaded.session(), List.of());
            }
        } catch (IOException e) {
            KernelLog.warn("the history is not kept: " + e, null);
            usable = false;
            return new Loaded(1, List.of());
        }
    }

    /**
     * What the file held.
     *
     * @param session the number of the new session
     */
    record Loaded(int session, List<History.Entry> entries) {}

    private Loaded read() throws IOException {
        List<History.Entry> entries = new ArrayList<>();
        int last = 0;
        // Not by a strict decoder: a line that was cut off inside a letter must not cost all others.
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        for (String line : lines) {
            try {
                JsonObject entry = JsonParser.parseString(line).getAsJsonObject();
                last = Math.max(last, entry.get("session").getAsInt());
                if (entry.has("source")) {
                    entries.add(new History.Entry(
                            entry.get("session").getAsInt(),
                            entry.get("line").getAsInt(),
                            entry.get("source").getAsString()));
                }
            } catch (JsonParseException
                    | IllegalStateException
                    | NumberFormatException
                    | UnsupportedOperationException
                    | NullPointerException e) {
                // A line that was cut off by a crash.
                continue;
            }
        }
        if (!text.isEmpty() && !text.endsWith("\n")) {
            Files.writeString(file, "\n", StandardOpenOption.APPEND);
        }
        if (lines.size() > 2 * KEPT) {
            shorten(lines.subList(lines.size() - KEPT, lines.size()));
        }
        return new Loaded(last + 1, entries.subList(Math.max(0, entries.size() - KEPT), entries.size()));
    }

    private void shorten(List<String> lines) throws IOException {
        Path shorter = file.resolveSibling(file.getFileName() + ".new");
        Files.write(shorter, lines, StandardCharsets.UTF_8);
        Files.move(shorter, file, StandardCopyOption.REPLACE_EXISTING);
    }

    synchronized void append(History.Entry entry) {
        if (!usable) {
            return;
        }
        JsonObject line = new JsonObject();
        line.addProperty("session", entry.session());
        line.addProperty("line", entry.line());
        line.addProperty("source", entry.source());
        try {
            append(line);
        } catch (IOException e) {
            KernelLog.warn("the history is no longer kept: " + e, null);
            usable = false;
        }
    }

    private void append(JsonObject line) throws IOException {
        Files.writeString(file, GSON.toJson(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
