package org.ridgeless.kernel.shell;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** JShell's compiler serves one thread at a time; while the code of a cell runs, it is free for completion and help. */
final class CompilerLock {

    private final ReentrantLock lock = new ReentrantLock(true);

    void acquire() {
        lock.lock();
    }

    void release() {
        lock.unlock();
    }

    <T> T held(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Runs something for which the lock is given up meanwhile. */
    <T> T released(Supplier<T> action) {
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
