package org.ridgeless.kernel.debug;

/**
 * A call within a cell.
 *
 * @param id counted from 1
 * @param path the cell, as {@link CellPath} names it
 * @param line counted from 1
 */
public record DebugFrame(int id, String name, String path, int line) {}
