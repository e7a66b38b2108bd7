package org.ridgeless.kernel.assist;

/** Documentation of a symbol, as text and as HTML. */
public record Inspection(String text, String html) {}
