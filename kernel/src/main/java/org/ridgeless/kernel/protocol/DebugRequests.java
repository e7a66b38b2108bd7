package org.ridgeless.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ridgeless.kernel.cell.MimeBundle;
import org.ridgeless.kernel.debug.CellPath;
import org.ridgeless.kernel.debug.DebugFrame;
import org.ridgeless.kernel.debug.Debugger;
import org.ridgeless.kernel.shell.JavaShell;

/**
 * The requests of the debug protocol. What a pane of variables asks is always answered, the rest where the kernel was installed
 * with a debugger.
 */
final class DebugRequests {

    private static final String WITHOUT =
            "This kernel shows variables and has no breakpoints; lab install --debugger brings them.";

    private final Supplier<JavaShell> shell;
    private final DebuggerOfKernel debugger;
    private final VariableTree tree = new VariableTree(0);
    /** What the calls of a stopped thread hold; its numbers begin behind those of the other. */
    private final VariableTree calls = new VariableTree(VariableTree.OTHER);
    /** The code of cells by path. */
    private final Map<String, String> dumped = new HashMap<>();

    DebugRequests(Supplier<JavaShell> shell, DebuggerOfKernel debugger) {
        this.shell = shell;
        this.debugger = debugger;
    }

    /** @return never while a renderer of a cell may run, but for {@code richInspectVariables} */
    JsonObject answer(Message request) {
        JsonObject body = new JsonObject();
        JsonObject arguments = request.object("arguments");
        Optional<Debugger> found = debugger.get();
        boolean done = answered(request.text("command", ""), arguments, body, found)
                || found.isPresent() && answered(request.text("command", ""), arguments, body, found.get());
        return response(request, done ? null : found.isPresent() ? "This debugger does not do this." : WITHOUT, body);
    }

