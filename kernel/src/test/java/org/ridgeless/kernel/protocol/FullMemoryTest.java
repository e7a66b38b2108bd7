package org.ridgeless.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.kernel.protocol.WireClient.Execution;

/** A process with 300 MB, as on a small machine: it answers, or it ends so that its server starts another. */
@Tag("slow")
class FullMemoryTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var all = new ArrayList<byte[]>();\nwhile (true) all.add(new byte[1000]);",
                "var all = new LinkedList<Object>();\nwhile (true) all.add(new Object());",
                "var all = new HashMap<Integer, String>();\nfor (int i = 0; ; i++) all.put(i, \"text \" + i);",
                "var all = new ArrayList<Object>();\n{ var some = new ArrayList<Object>();\n"
                        + "all.add(some); while (true) some.add(new long[1 << 14]); }"
            })
    void aHeapThatIsFilledIsAnErrorOfTheCellAndCanBeEmptied(String filling) {
        try (KernelProcess kernel = KernelProcess.start(folder, "-Xmx300m");
                WireClient client = new WireClient(kernel)) {
            assertThat(client.execute("int before = 7;").status()).isEqualTo("ok");
            Execution full = client.execute(filling);
            assertThat(full.reply().text("ename", "")).isEqualTo("java.lang.OutOfMemoryError");
            assertThat(client.execute("all = null;").status()).isEqualTo("ok");
            assertThat(client.execute("new byte[100_000_000].length + before").result())
                    .isEqualTo("100000007");
            assertThat(client.execute(filling).status()).isEqualTo("error");
        }
    }

    @Test
    void aCellThatFillsTheHeapAndGoesOnCanBeInterrupted() {
        try (KernelProcess kernel = KernelProcess.start(folder, "-Xmx300m");
                WireClient client = new WireClient(kernel)) {
            String id = client.send(
                    client.shell,
                    "execute_request",
                    WireClient.execution("var all = new ArrayList<byte[]>();\n"
                            + "try { while (true) all.add(new byte[1000]); } catch (OutOfMemoryError e) {}\n"
                            + "all.subList(0, 10_000).clear(); System.out.println(\"full\"); while (true) {}"));
            client.awaitOnIopub(message ->
                    message.type().equals("stream") && message.text("text", "").contains("full"));
            client.ask(client.control, "interrupt_request", new JsonObject());
            assertThat(client.finish(id).status()).isEqualTo("error");
            assertThat(client.execute("all = null;").status()).isEqualTo("ok");
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_19)
    void aKernelThatHasLostAThreadEndsAndSaysWhy() throws Exception {
        try (KernelProcess kernel = KernelProcess.start(folder);
                WireClient client = new WireClient(kernel)) {
            client.send(
                    client.shell,
                    "execute_request",
                    WireClient.execution("for (Thread t : Thread.getAllStackTraces().keySet())"
                            + " if (t.getName().equals(\"shell\")) t.stop();\n"
                            + "System.out.println(\"stopped\");\nThread.sleep(600_000);"));
            client.awaitOnIopub(message -> message.text("text", "").contains("stopped"));
            // It dies when it wakes.
            client.send(client.shell, "kernel_info_request", new JsonObject());
            client.awaitOnIopub(
                    message -> message.text("text", "").startsWith("The kernel cannot go on and ends itself"));
            assertThat(kernel.exitStatus()).isEqualTo(70);
            assertThat(kernel.log()).contains("The kernel cannot go on and ends itself");
        }
    }

    @Test
    void aFrameThatIsTooLongForTheMemoryIsNotTaken() throws IOException {
        try (KernelProcess kernel = KernelProcess.start(folder, "-Xmx200m");
                WireClient client = new WireClient(kernel)) {
            assertThat(client.execute("1 + 1").result()).isEqualTo("2");
            for (int port : new int[] {
                kernel.connection().shellPort(),
                kernel.connection().controlPort(),
                kernel.connection().stdinPort()
            }) {
                sendParts(port, 1, 400_000_000);
                sendParts(port, 5, 30_000_000);
            }
            assertThat(client.execute("1 + 2").result()).isEqualTo("3");
            assertThat(client.ask(client.control, "kernel_info_request", new JsonObject())
                            .text("status", ""))
                    .isEqualTo("ok");
            assertThat(kernel.isAlive()).isTrue();
        }
    }

    /** Bytes as ZeroMQ's protocol has them, for its own library holds in memory what is not taken. */
    private static void sendParts(int port, int parts, int length) throws IOException {
        try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = stranger.getOutputStream();
            out.write(ByteBuffer.allocate(64)
                    .put((byte) 0xff)
                    .position(9)
                    .put(new byte[] {0x7f, 3, 0, 'N', 'U', 'L', 'L'})
                    .array());
            assertThat(stranger.getInputStream().readNBytes(64)).hasSize(64);
            out.write("\4\34\5READY\13Socket-Type\0\0\0\6DEALER".getBytes(StandardCharsets.ISO_8859_1));
            byte[] megabyte = new byte[1_000_000];
            for (int part = 1; part <= parts; part++) {
                int flags = part < parts ? 3 : 2;
                out.write(
                        ByteBuffer.allocate(9).put((byte) flags).putLong(length).array());
                for (int sent = 0; sent < length; sent += megabyte.length) {
                    out.write(megabyte);
                }
            }
        } catch (SocketException e) {
            // The kernel has closed the connection, as it may.
            assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|aborted).*");
        }
    }
}
