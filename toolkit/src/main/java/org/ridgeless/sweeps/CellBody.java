package org.ridgeless.sweeps;

/**
 * What is computed in a cell: a function of the item and of the seeds of the trial, and of nothing that changes.
 *
 * @param <I> the item, with a text of its own such as a number or a record
 * @param <T> a plain value: a number, a text, an array or list of these, or a record of plain values
 */
@FunctionalInterface
public interface CellBody<I, T> {
    /**
     * What the cell of an item brings in one repetition.
     *
     * @param item the item
     * @param trial the repetition with its seeds
     * @return a plain value, not null
     * @throws Exception for any failure, which marks this cell and leaves the others
     */
    T at(I item, Trial trial) throws Exception;
}
