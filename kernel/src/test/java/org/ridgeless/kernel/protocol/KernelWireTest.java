package org.ridgeless.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.kernel.protocol.WireClient.Execution;

class KernelWireTest {

    @TempDir
    static Path folder;

    private static KernelProcess kernel;
    private static WireClient client;

    @BeforeAll
    static void start() {
        kernel = KernelProcess.start(folder);
        client = new WireClient(kernel.connection());
    }

    @AfterAll
    static void stop() {
        client.close();
        kernel.close();
    }

    @Test
    void kernelInfoIsAnsweredOnShellAndControl() {
        for (var socket : List.of(client.shell, client.control)) {
            Message reply = client.ask(socket, "kernel_info_request", new JsonObject());
            assertThat(reply.type()).isEqualTo("kernel_info_reply");
            assertThat(reply.text("status", "")).isEqualTo("ok");
            assertThat(reply.object("language_info").get("name").getAsString()).isEqualTo("Java");
        }
    }

    @Test
    void theHeartbeatEchoes() {
        client.heartbeat.send("ping");
        assertThat(client.heartbeat.recvStr()).isEqualTo("ping");
    }

    @Test
    void busyAndIdleEncloseTheOutputInOrder() {
        Execution execution = client.execute("System.out.println(\"a\"); display(\"b\"); 1 + 1");
        assertThat(execution.status()).isEqualTo("ok");
        assertThat(execution.types())
                .containsExactly("status", "execute_input", "stream", "display_data", "execute_result", "status");
        assertThat(execution.published().get(0).text("execution_state", "")).isEqualTo("busy");
        assertThat(execution.result()).isEqualTo("2");
    }

    @Test
    void everyRequestIsBracketedByBusyAndIdle() {
        for (String type : List.of(
                "kernel_info_request",
                "complete_request",
                "inspect_request",
                "is_complete_request",
                "history_request",
                "comm_info_request",
                "made_up_request")) {
            List<Message> published = client.publishedFor(client.send(client.shell, type, new JsonObject()));
            assertThat(published)
                    .as(type)
                    .extracting(message -> message.text("execution_state", ""))
                    .containsExactly("busy", "idle");
        }
    }

    @Test
    void aSilentRequestPublishesNothingAndIsNotCounted() {
        int before = count(client.execute("1"));
        JsonObject content = WireClient.execution("int quiet = 5; System.out.println(quiet); quiet");
        content.addProperty("silent", true);
        Execution silent = client.execute(content);
        assertThat(silent.status()).isEqualTo("ok");
        assertThat(silent.types()).containsExactly("status", "status");
        assertThat(count(client.execute("quiet"))).isEqualTo(before + 1);
    }

    @Test
    void aRequestThatIsNotStoredIsNotCounted() {
        int before = count(client.execute("1"));
        JsonObject content = WireClient.execution("\"unstored marker\"");
        content.addProperty("store_history", false);
        assertThat(client.execute(content).result()).isEqualTo("unstored marker");
        assertThat(count(client.execute("2"))).isEqualTo(before + 1);
        JsonObject tail = new JsonObject();
        tail.addProperty("hist_access_type", "tail");
        tail.addProperty("n", 3);
        assertThat(client.ask(client.shell, "history_request", tail).content().toString())
                .doesNotContain("unstored marker");
    }

    private static int count(Execution execution) {
        return execution.reply().number("execution_count", -1);
    }

    @Test
    void userExpressionsAreEvaluated() {
        JsonObject content = WireClient.execution("int width = 6;");
        JsonObject expressions = new JsonObject();
        expressions.addProperty("area", "width * 7");
        expressions.addProperty("wrong", "nonsense");
        content.add("user_expressions", expressions);
        JsonObject values = client.execute(content).reply().object("user_expressions");
        assertThat(values.getAsJsonObject("area")
                        .getAsJsonObject("data")
                        .get("text/plain")
                        .getAsString())
                .isEqualTo("42");
        assertThat(values.getAsJsonObject("wrong").get("status").getAsString()).isEqualTo("error");
    }

