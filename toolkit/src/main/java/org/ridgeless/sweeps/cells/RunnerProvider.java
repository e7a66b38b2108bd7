package org.ridgeless.sweeps.cells;

import java.util.Optional;

/** Offers runners by their addresses, such as {@code spark://host:7077}; found by {@link java.util.ServiceLoader}. */
@FunctionalInterface
public interface RunnerProvider {
    /**
     * A runner for an address, or nothing if it is of another kind.
     *
     * @param address of a machine or cluster
     * @return the runner, or empty
     */
    Optional<Runner> open(String address);
}
