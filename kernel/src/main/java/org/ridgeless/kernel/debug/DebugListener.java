package org.ridgeless.kernel.debug;

/** Who is told when a thread stops and goes on. */
public interface DebugListener {

    /** @param reason as the debug protocol has it */
    void stopped(int thread, String reason);

    void continued(int thread);
}
