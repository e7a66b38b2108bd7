package org.ridgeless.study;

/**
 * A part of an experiment that has a name of its own.
 *
 * @param name such as {@code book/2.5/bbp-spikes}
 * @param experiment the name of the experiment that shows it; empty if none does
 * @param line what it shows, or why nothing does
 */
public record Panel(String name, String experiment, String line) {
    /** Whether an experiment shows it. */
    public boolean isCovered() {
        return !experiment.isEmpty();
    }
}
