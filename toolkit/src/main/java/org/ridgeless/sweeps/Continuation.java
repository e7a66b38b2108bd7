package org.ridgeless.sweeps;

/**
 * What is measured in a cell that goes on from its neighbour on an axis: a function of the cell and of what the cell before has
 * handed on.
 *
 * @param <S> a plain value: a number, a text, an array or list of these, or a record of plain values
 */
@FunctionalInterface
public interface Continuation<S> {
    /** @param before what the neighbour has handed on; null in the first cell of the axis */
    Step<S> at(Cell cell, S before) throws Exception;
}
