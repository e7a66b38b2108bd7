package org.ridgeless.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

class SocketLoopTest {

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ZContext context = new ZContext()) {
            Address taken = new Address("tcp://127.0.0.1:" + other.getLocalPort(), Optional.empty());
            assertThatThrownBy(() -> new SocketLoop(context, SocketType.ROUTER, taken, "shell", message -> {}))
                    .hasMessage("cannot listen on " + taken + ": the port is in use by another program");
        }
    }

    @Test
    void anErrorOnItsThreadCostsTheMessageAndNotTheChannel() {
        try (ZContext context = new ZContext()) {
            SocketLoop[] loop = new SocketLoop[1];
            SocketLoop.Listener listener = frames -> {
                String text = new String(frames.get(0), StandardCharsets.US_ASCII);
                if (text.equals("received")) {
                    throw new OutOfMemoryError("as if a cell had filled the memory");
                }
                loop[0].send(() -> {
                    if (text.equals("sent")) {
                        throw new OutOfMemoryError("as if the reply were too large");
                    }
                    return frames;
                });
            };
            loop[0] = new SocketLoop(
                    context, SocketType.PAIR, new Address("tcp://127.0.0.1:*", Optional.empty()), "pair", listener);
            String address = loop[0].endpoint();
            loop[0].start();
            ZMQ.Socket client = context.createSocket(SocketType.PAIR);
            client.setReceiveTimeOut(600_000);
            client.connect(address);
            client.send("received");
            client.send("sent");
            client.send("answered");
            assertThat(client.recvStr()).isEqualTo("answered");
            loop[0].close();
        }
    }
}
