package org.ridgeless.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.kernel.protocol.WireClient.Execution;

/** Breakpoints in cells, with the messages that JupyterLab sends. */
class DebuggerTest {

    @TempDir
    static Path folder;

    private static KernelProcess kernel;
    private static WireClient client;

    private static int events;

    @BeforeAll
    static void launch() {
        launch(folder);
    }

    private static void launch(Path home) {
        kernel = KernelProcess.start(
                home,
                "-Dridgeless.debugger=true",
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:0");
        client = new WireClient(kernel);
    }

    @AfterAll
    static void end() {
        client.close();
        kernel.close();
    }

    @BeforeEach
    void start() {
        assertThat(ask("initialize", "{}").flag("success", false)).isTrue();
        ask("attach", "{}");
        assertThat(event("initialized").object("body")).isNotNull();
        assertThat(body("debugInfo", "{}").get("isStarted").getAsBoolean()).isTrue();
    }

    @AfterEach
    void stop() {
        ask("disconnect", "{}");
        assertThat(body("debugInfo", "{}").get("isStarted").getAsBoolean()).isFalse();
    }

    @Test
    void aBreakpointIsMetAndVariablesAreReadAndStepsLeadFromStatementToStatement() {
        String code = "int a = 6;\nint[] parts = {a, 7};\nint product = parts[0] * parts[1];\nproduct + 1";
        breakpoints(code, 3);
        String cell = run(code);
        JsonObject frame = stopped("breakpoint", code, 3).get(0);
        assertThat(frame.get("name").getAsString()).startsWith("cell ");
        JsonObject globals = scope(frame, "Globals");
        assertThat(value(globals, "a")).isEqualTo("6");
        JsonObject parts = variable(globals, "parts");
        assertThat(value(variables(parts), "[1]")).isEqualTo("7");
        ask("next", "{}");
        frame = stopped("step", code, 4).get(0);
        assertThat(value(scope(frame, "Globals"), "product")).isEqualTo("42");
        ask("next", "{}");
        assertThat(client.finish(cell).result()).isEqualTo("43");
        // A step is over with its cell.
        assertThat(client.execute("1 + 1").result()).isEqualTo("2");
    }

    @Test
    void aCellThatRunsAgainStopsAndStepsAsTheFirstTime() {
        String code = "int start = 6;\nint twice = 2 * start;\nint sum = start + twice;\nsum + 1";
        for (int round = 0; round < 3; round++) {
            breakpoints(code, 2);
            String cell = run(code);
            stopped("breakpoint", code, 2);
            ask("next", "{}");
            JsonObject frame = stopped("step", code, 3).get(0);
            assertThat(value(scope(frame, "Globals"), "twice")).isEqualTo("12");
            ask("next", "{}");
            stopped("step", code, 4);
            resume();
            assertThat(client.finish(cell).result()).isEqualTo("19");
            breakpoints(code);
            assertThat(client.execute(code).result()).isEqualTo("19");
        }
    }

    @Test
    void aBreakpointInAMethodOfAnEarlierCellIsMet() {
        String method = "int triple(int n) {\n    int result = 0;\n    for (int i = 0; i < 3; i++) {\n"
                + "        result += n;\n    }\n    return result;\n}";
        assertThat(client.execute(method).status()).isEqualTo("ok");
        breakpoints(method, 6);
        String call = "int three = triple(1);\nthree";
        String cell = run(call);
        List<JsonObject> frames = stopped("breakpoint", method, 6);
        assertThat(frames.get(0).get("name").getAsString()).isEqualTo("triple");
        assertThat(frames.get(1).get("line").getAsInt()).isEqualTo(1);
        assertThat(path(frames.get(1))).isEqualTo(dumped(call));
        JsonObject locals = scope(frames.get(0), "Locals");
        assertThat(value(locals, "n")).isEqualTo("1");
        assertThat(value(locals, "result")).isEqualTo("3");
        JsonObject asked = body(
                "evaluate",
                "{expression: 'result', frameId: " + frames.get(0).get("id").getAsInt() + "}");
        assertThat(asked.get("result").getAsString()).isEqualTo("3");
        ask("stepOut", "{}");
        stopped("step", call, 1);
        resume();
        assertThat(client.finish(cell).result()).isEqualTo("3");
    }

    @Test
    void aMethodThatWasNeverCalledBeforeTheDebuggerStartedHasBreakpointsAlsoWhenItsCellIsRunAgain() {
        ask("disconnect", "{}");
        String method = "int half(int n) {\n    int result = n / 2;\n    return result;\n}";
        client.execute(method);
        start();
        client.execute(method);
        breakpoints(method, 3);
        String cell = run("half(10)");
        assertThat(value(scope(stopped("breakpoint", method, 3).get(0), "Locals"), "result"))
                .isEqualTo("5");
        resume();
        assertThat(client.finish(cell).result()).isEqualTo("5");
    }

    @Test
    void classesAndLambdasOfCellsHaveBreakpointsAndTheirObjectsAreShown() {
        String code =
                "class Counter {\n    int count;\n    int next(int by) {\n        count += by;\n        return count;\n    }\n}\n"
                        + "var counter = new Counter();\nList.of(5).forEach(n -> {\n    counter.next(n);\n});\ncounter.count";
        breakpoints(code, 5, 10);
        String cell = run(code);
        stopped("breakpoint", code, 10);
        ask("stepIn", "{}");
        stopped("step", code, 4);
        resume();
        JsonObject frame = stopped("breakpoint", code, 5).get(0);
        assertThat(frame.get("name").getAsString()).isEqualTo("Counter.next");
        JsonObject self = variable(scope(frame, "Locals"), "this");
        assertThat(self.get("type").getAsString()).isEqualTo("Counter");
        assertThat(value(variables(self), "count")).isEqualTo("5");
        resume();
        assertThat(client.finish(cell).result()).isEqualTo("5");
    }

    @Test
    void theRestOfTheKernelAnswersWhileACellHasStopped() {
        String code = "int here = 1;\nhere + 1";
        breakpoints(code, 2);
        String cell = run(code);
        stopped("breakpoint", code, 2);
        assertThat(client.ask(client.shell, "complete_request", WireClient.code("Math.flo", 8))
                        .content()
                        .getAsJsonArray("matches")
                        .toString())
                .contains("floor");
        assertThat(value(body("inspectVariables", "{}"), "here")).isEqualTo("1");
        ask("disconnect", "{}");
        assertThat(client.finish(cell).result()).isEqualTo("2");
    }

    @Test
    void anInterruptEndsACellThatHasStopped() {
        String code = "int i = 0;\nwhile (true) {\n    i++;\n}";
        breakpoints(code, 3);
        String cell = run(code);
        stopped("breakpoint", code, 3);
        client.ask(client.control, "interrupt_request", new JsonObject());
        Execution interrupted = client.finish(cell);
        assertThat(interrupted.status()).isEqualTo("error");
        assertThat(interrupted.reply().text("ename", "")).containsIgnoringCase("interrupt");
        breakpoints(code);
        String next = "long after = 3;\nafter";
        breakpoints(next, 2);
        cell = run(next);
        stopped("breakpoint", next, 2);
        resume();
        assertThat(client.finish(cell).result()).isEqualTo("3");
    }

    @Test
    void aKernelThatHasStoppedACellEndsWhenAsked(@TempDir Path other) throws InterruptedException {
        KernelProcess first = kernel;
        WireClient mine = client;
        try {
            launch(other);
            ask("attach", "{}");
            String code = "int here = 1;\nhere + 1";
            breakpoints(code, 2);
            run(code);
            client.awaitOnIopub(message -> message.text("event", "").equals("stopped"));
            client.ask(client.control, "shutdown_request", new JsonObject());
            assertThat(kernel.exitStatus()).isZero();
        } finally {
            end();
            kernel = first;
            client = mine;
        }
    }

    @Test
    void threadsStopOneAfterTheOther() {
        String code = "var sums = new java.util.concurrent.atomic.LongAdder();\nvar pool = new ArrayList<Thread>();\n"
                + "for (int k = 1; k <= 2; k++) {\n    int part = k;\n    pool.add(new Thread(() -> {\n"
                + "        sums.add(part);\n    }));\n}\nfor (Thread one : pool) one.start();\n"
                + "for (Thread one : pool) one.join();\nsums.sum()";
        breakpoints(code, 6);
        String cell = run(code);
        List<String> parts = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            parts.add(value(scope(stopped("breakpoint", code, 6).get(0), "Locals"), "part"));
            resume();
        }
        assertThat(parts).containsExactlyInAnyOrder("1", "2");
        assertThat(client.finish(cell).result()).isEqualTo("3");
    }

