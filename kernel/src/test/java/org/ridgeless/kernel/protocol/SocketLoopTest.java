package org.ridgeless.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

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
}
