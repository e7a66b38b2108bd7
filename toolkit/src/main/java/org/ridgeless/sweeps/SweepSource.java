package org.ridgeless.sweeps;

/**
 * A sweep that has a name, that of its class, so that other JVMs can make it: for {@link Sweep#of}, child processes, clusters and
 * {@code lab sweep}. The class has a constructor without parameters and stands in a jar or folder of classes.
 *
 * <pre>{@code
 * public final class Conditioning implements SweepSource {
 *     public Sweep sweep() {
 *         return Sweep.over("d", Grid.ints(10, 400, 10)).repeat(20).measure("kappa", cell -> …);
 *     }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface SweepSource {
    /** The sweep, the same each time. */
    Sweep sweep();
}
