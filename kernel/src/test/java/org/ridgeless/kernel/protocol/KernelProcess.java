package org.ridgeless.kernel.protocol;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ridgeless.kernel.KernelMain;

/** A kernel in a process of its own, as Jupyter starts it. */
final class KernelProcess implements AutoCloseable {

    static final String KEY = "a-secret-key";

    private static final int STRETCHES = 200;
    private static final int STRETCH = 100;
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Process process;
    private final ConnectionFile connection;
    private final Path log;

    private KernelProcess(Process process, ConnectionFile connection, Path log) {
        this.process = process;
        this.connection = connection;
        this.log = log;
    }

    static KernelProcess start(Path folder, String... options) {
        return start(folder, List.of(), List.of(options));
    }

    /** Below a process that stands for the server; the process of the kernel is its child. */
    static KernelProcess startByServer(Path folder) {
        String script = "JPY_PARENT_PID=$$; export JPY_PARENT_PID; \"$@\" & wait";
        return start(folder, List.of("/bin/sh", "-c", script, "server"), List.of());
    }

    private static KernelProcess start(Path folder, List<String> server, List<String> options) {
        try {
            ConnectionFile connection = freeConnection();
            Path file = folder.resolve("connection.json");
            Files.writeString(file, json(connection).toString());
            List<String> command = new ArrayList<>(server);
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xmx1g",
                    "-Djdk.attach.allowAttachSelf=true",
                    "-XX:+EnableDynamicAgentLoading",
                    "-Dridgeless.data=" + folder));
            // As these tests themselves are compiled.
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .filter(argument -> argument.startsWith("-XX:TieredStopAtLevel"))
                    .forEach(command::add);
            command.addAll(options);
            command.addAll(
                    List.of("-cp", System.getProperty("java.class.path"), KernelMain.class.getName(), file.toString()));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.redirectErrorStream(true);
            builder.redirectOutput(folder.resolve("kernel.log").toFile());
            return new KernelProcess(builder.start(), connection, folder.resolve("kernel.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConnectionFile connection() {
        return connection;
    }

    /** What the kernel wrote to its own standard error. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many kilobytes of memory the process holds. */
    long residentKilobytes() {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    Stream<ProcessHandle> descendants() {
        return process.descendants();
    }

    /** Ends it without a chance to tidy up. */
    void kill() {
        process.destroyForcibly();
    }

    /** Asks it to end, with SIGTERM. */
    void terminate() {
        process.destroy();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end and returns the exit status. */
    int exitStatus() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        System.out.println(log());
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static ConnectionFile connectionOn(int[] ports) {
        return new ConnectionFile("tcp", "127.0.0.1", ports[0], ports[1], ports[2], ports[3], ports[4], KEY);
    }

    /**
     * Five free ports, below those that a system hands out and in a stretch of this process, for whoever asks for any free port before
     * the kernel listens must not get one of them.
     */
    private static ConnectionFile freeConnection() {
        int first = 10_000 + (int) (ProcessHandle.current().pid() % STRETCHES) * STRETCH;
        int[] ports = IntStream.generate(() -> first + NEXT.getAndIncrement() % STRETCH)
                .limit(STRETCH)
                .filter(KernelProcess::isFree)
                .limit(5)
                .toArray();
        return connectionOn(ports);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static JsonObject json(ConnectionFile connection) {
        JsonObject tree = new JsonObject();
        tree.addProperty("transport", connection.transport());
        tree.addProperty("ip", connection.ip());
        tree.addProperty("shell_port", connection.shellPort());
        tree.addProperty("control_port", connection.controlPort());
        tree.addProperty("iopub_port", connection.iopubPort());
        tree.addProperty("stdin_port", connection.stdinPort());
        tree.addProperty("hb_port", connection.heartbeatPort());
        tree.addProperty("key", connection.key());
        tree.addProperty("signature_scheme", "hmac-sha256");
        return tree;
    }
}
