package org.ridgeless.notebooks.jupyter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The classic notebook server on the loopback interface, with the installed kernel. */
final class NotebookServer implements AutoCloseable {

    private static final String TOKEN = "only-for-this-test";

    private final Process process;
    private final int port;

    private NotebookServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static NotebookServer start(InstalledKernel kernel, Path notebooks) throws IOException, InterruptedException {
        int port = freePort();
        Process process = Launch.of(List.of(
                        Program.JUPYTER.path(),
                        "notebook",
                        "--no-browser",
                        "--allow-root",
                        "--ip=127.0.0.1",
                        "--port=" + port,
                        "--NotebookApp.port_retries=0",
                        "--NotebookApp.token=" + TOKEN,
                        "--notebook-dir=" + notebooks))
                .with(kernel.environment())
                .in(notebooks)
                .startAndAwait(printed -> printed.contains("is running at"), Duration.ofMinutes(10));
        return new NotebookServer(process, port);
    }

    /** Where a browser opens a notebook of this server. */
    String address(String notebook) {
        return "http://127.0.0.1:" + port + "/notebooks/" + notebook + "?token=" + TOKEN;
    }

    @Override
    public void close() {
        Launch.stop(process);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
