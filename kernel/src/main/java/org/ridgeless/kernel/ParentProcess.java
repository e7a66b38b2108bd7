package org.ridgeless.kernel;

import java.util.Optional;

/** The server that started the kernel: when it is killed, nobody is left to end the kernel. */
record ParentProcess(ProcessHandle handle) {

    /**
     * The parent of this process, if it is the one that the text names. Another one may be meant in another container, or
     * may have started the kernel to outlive it.
     */
    static Optional<ParentProcess> named(String pid) {
        return ProcessHandle.current()
                .parent()
                .filter(parent -> String.valueOf(parent.pid()).equals(pid))
                .map(ParentProcess::new);
    }

    /** Java asks for another process than a child every few seconds, at the cost of a system call. */
    void onExit(Runnable action) {
        handle.onExit().thenRun(action);
    }
}
