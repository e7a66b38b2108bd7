package org.ridgeless.lab.gallery;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * All settings of the figure on the front page.
 *
 * @param settings n by n, with rising d; none if the run was interrupted
 */
record FrontData(List<FrontSetting> settings) {
    private static final Gson GSON = new Gson();

    String json() {
        return GSON.toJson(this);
    }

    /** The data of a file; none if it is not there or was not written by this version. */
    static FrontData read(Path file) {
        try {
            FrontData data = Files.exists(file) ? GSON.fromJson(Files.readString(file), FrontData.class) : null;
            return data == null || data.settings == null ? new FrontData(List.of()) : data;
        } catch (IOException | JsonParseException e) {
            return new FrontData(List.of());
        }
    }
}
