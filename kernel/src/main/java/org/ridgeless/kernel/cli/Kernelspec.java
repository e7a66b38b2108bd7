package org.ridgeless.kernel.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ridgeless.kernel.debug.Debugger;
import org.ridgeless.kernel.notebook.TextFile;

/** The folder that tells Jupyter how to start the kernel. */
final class Kernelspec {
    static final String DISPLAY_NAME = "Java (Ridgeless)";
    private static final String MAIN_CLASS = "org.ridgeless.kernel.KernelMain";

    /** With room for the compiler's classes and for what a compilation throws away, without early collections. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC", "-Xms128m", "-XX:NewSize=48m", "-XX:MetaspaceSize=96m", "-XX:MaxRAMPercentage=50");

    /** On a port of the loopback interface that the kernel itself takes at once. */
    private static final List<String> DEBUGGER = List.of(
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:0",
            "-D" + Debugger.PROPERTY + "=true");

    private static final List<String> LOGOS = List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private static final String CORE_TYPE = "OPENBLAS_CORETYPE";

    private final Processor processor;
    private final Installation installation;
    private final List<String> jvmOptions;
    private final boolean debugger;

    /** @param jvmOptions given by the user; they come last and so win over the defaults */
    Kernelspec(Installation installation, List<String> jvmOptions) {
        this(installation, jvmOptions, Processor.ofThisMachine());
    }

    Kernelspec(Installation installation, List<String> jvmOptions, Processor processor) {
        this(installation, jvmOptions, processor, false);
    }

    private Kernelspec(Installation installation, List<String> jvmOptions, Processor processor, boolean debugger) {
        this.debugger = debugger;
        this.processor = processor;
        this.installation = installation;
        this.jvmOptions = jvmOptions;
    }

    /** The same with breakpoints in cells. */
    Kernelspec withDebugger() {
        return new Kernelspec(installation, jvmOptions, processor, true);
    }

    /** The content of kernel.json. */
    String json() {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("argv", command());
        spec.put("display_name", DISPLAY_NAME);
        spec.put("language", "java");
        spec.put("interrupt_mode", "message");
        spec.put("env", environment());
        spec.put("metadata", Map.of("debugger", debugger));
        return GSON.toJson(spec) + "\n";
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        // Linear algebra runs inside parallel sweeps, where further threads would only get in each other's way.
        environment.put("OMP_NUM_THREADS", "1");
        // The kernels for AVX-512 of the OpenBLAS that comes along compute wrong results; those for AVX2 do not.
        if (processor.hasAvx512() && System.getenv(CORE_TYPE) == null) {
            environment.put(CORE_TYPE, "Haswell");
        }
        return environment;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Installation.java().toString());
        command.addAll(OPTIONS);
        command.addAll(installation.javaOptions());
        command.addAll(debugger ? DEBUGGER : List.of());
        command.addAll(jvmOptions);
        if (jvmOptions.contains("--enable-preview")) {
            // For the compiler of the cells.
            command.add("-Dridgeless.preview=true");
        }
        command.addAll(List.of("-cp", installation.classPath(), MAIN_CLASS, "{connection_file}"));
        return command;
    }

    /** Writes the folder, replacing what an earlier installation left. */
    void writeTo(Path folder) throws IOException {
        TextFile.write(folder.resolve("kernel.json"), json());
        for (String logo : LOGOS) {
            try (InputStream in = Kernelspec.class.getResourceAsStream(logo)) {
                Files.copy(in, folder.resolve(logo), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
