package org.ridgeless.kernel.jdk;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets go of what JShell would keep, behind the replies: the first time costs the loading of an agent, some tenths of a
 * second that nobody shall wait for.
 */
public final class Tidying implements AutoCloseable {

    private final CompilerLock compiler;
    /** What comes after the end is left undone: a cell that a closing shell interrupts still ends as cells do. */
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            Tidying::thread,
            new ThreadPoolExecutor.DiscardPolicy());

    public Tidying(CompilerLock compiler) {
        this.compiler = compiler;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "tidy");
        thread.setDaemon(true);
        return thread;
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
