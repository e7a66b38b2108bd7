package org.ridgeless.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.function.Supplier;
import org.ridgeless.kernel.cell.MimeBundle;
import org.ridgeless.kernel.shell.JavaShell;

/** The requests of the debug protocol that a pane of variables makes. There are no breakpoints, and whoever sets one is told so. */
final class DebugRequests {

    private final Supplier<JavaShell> shell;
    private final VariableTree tree = new VariableTree();

    DebugRequests(Supplier<JavaShell> shell) {
        this.shell = shell;
    }

    JsonObject answer(Message request) {
        JsonObject body = new JsonObject();
        JsonObject arguments = request.object("arguments");
        switch (request.text("command", "")) {
            case "debugInfo" -> info(body);
            case "inspectVariables" ->
                body.add("variables", tree.top(shell.get().values()));
            case "variables" -> body.add("variables", tree.parts(number(arguments)));
            case "richInspectVariables" -> rich(arguments, body);
            case "setBreakpoints" -> body.add("breakpoints", new JsonArray());
            case "initialize", "attach", "configurationDone", "setExceptionBreakpoints", "disconnect" -> {
                // Nothing is to be done for them.
            }
            default -> {
                return response(request, "This kernel shows variables and has no breakpoints.", body);
            }
        }
        return response(request, null, body);
    }

    private static int number(JsonObject arguments) {
        return arguments.has("variablesReference")
                ? arguments.get("variablesReference").getAsInt()
                : 0;
    }

    private static void info(JsonObject body) {
        body.addProperty("isStarted", false);
        body.addProperty("hashMethod", "Murmur2");
        body.addProperty("hashSeed", 0);
        body.addProperty("tmpFilePrefix", "");
        body.addProperty("tmpFileSuffix", ".java");
        body.add("breakpoints", new JsonArray());
        body.add("stoppedThreads", new JsonArray());
        body.add("exceptionPaths", new JsonArray());
        body.addProperty("richRendering", true);
    }

    private void rich(JsonObject arguments, JsonObject body) {
        String name =
                arguments.has("variableName") ? arguments.get("variableName").getAsString() : "";
        Object value = shell.get().values().get(name);
        MimeBundle bundle =
                value == null ? MimeBundle.text("null") : shell.get().bundle(value);
        body.add("data", bundle.data());
        body.add("metadata", bundle.metadata());
    }

    private static JsonObject response(Message request, String fault, JsonObject body) {
        JsonObject content = new JsonObject();
        content.addProperty("type", "response");
        content.addProperty("seq", 1);
        content.addProperty("request_seq", request.number("seq", 0));
        content.addProperty("command", request.text("command", ""));
        content.addProperty("success", fault == null);
        if (fault != null) {
            content.addProperty("message", fault);
        }
        content.add("body", body);
        return content;
    }
}
