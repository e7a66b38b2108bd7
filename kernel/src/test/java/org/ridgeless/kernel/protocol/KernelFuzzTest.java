package org.ridgeless.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Sends rubbish on every channel and asks after each thousand messages whether the kernel is still right. */
class KernelFuzzTest {

    private static final int ROUND = 1000;

    @TempDir
    Path folder;

    @Test
    void threeThousandBrokenMessagesHarmNothing() {
        survives(3, 1);
    }

    @Test
    @Tag("slow")
    void aHundredThousandBrokenMessagesHarmNothing() {
        survives(100, 2);
    }

    private void survives(int rounds, long seed) {
        try (KernelProcess kernel = KernelProcess.start(folder);
                WireClient client = new WireClient(kernel.connection())) {
            MessageFuzzer fuzzer = new MessageFuzzer(new Random(seed));
            List<ZMQ.Socket> channels = List.of(client.shell, client.shell, client.control, client.stdin);
            Random choice = new Random(seed + 1);
            assertThat(isRight(client, "start")).isTrue();
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < ROUND; i++) {
                    ZMQ.Socket channel = channels.get(choice.nextInt(channels.size()));
                    WireClient.sendFrames(channel, fuzzer.next(client.codec()));
                }
                fuzzHeartbeat(client, choice);
                assertThat(kernel.isAlive()).as("alive after round %d", round).isTrue();
                assertThat(isRight(client, "round" + round))
                        .as("right after round %d", round)
                        .isTrue();
            }
        }
    }

    @Test
    void bytesThatAreNoMessagesHarmNoChannel() throws Exception {
        try (KernelProcess kernel = KernelProcess.start(folder);
                WireClient client = new WireClient(kernel.connection())) {
            assertThat(isRight(client, "start")).isTrue();
            Random choice = new Random(3);
            for (int port : ports(kernel.connection())) {
                for (int i = 0; i < 100; i++) {
                    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        socket.getOutputStream().write(rubbish(choice));
                    } catch (SocketException e) {
                        // The kernel hung up in the middle of it, which is its right.
                        assertThat(e).isNotNull();
                    }
                }
            }
            assertThat(kernel.isAlive()).isTrue();
            assertThat(isRight(client, "end")).isTrue();
            fuzzHeartbeat(client, choice);
        }
    }

    @Test
    void framesOfAnotherKindOfSocketHarmNeitherHeartbeatNorOutput() {
        try (KernelProcess kernel = KernelProcess.start(folder);
                WireClient client = new WireClient(kernel.connection());
                ZContext context = new ZContext()) {
            Random choice = new Random(4);
            String host = "tcp://" + kernel.connection().ip() + ":";
            ZMQ.Socket dealer = context.createSocket(SocketType.DEALER);
            dealer.connect(host + kernel.connection().heartbeatPort());
            ZMQ.Socket subscriber = context.createSocket(SocketType.XSUB);
            subscriber.connect(host + kernel.connection().iopubPort());
            for (int i = 0; i < ROUND; i++) {
                WireClient.sendFrames(dealer, List.of(rubbish(choice), rubbish(choice)));
                subscriber.send(rubbish(choice));
            }
            assertThat(isRight(client, "end")).isTrue();
            fuzzHeartbeat(client, choice);
            dealer.setLinger(0);
        }
    }

    private static List<Integer> ports(ConnectionFile connection) {
        return List.of(
                connection.shellPort(),
                connection.controlPort(),
                connection.iopubPort(),
                connection.stdinPort(),
                connection.heartbeatPort());
    }

    /** Random bytes, half of them behind the greeting of ZeroMQ's protocol or a part of it. */
    private static byte[] rubbish(Random choice) {
        byte[] bytes = new byte[1 + choice.nextInt(200)];
        choice.nextBytes(bytes);
        if (choice.nextBoolean()) {
            byte[] greeting = {(byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3, 0, 'N', 'U', 'L', 'L'};
            System.arraycopy(greeting, 0, bytes, 0, Math.min(bytes.length, greeting.length));
        }
        return bytes;
    }

    private static void fuzzHeartbeat(WireClient client, Random choice) {
        byte[] ping = new byte[1 + choice.nextInt(100)];
        choice.nextBytes(ping);
        client.heartbeat.send(ping);
        assertThat(client.heartbeat.recv()).isEqualTo(ping);
    }

    private static boolean isRight(WireClient client, String marker) {
        for (ZMQ.Socket channel : List.of(client.shell, client.control)) {
            Message info = client.ask(channel, "kernel_info_request", new JsonObject());
            assertThat(info.type()).isEqualTo("kernel_info_reply");
        }
        return settled(client, "\"" + marker + "\" + (1 + 1)").equals(marker + "2");
    }

    /** A cell may be aborted on account of a broken one before it; the next one must not be. */
    private static String settled(WireClient client, String code) {
        for (int i = 0; i < 50; i++) {
            WireClient.Execution execution = client.execute(code);
            if (execution.status().equals("ok")) {
                return execution.result();
            }
        }
        return "";
    }
}
