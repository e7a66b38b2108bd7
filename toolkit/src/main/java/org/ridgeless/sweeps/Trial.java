package org.ridgeless.sweeps;

import org.ridgeless.random.Seeds;

/**
 * One repetition of a cell, with its sources of randomness.
 *
 * @param number of the repetition, from 0
 * @param seeds of this cell alone; they follow from its name, not from the order or the thread in which it runs
 * @param paired seeds that all cells of the group share in this repetition, for comparisons on the same data
 */
public record Trial(int number, Seeds seeds, Seeds paired) {}
