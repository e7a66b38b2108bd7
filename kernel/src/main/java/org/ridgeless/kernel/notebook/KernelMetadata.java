package org.ridgeless.kernel.notebook;

import com.google.gson.JsonObject;

/** The metadata that tells front ends which kernel and which language a notebook is for. */
final class KernelMetadata {
    private KernelMetadata() {}

    /** Fills in what the notebook does not say; what it says stays. */
    static void complete(Notebook notebook) {
        JsonObject metadata = notebook.metadata();
        if (!metadata.has("kernelspec")) {
            JsonObject spec = new JsonObject();
            spec.addProperty("display_name", "Java (Ridgeless)");
            spec.addProperty("language", "java");
            spec.addProperty("name", "java");
            metadata.add("kernelspec", spec);
        }
        if (!metadata.has("language_info")) {
            // No version: the notebook would otherwise differ between machines.
            JsonObject info = new JsonObject();
            info.addProperty("codemirror_mode", "text/x-java");
            info.addProperty("file_extension", ".java");
            info.addProperty("mimetype", "text/x-java-source");
            info.addProperty("name", "java");
            info.addProperty("pygments_lexer", "java");
            metadata.add("language_info", info);
        }
    }
}
