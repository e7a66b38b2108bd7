package org.ridgeless.sweeps;

import org.ridgeless.sweeps.cells.Job;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.Runner;

/** Computes cells on threads of this JVM: the runner of every study that names no other. */
public final class Threads implements Runner {
    private final int count;

    private Threads(int count) {
        this.count = count;
    }

    /**
     * So many threads, at least 1.
     *
     * @param count ≥ 1
     * @return the runner
     * @throws IllegalArgumentException if the number is below 1
     */
    public static Threads of(int count) {
        Cells.named("threads").threads(count);
        return new Threads(count);
    }

    /** As many threads as the machine has processors. */
    public static Threads all() {
        return new Threads(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void run(Job job) throws InterruptedException {
        Cells.Finished<Outcome> finished = Cells.named(job.label())
                .threads(count)
                .drawing(job::picture)
                .run(job.size(), job::compute, (outcome, index) -> job.finished(index, outcome));
        if (finished.interrupted()) {
            throw new InterruptedException("interrupted");
        }
    }

    @Override
    public String toString() {
        return count + (count == 1 ? " thread" : " threads");
    }
}
