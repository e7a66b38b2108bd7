package org.ridgeless.kernel.shell;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Lets go of what JShell would keep, behind the replies: the first time costs the loading of an agent, some tenths of a
 * second that nobody shall wait for.
 */
final class Tidying implements AutoCloseable {

    private final CompilerLock compiler;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "tidy");
        thread.setDaemon(true);
        return thread;
    });

    Tidying(CompilerLock compiler) {
        this.compiler = compiler;
    }

    /** Does it soon, between two uses of the compiler; never in a process that allows no agent. */
    void soon(Consumer<JdkInternals> task) {
        worker.execute(() -> JdkInternals.open()
                .ifPresent(internals -> compiler.held(() -> {
                    task.accept(internals);
                    return null;
                })));
    }

    @Override
    public void close() {
        worker.shutdown();
    }
}
