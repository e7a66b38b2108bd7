package org.ridgeless.sweeps;

/** Several numbers measured in one cell, in the order of their names. */
@FunctionalInterface
public interface Measures {
    /**
     * The numbers that are measured.
     *
     * @param cell its parameters and seeds
     * @return as many numbers as names
     * @throws Exception for any failure, which marks this cell and leaves the others
     */
    double[] at(Cell cell) throws Exception;
}
