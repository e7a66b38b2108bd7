package org.ridgeless.sweeps.store;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * Where cells were computed. Bits may depend on the JDK and on the processor, through the functions of {@code Math} and through native
 * linear algebra; nothing else of it matters.
 *
 * @param started when the process opened the store, in UTC
 * @param process number and machine
 */
record Environment(
        String toolkit, String jdk, String processor, int processors, String system, String process, String started) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    static Environment here() {
        return new Environment(
                toolkitVersion(),
                System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"),
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                ProcessHandle.current().pid() + " on " + machine(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    static String toolkitVersion() {
        String version = Environment.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    static Environment read(String json) {
        return new Gson().fromJson(json, Environment.class);
    }

    String json() {
        return new Gson().toJson(this);
    }

    /** What may change bits between the two, in words; empty if nothing. */
    String difference(Environment other) {
        String java = jdk.equals(other.jdk) ? "" : "JDK " + other.jdk + " there, " + jdk + " here; ";
        return processor.equals(other.processor)
                ? java
                : java + "processor " + other.processor + " there, " + processor + " here; ";
    }

    private static String machine() {
        String name = System.getenv("HOSTNAME");
        if (name != null && !name.isBlank()) {
            return name;
        }
        try {
            return Files.readString(Path.of("/etc/hostname")).strip();
        } catch (IOException e) {
            return "this machine";
        }
    }

    private static String processorName() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException | java.io.UncheckedIOException e) {
            return System.getProperty("os.arch");
        }
    }
}
