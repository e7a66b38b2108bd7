package org.ridgeless.sweeps.jvms;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.ridgeless.display.Progress;
import org.ridgeless.sweeps.cells.Job;
import org.ridgeless.sweeps.cells.Outcome;

/** The children of one job, each with a thread that gives it cells. */
final class Crew {
    private static final int ATTEMPTS = 3;
    /** In the place of a cell: there is nothing more to do. */
    private static final int OVER = -1;

    private final Job job;
    private final List<String> command;
    private final int threads;
    private final BlockingDeque<Integer> waiting = new LinkedBlockingDeque<>();
    private final AtomicInteger unfinished;
    private final Map<Integer, Integer> deaths = new ConcurrentHashMap<>();
    private final AtomicInteger failedStarts = new AtomicInteger();
    private final Set<Child> children = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;
    private Progress progress;

    Crew(Job job, List<String> command, int threads) {
        this.job = job;
        this.command = command;
        this.threads = threads;
        this.unfinished = new AtomicInteger(job.size());
        for (int i = 0; i < job.size(); i++) {
            waiting.add(i);
        }
    }

    void run() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted");
        }
        CountDownLatch done = new CountDownLatch(threads);
        try (Progress shown = Progress.start(job.label(), job.size()).drawing(job::picture)) {
            progress = shown;
            for (int i = 0; i < threads; i++) {
                Thread thread = new Thread(() -> work(done), "child-process-" + i);
                thread.setDaemon(true);
                thread.start();
            }
            done.await();
        } catch (InterruptedException e) {
            stop();
            throw e;
        }
        Throwable failed = failure.get();
        if (failed instanceof Error error) {
            throw error;
        }
        if (failed != null) {
            throw failed instanceof RuntimeException known ? known : new IllegalStateException(failed);
        }
    }

    private void work(CountDownLatch done) {
        Child child = null;
        try {
            int index = waiting.take();
            while (index != OVER) {
                child = child == null ? started(index) : child;
                child = child == null ? null : compute(child, index);
                index = waiting.take();
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            fail(e);
        } finally {
            if (child != null) {
                children.remove(child);
                IdleChildren.give(child, stopped);
            }
            done.countDown();
        }
    }

    /** A child that has made the study; null if it died of it, which may be bad luck once or twice. */
    private Child started(int index) {
        try {
            Child child = IdleChildren.take(command, job.recipe());
            children.add(child);
            if (stopped) {
                child.kill();
            }
            return child;
        } catch (IOException e) {
            if (failedStarts.incrementAndGet() >= ATTEMPTS) {
                throw new IllegalStateException("child processes end as soon as they start; " + e.getMessage(), e);
            }
            waiting.addFirst(index);
            return null;
        }
    }

    /** The child, if it is still alive. */
    private Child compute(Child child, int index) {
        try {
            finish(index, child.compute(index, job.key(index), job.earlier(), job.loader()));
            return child;
        } catch (IOException e) {
            children.remove(child);
            if (stopped) {
                child.kill();
                return null;
            }
            String death = child.death();
            int times = deaths.merge(index, 1, Integer::sum);
            if (times < ATTEMPTS) {
                waiting.addFirst(index);
            } else {
                finish(index, Outcome.missing("its process died " + times + " times, at last with " + death));
            }
            return null;
        }
    }

    private void finish(int index, Outcome outcome) {
        if (!stopped) {
            job.finished(index, outcome);
            progress.advance();
            if (unfinished.decrementAndGet() == 0) {
                end();
            }
        }
    }

    private void fail(Throwable e) {
        failure.compareAndSet(null, e);
        stop();
    }

    private void stop() {
        stopped = true;
        children.forEach(Child::kill);
        end();
    }

    private void end() {
        for (int i = 0; i < threads; i++) {
            waiting.addFirst(OVER);
        }
    }
}
