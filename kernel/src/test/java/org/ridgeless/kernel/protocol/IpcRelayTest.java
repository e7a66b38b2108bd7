package org.ridgeless.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IpcRelayTest {

    @TempDir
    Path folder;

    @Test
    void bytesGoBothWays() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path path = folder.resolve("kernel-ipc-1");
            new IpcRelay(path, server.getLocalPort()).start();
            try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                client.connect(UnixDomainSocketAddress.of(path));
                client.write(ByteBuffer.wrap("ping".getBytes(StandardCharsets.US_ASCII)));
                try (Socket accepted = server.accept()) {
                    assertThat(new String(accepted.getInputStream().readNBytes(4), StandardCharsets.US_ASCII))
                            .isEqualTo("ping");
                    accepted.getOutputStream().write("pong!".getBytes(StandardCharsets.US_ASCII));
                }
                ByteBuffer answer = ByteBuffer.allocate(100);
                while (client.read(answer) >= 0) {
                    assertThat(answer.position()).isLessThanOrEqualTo(5);
                }
                assertThat(new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII))
                        .isEqualTo("pong!");
            }
        }
    }

    @Test
    void aSocketInUseIsLeftAloneAndOneThatWasLeftBehindIsReplaced() throws Exception {
        Path path = folder.resolve("kernel-ipc-2");
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(path));
            assertThatThrownBy(() -> new IpcRelay(path, 1))
                    .hasMessage("cannot listen on " + path + ": the socket is in use by another program");
        }
        assertThat(path).exists();
        new IpcRelay(path, 1);
    }
}
