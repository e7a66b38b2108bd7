package org.ridgeless.kernel.notebook;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.Set;

/** Gives an identifier to cells that have none: derived from place and source, so that reading twice gives the same. */
final class CellIds {
    private CellIds() {}

    static void complete(JsonArray cells) {
        Set<String> taken = new HashSet<>();
        for (JsonElement cell : cells) {
            JsonElement id = cell.getAsJsonObject().get("id");
            if (id != null) {
                taken.add(id.getAsString());
            }
        }
        int place = 0;
        for (JsonElement element : cells) {
            JsonObject cell = element.getAsJsonObject();
            if (!cell.has("id")) {
                cell.addProperty("id", fresh(place + "\n" + MultilineText.join(cell.get("source")), taken));
            }
            place++;
        }
    }

    private static String fresh(String origin, Set<String> taken) {
        String digest = Digests.sha256(origin);
        int start = 0;
        while (!taken.add(digest.substring(start, start + 8))) {
            start++;
        }
        return digest.substring(start, start + 8);
    }
}
