package org.ridgeless.kernel.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.ridgeless.kernel.cell.Cell;
import org.ridgeless.kernel.cell.MemoryReserve;
import org.ridgeless.kernel.extension.KernelExtension;

/**
 * What a shell does until its first cell comes: it runs what first cells need, so that Java has loaded and
 * compiled it by then.
 */
final class WarmUp {

    /** What a person might complete. */
    static final String CALL = "Math.";

    private static final String BLOCK = """
            {
                var numbers = java.util.List.of(1.0, %d.0);
                double sum = numbers.stream().mapToDouble(x -> 2 * x).sum();
                for (double x : numbers) {
                    sum += Math.sqrt(x);
                }
                String text = "sum " + sum;
            }
            """;

    /** Enough for Java to compile most of what the steps run. */
    private static final int REPETITIONS = 6;

    private final List<KernelExtension> extensions = new ArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);

    /** Loops, calls and lambdas as most cells have them, without a declaration or a name that would stay. */
    static Cell block(int repetition) {
        return new Cell(BLOCK.formatted(repetition), 0, true);
    }

    /** A value, which is shown; each time of a text that has not been compiled before, as the first cell's. */
    static Cell value(int repetition) {
        return new Cell("6 * 7 + " + repetition, 0, false);
    }

    void add(KernelExtension extension) {
        extensions.add(extension);
    }

    /** Somebody waits from now on. */
    void end() {
        asked.countDown();
    }

    private boolean isWanted() {
        return asked.getCount() > 0;
    }

    /**
     * Runs the steps, which every first cell needs, until Java has compiled most of what they run, and then those of the extensions.
     *
     * @param steps take the number of the repetition
     * @param patience milliseconds in which a cell may come that was sent while the shell started
     */
    void run(List<IntConsumer> steps, long patience) throws InterruptedException {
        if (asked.await(patience, TimeUnit.MILLISECONDS)) {
            return;
        }
        for (int i = 0; i < REPETITIONS; i++) {
            int repetition = i;
            steps.forEach(step -> attempt(() -> step.accept(repetition)));
        }
        extensions.forEach(extension -> attempt(() -> extension.warmUp(this::isWanted)));
    }

    /** What fails here would fail again where somebody needs it, and is told there. */
    private void attempt(Runnable step) {
        if (isWanted()) {
            try {
                step.run();
            } catch (RuntimeException | Error e) {
                MemoryReserve.releaseFor(e);
            }
        }
    }
}
