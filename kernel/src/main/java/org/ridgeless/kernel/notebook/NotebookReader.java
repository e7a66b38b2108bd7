package org.ridgeless.kernel.notebook;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads notebook files, refusing with one clear line what is not a notebook of format 4. */
final class NotebookReader {
    private static final List<String> CELL_TYPES = List.of("code", "markdown", "raw");
    private static final int MINOR_WITH_CELL_IDS = 5;

    private NotebookReader() {}

    static Notebook read(Path file) {
        JsonObject json = parse(file);
        requireFormat4(file, json);
        requireCells(file, json);
        if (minor(json) < MINOR_WITH_CELL_IDS) {
            json.addProperty("nbformat_minor", MINOR_WITH_CELL_IDS);
        }
        CellIds.complete(json.getAsJsonArray("cells"));
        StoredOutputs.splitTexts(json.getAsJsonArray("cells"));
        return new Notebook(file.toString(), json);
    }

    private static JsonObject parse(Path file) {
        if (!Files.exists(file)) {
            throw new NotebookException("no such notebook: " + file);
        }
        if (Files.isDirectory(file)) {
            throw new NotebookException(file + " is a folder; name a notebook (.ipynb)");
        }
        try {
            JsonElement json = JsonParser.parseString(Files.readString(file));
            if (json instanceof JsonObject object) {
                return object;
            }
            throw new NotebookException(file + " is not a notebook: it holds no JSON object");
        } catch (JsonParseException e) {
            throw new NotebookException(file + " is not a notebook: broken JSON" + position(e), e);
        } catch (CharacterCodingException e) {
            throw new NotebookException(file + " is not a notebook: it is not text in UTF-8", e);
        } catch (IOException e) {
            throw new NotebookException("cannot read " + file + ": " + TextFile.reason(e), e);
        }
    }

    private static String position(JsonParseException e) {
        String message = String.valueOf(e.getMessage());
        int at = message.indexOf("at line ");
        int end = message.indexOf(" path", at);
        return at < 0 || end < 0 ? "" : " " + message.substring(at, end);
    }

    private static void requireFormat4(Path file, JsonObject json) {
        JsonElement format = json.get("nbformat");
        if (format == null
                || !format.isJsonPrimitive()
                || !format.getAsJsonPrimitive().isNumber()) {
            throw new NotebookException(file + " is not a notebook: it has no number \"nbformat\"");
        }
        if (format.getAsInt() != 4) {
            throw new NotebookException(file + " is in notebook format " + format
                    + "; format 4 is accepted (jupyter nbconvert --to notebook converts)");
        }
    }

    private static void requireCells(Path file, JsonObject json) {
        if (!json.has("cells") || !json.get("cells").isJsonArray()) {
            throw new NotebookException(file + " is not a notebook: it has no list \"cells\"");
        }
        int number = 0;
        for (JsonElement element : json.getAsJsonArray("cells")) {
            number++;
            if (!(element instanceof JsonObject cell) || !CELL_TYPES.contains(text(cell.get("cell_type")))) {
                throw new NotebookException(
                        file + " is not a notebook: cell " + number + " has no \"cell_type\" among " + CELL_TYPES);
            }
            if (!cell.has("source")) {
                throw new NotebookException(file + " is not a notebook: cell " + number + " has no \"source\"");
            }
        }
    }

    private static int minor(JsonObject json) {
        JsonElement minor = json.get("nbformat_minor");
        return minor == null || !minor.isJsonPrimitive() ? 0 : minor.getAsInt();
    }

    private static String text(JsonElement element) {
        return element != null && element.isJsonPrimitive() ? element.getAsString() : "";
    }
}