    private boolean answered(String command, JsonObject arguments, JsonObject body, Optional<Debugger> found) {
        switch (command) {
            case "debugInfo" -> info(body, found);
            case "inspectVariables" ->
                body.add("variables", tree.top(shell.get().values()));
            case "variables" -> {
                int reference = number(arguments, "variablesReference");
                body.add("variables", (reference < VariableTree.OTHER ? tree : calls).parts(reference));
            }
            case "richInspectVariables" -> rich(arguments, body, found);
            case "initialize" -> capabilities(body);
            case "attach" -> {
                found.ifPresent(Debugger::start);
                debugger.event("initialized", new JsonObject());
            }
            case "setBreakpoints" -> body.add("breakpoints", breakpoints(arguments, found));
            case "disconnect", "terminate" -> found.ifPresent(Debugger::stop);
            case "configurationDone", "setExceptionBreakpoints" -> {
                // Nothing is to be done for them.
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean answered(String command, JsonObject arguments, JsonObject body, Debugger found) {
        switch (command) {
            case "dumpCell" -> {
                String code = text(arguments, "code");
                dumped.put(CellPath.of(code), code);
                body.addProperty("sourcePath", CellPath.of(code));
            }
            case "source" -> {
                JsonElement source = arguments.get("source");
                String code = dumped.get(text(source instanceof JsonObject given ? given : new JsonObject(), "path"));
                if (code == null) {
                    return false;
                }
                body.addProperty("content", code);
            }
            case "threads" -> body.add("threads", threads(found));
            case "stackTrace" -> body.add("stackFrames", frames(found));
            case "scopes" -> body.add("scopes", scopes(found, number(arguments, "frameId")));
            case "evaluate" -> {
                return evaluate(found, arguments, body);
            }
            case "continue" -> {
                calls.clear();
                found.resume();
                body.addProperty("allThreadsContinued", false);
            }
            case "next" -> step(found::next);
            case "stepIn" -> step(found::stepIn);
            case "stepOut" -> step(found::stepOut);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void step(Runnable step) {
        calls.clear();
        step.run();
    }

    private static int number(JsonObject arguments, String name) {
        return arguments.has(name) && arguments.get(name).isJsonPrimitive()
                ? arguments.get(name).getAsInt()
                : 0;
    }

    private static String text(JsonObject arguments, String name) {
        return arguments.has(name) && arguments.get(name).isJsonPrimitive()
                ? arguments.get(name).getAsString()
                : "";
    }

    private static void info(JsonObject body, Optional<Debugger> debugger) {
        body.addProperty("isStarted", debugger.isPresent() && debugger.get().isStarted());
        body.addProperty("hashMethod", CellPath.METHOD);
        body.addProperty("hashSeed", CellPath.SEED);
        body.addProperty("tmpFilePrefix", CellPath.PREFIX);
        body.addProperty("tmpFileSuffix", CellPath.SUFFIX);
        JsonArray cells = new JsonArray();
        JsonArray stopped = new JsonArray();
        debugger.ifPresent(found -> {
            found.breakpoints().forEach((path, lines) -> {
                JsonObject cell = new JsonObject();
                cell.addProperty("source", path);
                cell.add("breakpoints", breakpoints(path, lines));
                cells.add(cell);
            });
            found.stopped().forEach(stopped::add);
        });
        body.add("breakpoints", cells);
        body.add("stoppedThreads", stopped);
        body.add("exceptionPaths", new JsonArray());
        body.addProperty("richRendering", true);
    }

    private static void capabilities(JsonObject body) {
        body.addProperty("supportsConfigurationDoneRequest", true);
        body.addProperty("supportsEvaluateForHovers", true);
        body.add("exceptionBreakpointFilters", new JsonArray());
    }

    private static JsonArray breakpoints(JsonObject arguments, Optional<Debugger> debugger) {
        if (debugger.isEmpty()
                || !(arguments.get("source") instanceof JsonObject source)
                || !(arguments.get("breakpoints") instanceof JsonArray wanted)) {
            return new JsonArray();
        }
        List<Integer> lines = new ArrayList<>();
        wanted.forEach(one -> lines.add(number(one.getAsJsonObject(), "line")));
        String path = text(source, "path");
        return breakpoints(path, debugger.get().breakpoints(path, lines));
    }

    private static JsonArray breakpoints(String path, Iterable<Integer> lines) {
        JsonArray all = new JsonArray();
        for (int line : lines) {
            JsonObject one = new JsonObject();
            one.addProperty("verified", true);
            one.addProperty("line", line);
            one.add("source", source(path));
            all.add(one);
        }
        return all;
    }

    private static JsonObject source(String path) {
        JsonObject source = new JsonObject();
        source.addProperty("path", path);
        return source;
    }

    private static JsonArray threads(Debugger debugger) {
        JsonArray all = new JsonArray();
        for (int id : debugger.stopped()) {
            JsonObject one = new JsonObject();
            one.addProperty("id", id);
            one.addProperty("name", "cell");
            all.add(one);
        }
        return all;
    }

    private static JsonArray frames(Debugger debugger) {
        JsonArray all = new JsonArray();
        for (DebugFrame frame : debugger.frames()) {
            JsonObject one = new JsonObject();
            one.addProperty("id", frame.id());
            one.addProperty("name", frame.name());
            one.add("source", source(frame.path()));
            one.addProperty("line", frame.line());
            one.addProperty("column", 1);
            all.add(one);
        }
        return all;
    }

    private JsonArray scopes(Debugger debugger, int frame) {
        JsonArray all = new JsonArray();
        Map<String, Object> locals = debugger.locals(frame);
        // Variables of statements outside methods are those of the notebook.
        if (!locals.isEmpty()) {
            all.add(scope("Locals", locals));
        }
        all.add(scope("Globals", shell.get().values()));
        return all;
    }

    private JsonObject scope(String name, Map<String, Object> values) {
        JsonObject scope = new JsonObject();
        scope.addProperty("name", name);
        scope.addProperty("variablesReference", calls.scope(values));
        scope.addProperty("expensive", false);
        return scope;
    }

    private Optional<Map<String, Object>> holder(String name, int frame, Optional<Debugger> debugger) {
        Map<String, Object> locals = debugger.map(found -> found.locals(frame)).orElse(Map.of());
        Map<String, Object> values =
                locals.containsKey(name) ? locals : shell.get().values();
        return Optional.of(values).filter(holding -> holding.containsKey(name));
    }

    private boolean evaluate(Debugger debugger, JsonObject arguments, JsonObject body) {
        String name = text(arguments, "expression").strip();
        Optional<Map<String, Object>> holder = holder(name, number(arguments, "frameId"), Optional.of(debugger));
        holder.ifPresent(values -> calls.describe(name, values.get(name), body));
        return holder.isPresent();
    }

    private void rich(JsonObject arguments, JsonObject body, Optional<Debugger> debugger) {
        String name = text(arguments, "variableName");
        Object value = holder(name, number(arguments, "frameId"), debugger)
                .map(values -> values.get(name))
                .orElse(null);
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
