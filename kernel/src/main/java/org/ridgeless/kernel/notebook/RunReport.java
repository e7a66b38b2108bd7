package org.ridgeless.kernel.notebook;

import java.time.Duration;
import java.util.List;

/**
 * What became of a run.
 *
 * @param executed how many cells were executed
 * @param failures the cells that failed, in order
 * @param duration from the start of the evaluator to the last output
 */
public record RunReport(int executed, List<Failure> failures, Duration duration) {
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
