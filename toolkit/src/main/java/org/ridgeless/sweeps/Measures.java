package org.ridgeless.sweeps;

/** Several numbers measured in one cell, in the order of their names. */
@FunctionalInterface
public interface Measures {
    double[] at(Cell cell) throws Exception;
}
