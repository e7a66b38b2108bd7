/**
 * What a cell of a study is to whoever computes, stores or sends it: a {@link org.ridgeless.sweeps.cells.CellKey name}, and an
 * {@link org.ridgeless.sweeps.cells.Outcome outcome} made of plain values. A {@link org.ridgeless.sweeps.cells.Runner} gets the
 * cells of a {@link org.ridgeless.sweeps.cells.Job} computed, here or elsewhere; elsewhere a {@link
 * org.ridgeless.sweeps.cells.Workshop} makes the study again from its {@link org.ridgeless.sweeps.cells.Recipe} and computes the
 * cells it is asked for. Nothing here is a closure.
 */
package org.ridgeless.sweeps.cells;
