package org.ridgeless.kernel.shell;

/** A variable that a cell declared. */
public record Variable(String type, String name) {}
