package org.ridgeless.sweeps.cells;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ridgeless.sweeps.Threads;

/**
 * Computes cells as another machine would: in a study that is made again from its recipe, with earlier outcomes and with answers that
 * go through bytes; only that it stays in this JVM.
 */
public final class Elsewhere implements Runner {
    private final int threads;

    public Elsewhere(int threads) {
        this.threads = threads;
    }

    @Override
    public void run(Job job) throws InterruptedException {
        Workshop shop = Workshop.of(job.recipe(), job.loader());
        Map<CellKey, Outcome> earlier = new LinkedHashMap<>();
        job.earlier().forEach((key, outcome) -> earlier.put(key, copy(outcome, job)));
        shop.learn(earlier);
        Threads.of(threads).run(new PartOfJob(job, all(job), (outcome, index) -> {}) {
            @Override
            public Outcome compute(int index) {
                return copy(shop.compute(job.key(index)), job);
            }
        });
    }

    private static Outcome copy(Outcome outcome, Job job) {
        return Outcome.read(outcome.bytes(), job.loader());
    }

    private static int[] all(Job job) {
        return java.util.stream.IntStream.range(0, job.size()).toArray();
    }
}
