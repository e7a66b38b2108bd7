package org.ridgeless.kernel.interrupt;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** A child process that has ended only when its output has arrived. */
final class PumpedProcess extends Process {

    private static final long LAST_OUTPUT_MILLIS = 1000;

    private final Process process;
    private final Thread first;
    private final Thread second;

    PumpedProcess(Process process, Thread first, Thread second) {
        this.process = process;
        this.first = first;
        this.second = second;
    }

    @Override
    public OutputStream getOutputStream() {
        return process.getOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return first == null ? process.getInputStream() : InputStream.nullInputStream();
    }

    @Override
    public InputStream getErrorStream() {
        return second == null ? process.getErrorStream() : InputStream.nullInputStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
        int status = process.waitFor();
        awaitOutput();
        return status;
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
        boolean ended = process.waitFor(timeout, unit);
        if (ended) {
            awaitOutput();
        }
        return ended;
    }

    // A grandchild may hold the pipe open for ever, hence the limit.
    private void awaitOutput() throws InterruptedException {
        for (Thread pump : new Thread[] {first, second}) {
            if (pump != null) {
                pump.join(LAST_OUTPUT_MILLIS);
            }
        }
    }

    @Override
    public int exitValue() {
        return process.exitValue();
    }

    @Override
    public void destroy() {
        process.destroy();
    }

    @Override
    public Process destroyForcibly() {
        process.destroyForcibly();
        return this;
    }

    @Override
    public boolean supportsNormalTermination() {
        return process.supportsNormalTermination();
    }

    @Override
    public ProcessHandle toHandle() {
        return process.toHandle();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }
}
