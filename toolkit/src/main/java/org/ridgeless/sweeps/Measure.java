package org.ridgeless.sweeps;

/** What is measured in a cell: a pure function of the cell and its seeds. */
@FunctionalInterface
public interface Measure {
    /**
     * The number that is measured.
     *
     * @param cell its parameters and seeds
     * @return the number; infinite or NaN counts as diverged
     * @throws Exception for any failure, which marks this cell and leaves the others
     */
    double at(Cell cell) throws Exception;
}
