package org.ridgeless.kernel.shell;

/**
 * A piece of a cell that JShell takes at a time.
 *
 * @param source the code, complete or with the error that makes it so
 * @param line the line of the cell on which it begins, counted from 0
 */
record CodeUnit(String source, int line) {}
