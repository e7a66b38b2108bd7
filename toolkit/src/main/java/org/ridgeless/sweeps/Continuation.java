package org.ridgeless.sweeps;

/**
 * What is measured in a cell that goes on from its neighbour on an axis: a function of the cell and of what the cell before has
 * handed on.
 *
 * @param <S> a plain value: a number, a text, an array or list of these, or a record of plain values
 */
@FunctionalInterface
public interface Continuation<S> {
    /**
     * What one cell of the axis measures and hands on.
     *
     * @param cell its parameters and seeds
     * @param before what the neighbour has handed on; null in the first cell of the axis
     * @return the numbers, and the state for the next cell
     * @throws Exception for any failure, which marks this cell and those that would go on from it
     */
    Step<S> at(Cell cell, S before) throws Exception;
}
