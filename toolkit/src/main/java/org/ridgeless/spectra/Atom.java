package org.ridgeless.spectra;

/**
 * A point that carries mass: a share of the eigenvalues that all have the same value.
 *
 * @param at the value
 * @param mass its share, in (0, 1]
 */
public record Atom(double at, double mass) {}
