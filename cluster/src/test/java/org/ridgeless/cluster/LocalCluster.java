package org.ridgeless.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A master of Spark and workers with one core each, in processes of their own on the loopback interface. */
final class LocalCluster implements AutoCloseable {
    private static final Pattern STARTED = Pattern.compile("Starting Spark master at (spark://\\S+)");
    private static final Path HOME = Path.of("target", "spark").toAbsolutePath();

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private String address = "";

    private LocalCluster(Path folder) {
        this.folder = folder;
    }

    static LocalCluster of(int workers, Path folder) throws IOException, InterruptedException {
        LocalCluster cluster = new LocalCluster(folder);
        try {
            cluster.address = cluster.startMaster();
            for (int i = 0; i < workers; i++) {
                cluster.startWorker();
            }
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    String address() {
        return address;
    }

    /** Kills a worker, as by {@code kill -9}; its executor ends with it. */
    void kill(int worker) throws InterruptedException {
        processes.get(1 + worker).destroyForcibly().waitFor();
    }

    private String startMaster() throws IOException, InterruptedException {
        Path log = folder.resolve("master.log");
        Process master = start(log, "org.apache.spark.deploy.master.Master", "--port", "0");
        while (master.isAlive()) {
            Matcher started = STARTED.matcher(Files.readString(log));
            if (started.find()) {
                return started.group(1);
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("the master did not start:\n" + Files.readString(log));
    }

    private void startWorker() throws IOException {
        String name = "worker-" + processes.size();
        start(
                folder.resolve(name + ".log"),
                "org.apache.spark.deploy.worker.Worker",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                folder.resolve(name).toString(),
                address);
    }

    private Process start(Path log, String type, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-cp",
                HOME.resolve("jars") + "/*",
                type,
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("SPARK_HOME", HOME.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    /** What the processes have written, for the message of a test that fails. */
    String logs() {
        var text = new StringBuilder();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".log") || f.endsWith("stderr"))
                    .toList()) {
                try (BufferedReader reader = Files.newBufferedReader(file)) {
                    text.append("== ").append(file).append('\n');
                    reader.lines().filter(line -> line.contains("ERROR") || line.contains("xception")).limit(20).forEach(line ->
                            text.append(line).append('\n'));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        for (Process process : processes) {
            process.onExit().join();
        }
    }
}
