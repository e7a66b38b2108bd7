package org.ridgeless.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.kernel.protocol.WireClient.Execution;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

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
                WireClient client = new WireClient(kernel.connection())) {
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
    void aFrameThatIsTooLongForTheMemoryIsNotTaken() {
        try (KernelProcess kernel = KernelProcess.start(folder, "-Xmx200m");
                WireClient client = new WireClient(kernel.connection());
                ZContext context = new ZContext()) {
            for (int port : new int[] {
                kernel.connection().shellPort(),
                kernel.connection().controlPort(),
                kernel.connection().stdinPort()
            }) {
                ZMQ.Socket stranger = context.createSocket(SocketType.DEALER);
                stranger.connect("tcp://127.0.0.1:" + port);
                byte[] frame = new byte[400_000_000];
                stranger.send(frame, ZMQ.SNDMORE);
                stranger.send("end");
                byte[] part = new byte[30_000_000];
                for (int i = 0; i < 5; i++) {
                    stranger.send(part, i < 4 ? ZMQ.SNDMORE : 0);
                }
            }
            assertThat(client.execute("1 + 1").result()).isEqualTo("2");
            assertThat(client.ask(client.control, "kernel_info_request", new JsonObject())
                            .text("status", ""))
                    .isEqualTo("ok");
            assertThat(kernel.isAlive()).isTrue();
        }
    }
}
