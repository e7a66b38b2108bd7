package org.ridgeless.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.ridgeless.kernel.assist.Completions;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.cell.MimeBundle;

/** The contents of the messages that the kernel sends. */
final class Contents {

    private Contents() {}

    static JsonObject ok() {
        return status("ok");
    }

    static JsonObject status(String status) {
        JsonObject content = new JsonObject();
        content.addProperty("status", status);
        return content;
    }

    /** What the kernel is doing, busy or idle. */
    static JsonObject state(String state) {
        JsonObject content = new JsonObject();
        content.addProperty("execution_state", state);
        return content;
    }

    static JsonObject input(String code, int number) {
        JsonObject content = new JsonObject();
        content.addProperty("code", code);
        content.addProperty("execution_count", number);
        return content;
    }

    static JsonObject result(MimeBundle bundle, int number) {
        JsonObject content = display(bundle);
        content.addProperty("execution_count", number);
        return content;
    }

    /** The begin of the reply to a cell. */
    static JsonObject executed(boolean ok, int number) {
        JsonObject content = status(ok ? "ok" : "error");
        content.addProperty("execution_count", number);
        return content;
    }

    static JsonObject ports(ConnectionFile connection) {
        JsonObject content = ok();
        content.addProperty("shell_port", connection.shellPort());
        content.addProperty("iopub_port", connection.iopubPort());
        content.addProperty("stdin_port", connection.stdinPort());
        content.addProperty("control_port", connection.controlPort());
        content.addProperty("hb_port", connection.heartbeatPort());
        return content;
    }

    static JsonObject display(MimeBundle bundle) {
        JsonObject content = new JsonObject();
        content.add("data", bundle.data());
        content.add("metadata", bundle.metadata());
        JsonObject transients = new JsonObject();
        bundle.displayId().ifPresent(id -> transients.addProperty("display_id", id));
        content.add("transient", transients);
        return content;
    }

    static JsonObject error(CellError error) {
        JsonObject content = new JsonObject();
        content.addProperty("ename", error.name());
        content.addProperty("evalue", error.message());
        JsonArray traceback = new JsonArray();
        error.traceback().forEach(traceback::add);
        content.add("traceback", traceback);
        return content;
    }

    /** The value of a user expression, or why it has none. */
    static JsonObject expression(MimeBundle bundle) {
        JsonObject content = ok();
        content.add("data", bundle.data());
        content.add("metadata", bundle.metadata());
        return content;
    }

    static JsonObject completions(String code, Completions completions) {
        JsonObject content = ok();
        int start = Positions.toCodePoints(code, completions.start());
        int end = Positions.toCodePoints(code, completions.end());
        JsonArray matches = new JsonArray();
        JsonArray types = new JsonArray();
        for (Completions.Match match : completions.matches()) {
            matches.add(match.text());
            JsonObject type = new JsonObject();
            type.addProperty("start", start);
            type.addProperty("end", end);
            type.addProperty("text", match.text());
            type.addProperty("type", match.type());
            type.addProperty("signature", match.signature());
            types.add(type);
        }
        content.add("matches", matches);
        content.addProperty("cursor_start", start);
        content.addProperty("cursor_end", end);
        JsonObject metadata = new JsonObject();
        metadata.add("_jupyter_types_experimental", types);
        content.add("metadata", metadata);
        return content;
    }

    /** That of the jar; classes that are not in one have none. */
    private static String version() {
        String version = Contents.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    static JsonObject kernelInfo() {
        JsonObject content = ok();
        content.addProperty("protocol_version", MessageFactory.PROTOCOL);
        content.addProperty("implementation", "ridgeless");
        content.addProperty("implementation_version", version());
        content.addProperty("banner", "Ridgeless Java kernel on Java " + System.getProperty("java.version"));
        content.addProperty("debugger", false);
        JsonObject language = new JsonObject();
        language.addProperty("name", "Java");
        language.addProperty("version", System.getProperty("java.version"));
        language.addProperty("mimetype", "text/x-java-source");
        language.addProperty("file_extension", ".jshell");
        language.addProperty("pygments_lexer", "java");
        language.addProperty("codemirror_mode", "text/x-java");
        language.addProperty("nbconvert_exporter", "script");
        content.add("language_info", language);
        content.add("help_links", helpLinks());
        JsonArray features = new JsonArray();
        if (DebuggerOfKernel.isInstalled()) {
            features.add("debugger");
        }
        content.add("supported_features", features);
        return content;
    }

    private static JsonArray helpLinks() {
        int feature = Runtime.version().feature();
        JsonArray links = new JsonArray();
        links.add(link("Java API", "https://docs.oracle.com/en/java/javase/" + feature + "/docs/api/"));
        links.add(link("Java tutorials", "https://dev.java/learn/"));
        return links;
    }

    private static JsonObject link(String text, String url) {
        JsonObject link = new JsonObject();
        link.addProperty("text", text);
        link.addProperty("url", url);
        return link;
    }
}
