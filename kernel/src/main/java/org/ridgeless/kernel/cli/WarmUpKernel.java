package org.ridgeless.kernel.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ridgeless.kernel.protocol.ConnectionFile;
import org.ridgeless.kernel.protocol.KernelServer;
import org.ridgeless.kernel.shell.JavaShell;
import org.ridgeless.kernel.shell.ShellOptions;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Starts a kernel in this process and lets it answer one request over its sockets. */
final class WarmUpKernel {
    private static final int PATIENCE_MILLISECONDS = 2_000;
    private static final int ATTEMPTS = 10;

    private WarmUpKernel() {}

    /** Whether the kernel has answered. */
    static boolean answers() throws IOException, InterruptedException {
        List<Integer> ports = freePorts(5);
        Path file = Files.createTempFile("warm-up", ".json");
        try {
            Files.writeString(file, connection(ports));
            CompletableFuture<JavaShell> shell = new CompletableFuture<>();
            KernelServer server = new KernelServer(ConnectionFile.read(file), shell, dead -> {});
            server.start();
            JavaShell started = JavaShell.start(ShellOptions.defaults().withInteractive(true));
            started.warmUp(0, server::rehearse);
            shell.complete(started);
            return answers(ports.get(0));
        } finally {
            Files.delete(file);
        }
    }

    /** Now and then a connection between two JeroMQ sockets of one process carries nothing; the next one does. */
    private static boolean answers(int port) {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (ask(port, "execute_request", "{\"code\":\"1 + 1\",\"silent\":false}")) {
                return true;
            }
        }
        return false;
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }

    private static String connection(List<Integer> ports) {
        return String.format(
                "{\"transport\":\"tcp\",\"ip\":\"127.0.0.1\",\"signature_scheme\":\"hmac-sha256\",\"key\":\"\","
                        + "\"shell_port\":%d,\"iopub_port\":%d,\"stdin_port\":%d,\"control_port\":%d,\"hb_port\":%d}",
                ports.toArray());
    }

    private static boolean ask(int port, String type, String content) {
        try (ZContext context = new ZContext()) {
            ZMQ.Socket client = context.createSocket(SocketType.DEALER);
            client.setReceiveTimeOut(PATIENCE_MILLISECONDS);
            client.setLinger(0);
            client.connect("tcp://127.0.0.1:" + port);
            String header = "{\"msg_id\":\"1\",\"session\":\"warm-up\",\"username\":\"\",\"version\":\"5.4\","
                    + "\"date\":\"2026-01-01T00:00:00Z\",\"msg_type\":\"" + type + "\"}";
            for (String frame : List.of("<IDS|MSG>", "", header, "{}", "{}")) {
                client.sendMore(frame);
            }
            client.send(content);
            return client.recv() != null;
        }
    }
}
