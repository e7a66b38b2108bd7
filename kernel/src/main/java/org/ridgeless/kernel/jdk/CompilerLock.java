package org.ridgeless.kernel.jdk;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** JShell's compiler serves one thread at a time; while the code of a cell runs, it is free for completion and help. */
public final class CompilerLock {

    private final ReentrantLock lock = new ReentrantLock(true);

    public void acquire() {
        lock.lock();
    }

    public void release() {
        lock.unlock();
    }

    public <T> T held(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Runs something for which the lock is given up meanwhile. */
    public <T> T released(Supplier<T> action) {
        int holds = lock.getHoldCount();
        for (int i = 0; i < holds; i++) {
            lock.unlock();
        }
        try {
            return action.get();
        } finally {
            for (int i = 0; i < holds; i++) {
                lock.lock();
            }
        }
    }
}
