package org.ridgeless.cluster;

import java.util.Optional;
import org.ridgeless.sweeps.cells.Runner;
import org.ridgeless.sweeps.cells.RunnerProvider;

/** Runners for {@code spark://host:port} and for {@code local[n]}, Spark's own way to run in this JVM. */
public final class SparkRunnerProvider implements RunnerProvider {
    @Override
    public Optional<Runner> open(String address) {
        return address.startsWith("spark://") || address.startsWith("local")
                ? Optional.of(SparkRunner.on(address))
                : Optional.empty();
    }
}
