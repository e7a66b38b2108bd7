package org.ridgeless.kernel.cell;

/**
 * Code to evaluate.
 *
 * @param number the execution count, which errors mention
 * @param silent whether to leave out the result, as for code that a front end sends on its own account
 */
public record Cell(String code, int number, boolean silent) {}
