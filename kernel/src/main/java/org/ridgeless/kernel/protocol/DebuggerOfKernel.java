package org.ridgeless.kernel.protocol;

import com.google.gson.JsonObject;
import com.sun.jdi.VirtualMachine;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.ridgeless.kernel.debug.DebugListener;
import org.ridgeless.kernel.debug.Debugger;
import org.ridgeless.kernel.shell.JavaShell;

/** The debugger of this process, where it was started with one, and what front ends hear of it. */
final class DebuggerOfKernel implements DebugListener {

    private final Consumer<JsonObject> publish;
    private final AtomicInteger events = new AtomicInteger();
    private final CompletableFuture<Optional<Debugger>> debugger = new CompletableFuture<>();

    /** @param publish takes the contents of debug_event messages */
    DebuggerOfKernel(Consumer<JsonObject> publish) {
        this.publish = publish;
    }

    static boolean isInstalled() {
        return Boolean.getBoolean(Debugger.PROPERTY);
    }

    /** Takes the connection at once, before anybody else can. */
    void start(CompletableFuture<JavaShell> shell) {
        if (!isInstalled()) {
            debugger.complete(Optional.empty());
            return;
        }
        Thread starter = new Thread(() -> connect(shell), "connect debugger");
        starter.setDaemon(true);
        starter.start();
    }

    private void connect(CompletableFuture<JavaShell> shell) {
        try {
            VirtualMachine machine = Debugger.connect();
            debugger.complete(Optional.of(Debugger.of(machine, shell.join().code(), this)));
        } catch (IOException | RuntimeException | Error e) {
            KernelLog.warn("there is no debugger: another program may hold its connection", e);
            debugger.complete(Optional.empty());
        }
    }

    /** Waits until it is known whether there is one. */
    Optional<Debugger> get() {
        return debugger.join();
    }

    /** Lets what has stopped go on; {@code inCell}, and what would stop until the cell has ended. */
    void letGo(boolean inCell) {
        if (debugger.isDone()) {
            debugger.join().ifPresent(found -> found.letGo(inCell));
        }
    }

    void event(String name, JsonObject body) {
        JsonObject content = new JsonObject();
        content.addProperty("seq", events.incrementAndGet());
        content.addProperty("type", "event");
        content.addProperty("event", name);
        content.add("body", body);
        publish.accept(content);
    }

    @Override
    public void stopped(int thread, String reason) {
        JsonObject body = new JsonObject();
        body.addProperty("reason", reason);
        body.addProperty("threadId", thread);
        body.addProperty("allThreadsStopped", false);
        event("stopped", body);
    }

    @Override
    public void continued(int thread) {
        JsonObject body = new JsonObject();
        body.addProperty("threadId", thread);
        body.addProperty("allThreadsContinued", false);
        event("continued", body);
    }
}
