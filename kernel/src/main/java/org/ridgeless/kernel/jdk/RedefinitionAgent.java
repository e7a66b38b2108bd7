package org.ridgeless.kernel.jdk;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * The virtual machine's way to change loaded classes. Given at the start by {@code -javaagent} or {@code java -jar}, else
 * taken when it is first needed, which the process must have been started to allow with
 * {@code -Djdk.attach.allowAttachSelf=true}.
 */
public final class RedefinitionAgent {

    private static volatile Instrumentation instrumentation;
    private static volatile boolean refused;

    private RedefinitionAgent() {}

    /** Called by the virtual machine before the program starts. */
    public static void premain(String arguments, Instrumentation granted) {
        instrumentation = granted;
    }

    /** Called by the virtual machine when the agent comes later. */
    public static void agentmain(String arguments, Instrumentation granted) {
        instrumentation = granted;
    }

    public static synchronized Optional<Instrumentation> find() {
        boolean allowed = Boolean.parseBoolean(System.getProperty("jdk.attach.allowAttachSelf", "false"));
        if (instrumentation == null && !refused && allowed) {
            refused = !attach();
        }
        return Optional.ofNullable(instrumentation);
    }

    private static boolean attach() {
        try {
            Path jar = agentJar();
            VirtualMachine machine =
                    VirtualMachine.attach(String.valueOf(ProcessHandle.current().pid()));
            try {
                machine.loadAgent(jar.toString());
            } finally {
                machine.detach();
                Files.deleteIfExists(jar);
            }
            return instrumentation != null;
        } catch (IOException | AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            return false;
        }
    }

    /** A jar with nothing in it but the name of this class. */
    private static Path agentJar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Agent-Class", RedefinitionAgent.class.getName());
        attributes.putValue("Can-Redefine-Classes", "true");
        Path jar = Files.createTempFile("ridgeless-agent", ".jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return jar;
    }
}