    @Test
    void whatIsRedefinedStopsInItsNewForm() {
        client.execute("int twice(int n) { return n * 2; }");
        String code = "int twice(int n) {\n    int doubled = n + n;\n    return doubled;\n}";
        breakpoints(code, 3);
        client.execute(code);
        String cell = run("twice(4)");
        assertThat(value(scope(stopped("breakpoint", code, 3).get(0), "Locals"), "doubled"))
                .isEqualTo("8");
        resume();
        assertThat(client.finish(cell).result()).isEqualTo("8");
    }

    private void resume() {
        ask("continue", "{}");
        event("continued");
    }

    private static String run(String code) {
        return client.send(client.shell, "execute_request", WireClient.execution(code));
    }

    private static String dumped(String code) {
        JsonObject arguments = new JsonObject();
        arguments.addProperty("code", code);
        return ask("dumpCell", arguments.toString())
                .object("body")
                .get("sourcePath")
                .getAsString();
    }

    private static void breakpoints(String code, int... lines) {
        JsonArray all = new JsonArray();
        for (int line : lines) {
            JsonObject one = new JsonObject();
            one.addProperty("line", line);
            all.add(one);
        }
        String path = dumped(code);
        JsonObject set = body("setBreakpoints", "{source: {path: '" + path + "'}, breakpoints: " + all + "}");
        assertThat(set.getAsJsonArray("breakpoints")).hasSize(lines.length);
        assertThat(body("source", "{source: {path: '" + path + "'}}")
                        .get("content")
                        .getAsString())
                .isEqualTo(code);
    }

