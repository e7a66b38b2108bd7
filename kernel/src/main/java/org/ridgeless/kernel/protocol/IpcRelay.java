package org.ridgeless.kernel.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries the bytes of a Unix domain socket to a TCP port of this machine and back. JeroMQ's own {@code ipc} is no Unix
 * socket, so a front end that asks for that transport could not reach it.
 */
final class IpcRelay {

    private static final int BUFFER = 1 << 16;
    private static final long PAUSE_NANOS = 50_000_000;

    private final ServerSocketChannel server;
    private final int port;

    /** Listens on a path for what is to reach the port on the loopback interface. */
    IpcRelay(Path path, int port) {
        this.port = port;
        try {
            deleteStale(path);
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + path, e);
        }
    }

    /** A kernel that was killed leaves its socket behind; one at which somebody answers stays. */
    private static void deleteStale(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (SocketChannel other = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            throw new IllegalStateException(
                    "cannot listen on " + other.getRemoteAddress() + ": the socket is in use by another program");
        } catch (IOException e) {
            Files.delete(path);
        }
    }

    void start() {
        daemon("ipc", this::accept);
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                relay(server.accept());
            } catch (IOException e) {
                // Such as too many open files: the next front end may have better luck.
                KernelLog.warn("a connection to an ipc socket failed", e);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void relay(SocketChannel outside) throws IOException {
        try {
            SocketChannel inside = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            daemon("ipc in", () -> copy(outside, inside));
            daemon("ipc out", () -> copy(inside, outside));
        } catch (IOException e) {
            outside.close();
            throw e;
        }
    }

    private static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void copy(ByteChannel from, ByteChannel to) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        try (from;
                to) {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException e) {
            // One end has gone; closing the other one is all there is to do.
            return;
        }
    }
}
