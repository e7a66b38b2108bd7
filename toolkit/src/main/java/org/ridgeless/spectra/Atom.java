package org.ridgeless.spectra;

/** A point that carries mass: a share of the eigenvalues that all have the same value. */
public record Atom(double at, double mass) {}
