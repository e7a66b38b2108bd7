package org.ridgeless.kernel.shell;

/** Documentation of a symbol, as text and as HTML. */
public record Inspection(String text, String html) {}