    /** Waits until a thread has stopped there, and returns its calls. */
    private List<JsonObject> stopped(String reason, String code, int line) {
        JsonObject told = event("stopped").object("body");
        assertThat(told.get("reason").getAsString()).isEqualTo(reason);
        assertThat(body("debugInfo", "{}").getAsJsonArray("stoppedThreads")).contains(told.get("threadId"));
        List<JsonObject> frames = new ArrayList<>();
        for (JsonElement one :
                body("stackTrace", "{threadId: " + told.get("threadId") + "}").getAsJsonArray("stackFrames")) {
            frames.add(one.getAsJsonObject());
        }
        assertThat(frames.get(0).get("line").getAsInt()).isEqualTo(line);
        assertThat(path(frames.get(0))).isEqualTo(dumped(code));
        return frames;
    }

    private static String path(JsonObject frame) {
        return frame.getAsJsonObject("source").get("path").getAsString();
    }

    /** The next event of that kind. */
    private Message event(String name) {
        Message found = client.awaitOnIopub(message -> message.type().equals("debug_event")
                && message.number("seq", 0) > events
                && message.text("event", "").equals(name));
        events = found.number("seq", 0);
        return found;
    }

    private static JsonObject scope(JsonObject frame, String name) {
        JsonObject scopes = body("scopes", "{frameId: " + frame.get("id") + "}");
        for (JsonElement one : scopes.getAsJsonArray("scopes")) {
            if (one.getAsJsonObject().get("name").getAsString().equals(name)) {
                return variables(one.getAsJsonObject());
            }
        }
        throw new AssertionError("no scope " + name + " in " + scopes);
    }

    private static JsonObject variables(JsonObject opened) {
        return body("variables", "{variablesReference: " + opened.get("variablesReference") + "}");
    }

    private static JsonObject variable(JsonObject body, String name) {
        for (JsonElement one : body.getAsJsonArray("variables")) {
            if (one.getAsJsonObject().get("name").getAsString().equals(name)) {
                return one.getAsJsonObject();
            }
        }
        throw new AssertionError("no variable " + name + " in " + body);
    }

    private static String value(JsonObject body, String name) {
        return variable(body, name).get("value").getAsString();
    }

    private static JsonObject body(String command, String arguments) {
        Message reply = ask(command, arguments);
        assertThat(reply.flag("success", false)).as(reply.content().toString()).isTrue();
        return reply.object("body");
    }

    private static Message ask(String command, String arguments) {
        JsonObject content = new JsonObject();
        content.addProperty("type", "request");
        content.addProperty("seq", 1);
        content.addProperty("command", command);
        content.add("arguments", JsonParser.parseString(arguments));
        return client.ask(client.control, "debug_request", content);
    }
}