    @Test
    void cellsQueuedBehindAnErrorAreAborted() {
        String first = client.send(
                client.shell, "execute_request", WireClient.execution("System.in.read(); throw new Exception();"));
        String second = client.send(client.shell, "execute_request", WireClient.execution("int never = 1;"));
        String third = client.send(client.shell, "execute_request", WireClient.execution("int never2 = 1;"));
        client.awaitReceipt();
        answerOnStdin("");
        assertThat(client.finish(first).status()).isEqualTo("error");
        Execution aborted = client.finish(second);
        assertThat(aborted.status()).isEqualTo("aborted");
        // A front end would show it as if the cell had run.
        assertThat(aborted.reply().content().has("execution_count")).isFalse();
        assertThat(client.finish(third).status()).isEqualTo("aborted");
        assertThat(client.execute("1 + 1").status()).isEqualTo("ok");
    }

    @Test
    void cellsQueuedBehindAnErrorGoOnIfTheFirstSaysSo() {
        JsonObject failing = WireClient.execution("System.in.read(); throw new Exception();");
        failing.addProperty("stop_on_error", false);
        String first = client.send(client.shell, "execute_request", failing);
        String second = client.send(client.shell, "execute_request", WireClient.execution("1 + 2"));
        client.awaitReceipt();
        answerOnStdin("");
        assertThat(client.finish(first).status()).isEqualTo("error");
        assertThat(client.finish(second).result()).isEqualTo("3");
    }

    @Test
    void aPaneOfVariablesGetsThemStepByStep() {
        client.execute("int seven = 7;\nvar list = new ArrayList<Object>(List.of(\"a\", 2));\n"
                + "class Pair { String left = \"l\"; int[] right = {1, 2}; public String toString() { while (true) {} } }\n"
                + "var pair = new Pair();");
        JsonObject pair = variable(debug("inspectVariables", "", 0), "pair");
        assertThat(pair.get("type").getAsString()).isEqualTo("Pair");
        JsonObject right =
                variable(debug("variables", "", pair.get("variablesReference").getAsInt()), "right");
        assertThat(right.get("value").getAsString()).isEqualTo("length 2");
        Message elements =
                debug("variables", "", right.get("variablesReference").getAsInt());
        assertThat(variable(elements, "[1]").get("value").getAsString()).isEqualTo("2");
        Message all = debug("inspectVariables", "", 0);
        assertThat(variable(all, "seven").get("value").getAsString()).isEqualTo("7");
        assertThat(variable(all, "list").get("value").getAsString()).isEqualTo("size 2");
        assertThat(debug("richInspectVariables", "seven", 0).object("body").toString())
                .contains("text/plain");
        assertThat(debug("debugInfo", "", 0).object("body").get("isStarted").getAsBoolean())
                .isFalse();
        Message refused = debug("stepIn", "", 0);
        assertThat(refused.flag("success", true)).isFalse();
        assertThat(refused.text("message", "")).contains("lab install --debugger");
    }

    private Message debug(String command, String name, int reference) {
        JsonObject content = new JsonObject();
        content.addProperty("type", "request");
        content.addProperty("seq", 1);
        content.addProperty("command", command);
        JsonObject arguments = new JsonObject();
        arguments.addProperty("variableName", name);
        arguments.addProperty("variablesReference", reference);
        content.add("arguments", arguments);
        return client.ask(client.control, "debug_request", content);
    }

    private static JsonObject variable(Message reply, String name) {
        for (JsonElement one : reply.object("body").getAsJsonArray("variables")) {
            if (one.getAsJsonObject().get("name").getAsString().equals(name)) {
                return one.getAsJsonObject();
            }
        }
        throw new AssertionError("no variable " + name + " in " + reply.content());
    }

