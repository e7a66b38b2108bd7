package org.ridgeless.sweeps;

/** What is measured in a cell: a pure function of the cell and its seeds. */
@FunctionalInterface
public interface Measure {
    double at(Cell cell) throws Exception;
}
