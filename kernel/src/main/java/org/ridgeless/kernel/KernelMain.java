package org.ridgeless.kernel;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.ridgeless.kernel.magics.StandardShell;
import org.ridgeless.kernel.protocol.ConnectionFile;
import org.ridgeless.kernel.protocol.KernelServer;
import org.ridgeless.kernel.shell.JavaShell;
import sun.misc.Signal;

/** Starts the kernel from Jupyter's connection file: {@code java -cp … org.ridgeless.kernel.KernelMain FILE}. */
public final class KernelMain {

    /** The server that started this process starts another one. */
    private static final int DEAD = 70;

    /** Milliseconds in which a front end sends what it has held back while the kernel started. */
    private static final long WARM_UP_PATIENCE = 250;

    private KernelMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 1) {
            System.err.println("usage: KernelMain CONNECTION_FILE");
            System.exit(2);
        }
        chooseSelectors();
        CompletableFuture<JavaShell> shell = new CompletableFuture<>();
        KernelServer server = serve(Path.of(arguments[0]), shell);
        Thread starter = new Thread(() -> start(shell, server), "start");
        starter.setDaemon(true);
        starter.start();
        // Ctrl-C in a terminal that the kernel shares with jupyter console means the cell, not the process.
        Signal.handle(new Signal("INT"), signal -> server.interrupt());
        ParentProcess.named(System.getenv("JPY_PARENT_PID")).ifPresent(parent -> parent.onExit(server::shutDown));
        server.awaitShutdown();
        // Nothing that a cell has left running may keep the process alive.
        Runtime.getRuntime().halt(0);
    }

    /**
     * Names the provider of selectors that Java would choose on Linux anyway: to find out that nobody has installed another
     * one it opens every library of the class path, before the first socket is bound.
     */
    private static void chooseSelectors() {
        String usual = "sun.nio.ch.EPollSelectorProvider";
        try {
            Class.forName(usual, false, null);
        } catch (ClassNotFoundException e) {
            return;
        }
        System.setProperty("java.nio.channels.spi.SelectorProvider", usual);
    }

    private static KernelServer serve(Path file, CompletableFuture<JavaShell> shell) {
        try {
            KernelServer server = new KernelServer(
                    ConnectionFile.read(file),
                    shell,
                    dead -> Runtime.getRuntime().halt(DEAD));
            server.start();
            return server;
        } catch (RuntimeException e) {
            System.err.println("ridgeless: " + e.getMessage());
            Runtime.getRuntime().halt(1);
            throw e;
        }
    }

    private static void start(CompletableFuture<JavaShell> shell, KernelServer server) {
        try {
            JavaShell started = JavaShell.start(StandardShell.options().withInteractive(true));
            shell.complete(started);
            started.warmUp(WARM_UP_PATIENCE, server::rehearse);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            shell.completeExceptionally(e);
        }
    }
}