    @Test
    void anInterruptStopsTheCellAndAbortsTheQueue() {
        String first = client.send(
                client.shell,
                "execute_request",
                WireClient.execution("{ System.out.println(\"go\"); while (true) {} }"));
        String second = client.send(client.shell, "execute_request", WireClient.execution("1"));
        client.awaitOnIopub(message ->
                message.type().equals("stream") && message.text("text", "").contains("go"));
        Message reply = client.ask(client.control, "interrupt_request", new JsonObject());
        assertThat(reply.text("status", "")).isEqualTo("ok");
        Execution interrupted = client.finish(first);
        assertThat(interrupted.status()).isEqualTo("error");
        assertThat(interrupted.reply().content().get("traceback").toString()).contains(", line 1", "while (true) {}");
        assertThat(client.finish(second).status()).isEqualTo("aborted");
        assertThat(client.execute("1 + 1").result()).isEqualTo("2");
    }

    @Test
    void codeIsAssistedWhileACellRuns() {
        String running = client.send(
                client.shell, "execute_request", WireClient.execution("System.out.println(\"busy\"); while (true) {}"));
        client.awaitOnIopub(message ->
                message.type().equals("stream") && message.text("text", "").contains("busy"));
        Message completed = client.ask(client.shell, "complete_request", WireClient.code("Math.flo", 8));
        assertThat(completed.content().getAsJsonArray("matches").toString()).contains("floor");
        assertThat(client.ask(client.shell, "inspect_request", WireClient.code("Math.abs(", 9))
                        .flag("found", false))
                .isTrue();
        client.ask(client.control, "interrupt_request", new JsonObject());
        assertThat(client.finish(running).status()).isEqualTo("error");
    }

    /** Answers the next question of a cell, and returns the question. */
    private static Message answerOnStdin(String value) {
        Message question = client.receive(client.stdin);
        JsonObject answer = new JsonObject();
        answer.addProperty("value", value);
        client.send(client.stdin, "input_reply", answer);
        return question;
    }

    @Test
    void inputIsAskedForAndAnswered() {
        String id = client.send(
                client.shell, "execute_request", WireClient.execution("new Scanner(System.in).nextLine() + \"!\""));
        Message question = answerOnStdin("grüß");
        assertThat(question.type()).isEqualTo("input_request");
        assertThat(client.finish(id).result()).isEqualTo("grüß!");
    }

    @Test
    void inputIsRefusedWhereTheFrontEndDoesNotAllowIt() {
        JsonObject content = WireClient.execution("System.in.read()");
        content.addProperty("allow_stdin", false);
        assertThat(client.execute(content).reply().text("evalue", "")).contains("does not allow");
    }

    @Test
    void aCellWaitingForInputCanBeInterrupted() {
        String id = client.send(client.shell, "execute_request", WireClient.execution("System.in.read()"));
        assertThat(client.receive(client.stdin).type()).isEqualTo("input_request");
        client.ask(client.control, "interrupt_request", new JsonObject());
        assertThat(client.finish(id).status()).isEqualTo("error");
        inputIsAskedForAndAnswered();
    }

