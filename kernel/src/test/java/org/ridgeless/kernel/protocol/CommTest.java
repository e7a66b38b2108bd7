package org.ridgeless.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.kernel.protocol.WireClient.Execution;

class CommTest {

    @TempDir
    static Path folder;

    private static KernelProcess kernel;
    private static WireClient client;

    @BeforeAll
    static void start() {
        kernel = KernelProcess.start(folder);
        client = new WireClient(kernel.connection());
        Execution echo = client.execute(
                "getKernelInstance().session().onComm(\"echo\", comm -> {\n"
                        + "    comm.send(comm.opening());\n"
                        + "    comm.onMessage(data -> { System.out.println(\"got \" + data); comm.send(data); });\n"
                        + "    comm.onClose(data -> System.out.println(\"closed\"));\n"
                        + "});\n"
                        + "getKernelInstance().session().onComm(\"broken\", comm -> { throw new IllegalStateException(\"no\"); });");
        assertThat(echo.status()).isEqualTo("ok");
    }

    @AfterAll
    static void stop() {
        client.close();
        kernel.close();
    }

    private static List<Message> send(String type, String id, String target, int value) {
        return client.publishedFor(sent(type, id, target, value));
    }

    private static String sent(String type, String id, String target, int value) {
        JsonObject data = new JsonObject();
        data.addProperty("value", value);
        JsonObject content = new JsonObject();
        content.addProperty("comm_id", id);
        content.addProperty("target_name", target);
        content.add("data", data);
        return client.send(client.shell, type, content);
    }

    private static List<String> types(List<Message> messages) {
        return messages.stream().map(Message::type).toList();
    }

    private static JsonObject comms(String target) {
        JsonObject content = new JsonObject();
        content.addProperty("target_name", target);
        return client.ask(client.shell, "comm_info_request", content).object("comms");
    }

    @Test
    void aFrontEndOpensSendsAndCloses() {
        List<Message> opened = send("comm_open", "one", "echo", 1);
        assertThat(types(opened)).containsExactly("status", "comm_msg", "status");
        assertThat(opened.get(1).object("data").get("value").getAsInt()).isEqualTo(1);
        assertThat(comms("echo").getAsJsonObject("one").get("target_name").getAsString())
                .isEqualTo("echo");
        assertThat(comms("another").entrySet()).isEmpty();

        List<Message> answered = send("comm_msg", "one", "", 2);
        assertThat(types(answered)).containsExactlyInAnyOrder("status", "stream", "comm_msg", "status");
        assertThat(answered)
                .filteredOn(message -> message.type().equals("comm_msg"))
                .first()
                .satisfies(message -> {
                    assertThat(message.text("comm_id", "")).isEqualTo("one");
                    assertThat(message.object("data").get("value").getAsInt()).isEqualTo(2);
                });

        assertThat(types(send("comm_close", "one", "", 0))).containsExactly("status", "stream", "status");
        assertThat(comms("").has("one")).isFalse();
        assertThat(types(send("comm_msg", "one", "", 3))).containsExactly("status", "status");
    }

    @Test
    void aCellOpensSendsAndHears() {
        Execution opening = client.execute("var data = new com.google.gson.JsonObject(); data.addProperty(\"a\", 1);\n"
                + "var comm = getKernelInstance().session().openComm(\"widget\", data);\n"
                + "comm.onMessage(heard -> System.out.println(\"heard \" + heard.get(\"value\")));\n"
                + "comm.send(data); comm.id()");
        assertThat(opening.types())
                .containsExactly("status", "execute_input", "comm_open", "comm_msg", "execute_result", "status");
        Message open = opening.published().get(2);
        assertThat(open.text("target_name", "")).isEqualTo("widget");
        String id = open.text("comm_id", "");
        assertThat(opening.result()).contains(id);

        List<Message> heard = send("comm_msg", id, "", 7);
        assertThat(heard.get(1).text("text", "")).isEqualTo("heard 7\n");

        assertThat(client.execute("comm.close(); comm.close(); comm.isClosed()").types())
                .containsOnlyOnce("comm_close");
        assertThat(client.execute("comm.send(data)").status()).isEqualTo("error");
    }

    @Test
    void aHandlerThatThrowsClosesItsCommAndShowsWhy() {
        List<Message> published = send("comm_open", "two", "broken", 1);
        assertThat(types(published)).contains("comm_close", "stream");
        assertThat(published)
                .filteredOn(message -> message.type().equals("stream"))
                .extracting(message -> message.text("text", ""))
                .anySatisfy(text -> assertThat(text).contains("IllegalStateException: no"));
        assertThat(client.execute("1 + 1").result()).isEqualTo("2");
    }

    @Test
    void aMessageWaitsForTheRunningCell() {
        send("comm_open", "three", "echo", 1);
        String cell = client.send(
                client.shell,
                "execute_request",
                WireClient.execution("System.in.read(); System.out.println(\"cell\");"));
        client.receive(client.stdin);
        String message = sent("comm_msg", "three", "", 5);
        client.awaitReceipt();
        JsonObject answer = new JsonObject();
        answer.addProperty("value", "");
        client.send(client.stdin, "input_reply", answer);
        assertThat(client.finish(cell).stream("stdout")).isEqualTo("cell\n");
        assertThat(types(client.publishedFor(message))).contains("comm_msg");
    }

    @Test
    void whatIsSentIsWhatItWasWhenItWasSent() {
        Execution sending = client.execute("var reused = new com.google.gson.JsonObject();\n"
                + "var stream = getKernelInstance().session().openComm(\"stream\", reused);\n"
                + "for (int i = 0; i < 500; i++) { reused.addProperty(\"i\", i); stream.send(reused); }");
        assertThat(sending.published())
                .filteredOn(message -> message.type().equals("comm_msg"))
                .extracting(message -> message.object("data").get("i").getAsInt())
                .isEqualTo(IntStream.range(0, 500).boxed().toList());
    }

    @Test
    void buffersAndMetadataTravelBothWays() {
        Execution opening = client.execute("var meta = new com.google.gson.JsonObject();\n"
                + "meta.addProperty(\"version\", \"2.1.0\");\n"
                + "var none = new com.google.gson.JsonObject();\n"
                + "var bytes = getKernelInstance().session().openComm(\"bytes\", none, meta, List.of(new byte[] {1, 2}));\n"
                + "bytes.onMessage((data, buffers) -> bytes.send(data, meta, List.of(buffers.get(1), buffers.get(0))));\n"
                + "bytes.id()");
        Message open = opening.published().get(2);
        assertThat(open.metadata().get("version").getAsString()).isEqualTo("2.1.0");
        assertThat(open.buffers()).containsExactly(new byte[] {1, 2});

        JsonObject content = new JsonObject();
        content.addProperty("comm_id", open.text("comm_id", ""));
        content.add("data", new JsonObject());
        List<byte[]> buffers = List.of(new byte[] {3}, new byte[0]);
        List<Message> answered = client.publishedFor(client.send(client.shell, "comm_msg", content, buffers));
        assertThat(answered)
                .filteredOn(message -> message.type().equals("comm_msg"))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.metadata().get("version").getAsString()).isEqualTo("2.1.0");
                    assertThat(message.buffers()).containsExactly(new byte[0], new byte[] {3});
                });
    }
}
