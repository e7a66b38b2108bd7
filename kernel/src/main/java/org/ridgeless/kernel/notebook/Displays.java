package org.ridgeless.kernel.notebook;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ridgeless.kernel.cell.MimeBundle;

/** The outputs of a notebook that can still be replaced, by display identifier. Guarded by its own lock. */
final class Displays {
    private final Map<String, List<JsonObject>> byId = new HashMap<>();
    private boolean closed;

    void add(String id, JsonObject output) {
        byId.computeIfAbsent(id, key -> new ArrayList<>()).add(output);
    }

    void update(String id, MimeBundle bundle) {
        byId.getOrDefault(id, List.of()).forEach(output -> StoredOutputs.replace(output, bundle));
    }

    /** From now on nothing is recorded: the notebook is about to be written. */
    void close() {
        closed = true;
    }

    boolean closed() {
        return closed;
    }
}