    @Test
    void aHundredThousandLinesArriveWholeAndInFewMessages() {
        Execution execution =
                client.execute("for (int i = 0; i < 100_000; i++) System.out.println(\"line number \" + i);");
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            expected.append("line number ").append(i).append('\n');
        }
        assertThat(execution.stream("stdout").contentEquals(expected)).isTrue();
        assertThat(execution.types().stream().filter("stream"::equals).count()).isLessThanOrEqualTo(200);
    }

    @Test
    void linesOfManyThreadsStayWhole() {
        Execution execution = client.execute("var threads = new ArrayList<Thread>();\n"
                + "for (int t = 0; t < 8; t++) { int id = t; var thread = new Thread(() -> {\n"
                + "  for (int i = 0; i < 500; i++) System.out.println(\"thread \" + id + \" line \" + i); });\n"
                + "  thread.start(); threads.add(thread); }\nfor (var thread : threads) thread.join();");
        assertThat(execution.stream("stdout").lines().distinct())
                .hasSize(4000)
                .allMatch(line -> line.matches("thread \\d line \\d+"));
    }

    @Test
    void outputOfALateThreadKeepsItsParent() {
        String id = client.send(
                client.shell,
                "execute_request",
                WireClient.execution("var gate = new CountDownLatch(1);\n"
                        + "new Thread(() -> { try { gate.await(); } catch (Exception e) {}"
                        + " System.out.println(\"from the past\"); }).start();"));
        client.finish(id);
        client.execute("gate.countDown();");
        Message late = client.awaitOnIopub(message ->
                message.type().equals("stream") && message.text("text", "").contains("from the past"));
        assertThat(late.parent().get("msg_id").getAsString()).isEqualTo(id);
    }

    @Test
    void positionsCountCharactersNotUtf16Units() {
        Message reply = client.ask(client.shell, "complete_request", WireClient.code("\"😀\".leng", 8));
        assertThat(reply.content().getAsJsonArray("matches").toString()).contains("length");
        assertThat(reply.number("cursor_start", -1)).isEqualTo(4);
        assertThat(reply.number("cursor_end", -1)).isEqualTo(8);
    }

    @Test
    void anUnknownCommIsClosed() {
        JsonObject content = new JsonObject();
        content.addProperty("comm_id", "abc");
        content.addProperty("target_name", "nobody");
        content.add("data", new JsonObject());
        List<Message> published = client.publishedFor(client.send(client.shell, "comm_open", content));
        assertThat(published).extracting(Message::type).containsExactly("status", "comm_close", "status");
    }

    @Test
    void whatOnlyADebuggerCouldDoIsDeclined() {
        JsonObject content = new JsonObject();
        content.addProperty("command", "stackTrace");
        content.addProperty("seq", 3);
        Message reply = client.ask(client.control, "debug_request", content);
        assertThat(reply.flag("success", true)).isFalse();
        assertThat(reply.text("message", "")).contains("no breakpoints");
        assertThat(reply.number("request_seq", 0)).isEqualTo(3);
    }

    @Test
    void anInterruptBetweenTwoCellsOfAQueueStopsTheQueue() throws Exception {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            cells.add(client.send(client.shell, "execute_request", WireClient.execution(";")));
        }
        client.finish(cells.get(20));
        client.ask(client.control, "interrupt_request", new JsonObject());
        assertThat(client.finish(cells.get(199)).status()).isEqualTo("aborted");
        assertThat(client.execute("1 + 1").result()).isEqualTo("2");
    }

    @Test
    void aDisplayIsUpdatedUnderItsIdentifier() {
        Execution shown = client.execute("String shown = display(\"one\"); updateDisplay(shown, \"two\");");
        assertThat(shown.types()).containsSubsequence("display_data", "update_display_data");
        List<Message> displays = shown.published().stream()
                .filter(message -> message.type().contains("display_data"))
                .toList();
        assertThat(displays)
                .extracting(
                        message -> message.object("transient").get("display_id").getAsString())
                .containsOnly(
                        displays.get(0).object("transient").get("display_id").getAsString());
        assertThat(displays.get(1).object("data").get("text/plain").getAsString())
                .isEqualTo("two");
    }

    @Test
    void aPasswordIsAskedForAsOne() {
        String id = client.send(
                client.shell,
                "execute_request",
                WireClient.execution("getKernelInstance().session().readLine(\"key: \", true).length()"));
        Message question = answerOnStdin("secret");
        assertThat(question.flag("password", false)).isTrue();
        assertThat(question.text("prompt", "")).isEqualTo("key: ");
        assertThat(client.finish(id).result()).isEqualTo("6");
    }

    @Test
    void thePortsAreToldToWhoAsks() {
        Message reply = client.ask(client.shell, "connect_request", new JsonObject());
        assertThat(reply.number("iopub_port", 0)).isEqualTo(kernel.connection().iopubPort());
        assertThat(reply.number("hb_port", 0)).isEqualTo(kernel.connection().heartbeatPort());
    }
}
