package org.ridgeless.kernel.notebook;

import java.time.Duration;
import java.util.List;

/**
 * What became of a run.
 *
 * @param executed how many cells were executed
 * @param complete whether every cell was executed: neither a failure nor a stop cut the run short
 * @param failures the cells that failed, in order
 * @param duration from the start of the evaluator to the last output
 */
public record RunReport(int executed, boolean complete, List<Failure> failures, Duration duration) {
    /**
     * A cell that failed.
     *
     * @param cell its place in the notebook, counted from 1 over cells of all kinds
     * @param executionCount the number in its prompt
     * @param error the exception's class and message
     */
    public record Failure(int cell, int executionCount, String error) {}

    public boolean ok() {
        return failures.isEmpty();
    }
}
