package org.ridgeless.kernel.notebook;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.ridgeless.kernel.magics.StandardShell;
import org.ridgeless.kernel.shell.ShellOptions;

/**
 * How a notebook is executed.
 *
 * @param shell how the evaluator starts
 * @param parameters values for the declarations in the cell tagged {@code parameters}
 * @param timeout how long one cell may take
 * @param keepGoing whether cells after a failed one are executed
 * @param keptCharacters how much of what a cell prints is kept
 */
public record RunOptions(
        ShellOptions shell,
        Map<String, String> parameters,
        Optional<Duration> timeout,
        boolean keepGoing,
        long keptCharacters) {

    /** What a cell may print, if nothing else is said: some 20,000 lines. */
    public static final long KEPT_CHARACTERS = 1_000_000;

    /** A shell with magics, no parameters, no time limit, stop at the first failure. For one run: magics keep state. */
    public static RunOptions defaults() {
        return new RunOptions(StandardShell.options(), Map.of(), Optional.empty(), false, KEPT_CHARACTERS);
    }

    public RunOptions withShell(ShellOptions other) {
        return new RunOptions(other, parameters, timeout, keepGoing, keptCharacters);
    }

    public RunOptions withParameters(Map<String, String> values) {
        return new RunOptions(shell, Map.copyOf(values), timeout, keepGoing, keptCharacters);
    }

    public RunOptions withTimeout(Duration limit) {
        return new RunOptions(shell, parameters, Optional.of(limit), keepGoing, keptCharacters);
    }

    public RunOptions withKeepGoing(boolean on) {
        return new RunOptions(shell, parameters, timeout, on, keptCharacters);
    }

    public RunOptions withKeptCharacters(long limit) {
        return new RunOptions(shell, parameters, timeout, keepGoing, limit);
    }
}
